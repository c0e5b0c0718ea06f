"""From the knowledge folder into the database: checked, merged, in one transaction.

The merge is three-way, a document at a time: what the folder said when it was last loaded (the
base), what it says now, and what the database says. What was edited in the database stays; where
both sides changed, the database's side stays too and the conflict is listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import LoadedDocument

from . import documents, revision
from .consistency import check
from .folder import Document as FolderDocument
from .folder import Folder, read_folder
from .yaml_text import Problem

Key = tuple[str, str]


class BrokenKnowledge(Exception):
    """The folder has errors; nothing was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} errors in the knowledge")
        self.problems = problems


Writes = dict[str, list[tuple[int, documents.Document]]]


@dataclass
class LoadReport:
    """What a load did, or would do."""

    added: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    removed: list[Key] = field(default_factory=list)
    conflicts: list[Key] = field(default_factory=list)
    unchanged: int = 0
    revision: int = 0

    @property
    def moved(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.changed or self.removed)


def load(session: Session, root: Path, *, theirs: frozenset[str] = frozenset(), dry_run: bool = False) -> LoadReport:
    """Load the folder ``root`` and commit; ``dry_run`` only reports.

    ``theirs`` names ids whose conflicts the folder wins.

    Raises:
        BrokenKnowledge: the folder has errors. The database is as it was.
    """
    folder = read_folder(root)
    errors = [problem for problem in check(folder) if problem.severity == "error"]
    if errors:
        raise BrokenKnowledge(errors)
    try:
        report = merge(session, folder, theirs)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    except BaseException:
        session.rollback()
        raise
    return report


def merge(session: Session, folder: Folder, theirs: frozenset[str]) -> LoadReport:
    """Bring the database up to the folder inside the caller's transaction."""
    report = LoadReport()
    bases = {(row.noun, row.id): row for row in session.scalars(sa.select(LoadedDocument))}
    stored = documents.identities(session)
    new = {(document.noun, document.id): document for document in folder.documents}
    writes: Writes = {noun: [] for noun in documents.ORDER}
    for key, document in new.items():
        base = bases.get(key)
        if base is not None and base.document == document.data:
            report.unchanged += 1
            base.path, base.position = document.path, document.position
            continue
        local = documents.read(session, *key) if key in stored else None
        verdict = decide(base.document if base else None, local, document.data, document.id in theirs)
        if verdict == "unchanged":
            report.unchanged += 1
        else:
            getattr(report, verdict).append(key)
        if verdict in ("added", "changed"):
            writes[key[0]].append((document.position, document.data))
        remember(session, bases, key, document)
    gone = [key for key in bases if key not in new]
    number = revision.current(session)
    if any(writes.values()) or gone:
        number = revision.advance(session)
        for noun in documents.ORDER:
            if writes[noun]:
                documents.write(session, noun, writes[noun], number)
        remove(session, bases, gone, theirs, report)
    report.revision = number
    return report


def decide(
    base: documents.Document | None, local: documents.Document | None, new: documents.Document, theirs: bool
) -> str:
    """Return what becomes of one document: added, changed, unchanged or (the local edit stays) conflicts."""
    if local == new:
        return "unchanged"
    if local is None and base is None:
        return "added"
    return "changed" if local == base or theirs else "conflicts"


def remember(session: Session, bases: dict[Key, LoadedDocument], key: Key, document: FolderDocument) -> None:
    """Keep what the folder says now as the base of the next merge."""
    row = bases.get(key)
    if row is None:
        row = bases[key] = LoadedDocument(noun=key[0], id=key[1])
        session.add(row)
    row.document, row.path, row.position = document.data, document.path, document.position


def remove(
    session: Session,
    bases: dict[Key, LoadedDocument],
    gone: list[Key],
    theirs: frozenset[str],
    report: LoadReport,
) -> None:
    """Remove what left the folder, unless it was edited or something else still refers to it."""
    for key in sorted(gone, key=lambda k: -documents.ORDER.index(k[0])):
        local = documents.read(session, *key)
        if local is not None and local != bases[key].document and key[1] not in theirs:
            report.conflicts.append(key)
            session.delete(bases[key])
            continue
        session.delete(bases[key])
        try:
            with session.begin_nested():
                documents.delete(session, *key)
        except sa.exc.IntegrityError:
            report.conflicts.append(key)
        else:
            report.removed.append(key)
