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

from service.ledger import Change, LoadedDocument, LoadedFile

from . import documents, revision, rows
from .consistency import check
from .folder import PATTERNS, Folder, read_folder
from .folder import Document as FolderDocument
from .yaml_text import Problem

Key = tuple[str, str]
ACTOR = "knowledge folder"


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

    def told(self, dry_run: bool = False) -> str:
        """Return it as a person reads it."""
        counted = f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"
        lines = [f"{counted}, {self.unchanged} unchanged; revision {self.revision}{' (dry run)' if dry_run else ''}"]
        for noun, identity in self.conflicts:
            lines.append(
                f"conflict: {noun} {identity} was edited here and in the folder; the edit was kept "
                f"(settle it with --theirs {identity} or --ours {identity})"
            )
        return "\n".join(lines)


def load(
    session: Session,
    root: Path,
    *,
    theirs: frozenset[str] = frozenset(),
    ours: frozenset[str] = frozenset(),
    dry_run: bool = False,
) -> LoadReport:
    """Load the folder ``root`` and commit; ``dry_run`` only reports.

    ``theirs`` names ids whose conflicts the folder wins, ``ours`` those that the database wins for good.

    Raises:
        BrokenKnowledge: the folder has errors. The database is as it was.
    """
    folder = read_folder(root)
    errors = [problem for problem in check(folder) if problem.severity == "error"]
    if errors:
        raise BrokenKnowledge(errors)
    try:
        revision.lock(session)  # before anything is read: an edit that comes between would be overwritten
        report = Merge(session, theirs, ours).run(folder)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    except BaseException:
        session.rollback()
        raise
    return report


def is_loaded(session: Session, root: Path) -> bool:
    """Whether every file of ``root`` is, to the byte, what was last loaded. Cheap: nothing is parsed."""
    stored = {row.path: row.text for row in session.execute(sa.select(LoadedFile.path, LoadedFile.text))}
    files = {path.relative_to(root).as_posix(): path for pattern in PATTERNS for path in root.rglob(pattern)}
    return (
        bool(stored)
        and files.keys() == stored.keys()
        and all(path.read_bytes() == stored[name].encode("utf-8") for name, path in files.items())
    )


class Merge:
    """One three-way merge inside the caller's transaction."""

    def __init__(self, session: Session, theirs: frozenset[str], ours: frozenset[str]) -> None:
        self.session, self.theirs, self.ours = session, theirs, ours
        self.bases = {(row.noun, row.id): row for row in session.scalars(sa.select(LoadedDocument))}
        self.stored = documents.identities(session)
        self.report = LoadReport()
        self.changes: list[rows.Row] = []
        self.first: list[rows.Row] = []  # bases that there were none of

    def run(self, folder: Folder) -> LoadReport:
        """Bring the database up to the folder."""
        new = {(document.noun, document.id): document for document in folder.documents}
        writes: Writes = {noun: [] for noun in documents.ORDER}
        for key, document in new.items():
            if self.take(key, document):
                writes[key[0]].append((document.position, document.data))
        gone = [key for key in self.bases if key not in new]
        number = revision.current(self.session)
        if any(writes.values()) or gone:
            number = revision.advance(self.session)
            for noun in documents.ORDER:
                if writes[noun]:
                    documents.write(self.session, noun, writes[noun], number)
            for key in sorted(gone, key=lambda one: -documents.ORDER.index(one[0])):
                self.remove(key)
        self.keep_files(folder)
        rows.add(self.session, LoadedDocument, self.first)
        rows.add(self.session, Change, [{**change, "revision": number} for change in self.changes])
        self.report.revision = number
        return self.report

    def take(self, key: Key, document: FolderDocument) -> bool:
        """Decide about one document of the folder; return whether it is to be written."""
        base = self.bases.get(key)
        if base is not None and base.document == document.data:
            self.report.unchanged += 1
            base.path, base.position = document.path, document.position
            return False
        local = documents.read(self.session, *key) if key in self.stored else None
        verdict = decide(base.document if base else None, local, document.data, document.id in self.theirs)
        if verdict == "conflicts" and document.id not in self.ours:
            # The base stays: the conflict is told at every load until somebody settles it.
            self.report.conflicts.append(key)
            return False
        self.remember(key, document)
        if verdict not in ("added", "changed"):
            self.report.unchanged += 1
            return False
        getattr(self.report, verdict).append(key)
        self.note(key, verdict, local, document.data)
        return True

    def remember(self, key: Key, document: FolderDocument) -> None:
        """Keep what the folder says now as the base of the next merge."""
        said = {"document": document.data, "path": document.path, "position": document.position}
        row = self.bases.get(key)
        if row is None:
            self.first.append({"noun": key[0], "id": key[1], **said})
            return
        row.document, row.path, row.position = document.data, document.path, document.position

    def remove(self, key: Key) -> None:
        """Remove what left the folder, unless it was edited or something else still refers to it."""
        local = documents.read(self.session, *key)
        if local is not None and local != self.bases[key].document and key[1] not in self.theirs:
            self.report.conflicts.append(key)
            if key[1] in self.ours:
                self.session.delete(self.bases[key])
            return
        try:
            with self.session.begin_nested():
                documents.delete(self.session, *key)
        except sa.exc.IntegrityError:
            self.report.conflicts.append(key)
            return
        self.session.delete(self.bases[key])
        self.report.removed.append(key)
        self.note(key, "removed", local, None)

    def note(self, key: Key, action: str, before: documents.Document | None, after: documents.Document | None) -> None:
        """Write one line of the history."""
        own = {"noun": key[0], "document_id": key[1], "action": action, "before": before, "after": after}
        self.changes.append({"actor": ACTOR, **own})

    def keep_files(self, folder: Folder) -> None:
        """Keep the text of every file, so that an export gives it back to the byte."""
        known = {row.path: row for row in self.session.scalars(sa.select(LoadedFile))}
        for path, text in folder.texts.items():
            row = known.pop(path, None)
            if row is None:
                self.session.add(LoadedFile(path=path, text=text))
            elif row.text != text:
                row.text = text
        for row in known.values():
            self.session.delete(row)


def decide(
    base: documents.Document | None, local: documents.Document | None, new: documents.Document, theirs: bool
) -> str:
    """Return what becomes of one document: added, changed, unchanged or (the local edit stays) conflicts."""
    if local == new:
        return "unchanged"
    if local is None and base is None:
        return "added"
    return "changed" if local == base or theirs else "conflicts"
