"""Imports: many documents in one body, checked as a folder is, written all or not at all.

A body is what an export gives: a map from nouns to lists of documents, as YAML or JSON. What stands already is
overwritten only when the client says since which revision it looked: what changed later is a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Conflicting, Invalid
from service.ledger import Change
from service.models import Term

from . import documents, revision
from .folder import Document
from .history import note
from .import_text import Deadline, unfit
from .replies import Repetition, Written
from .stored import clashes

Key = tuple[str, str]


@dataclass
class ImportReport:
    """What an import did, or would do."""

    dry_run: bool
    created: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    unchanged: list[Key] = field(default_factory=list)
    conflicts: list[Key] = field(default_factory=list)
    revision: int = 0

    def told(self) -> dict[str, Any]:
        """Return the report as a client reads it."""
        lists = {
            name: [{"noun": noun, "id": identity} for noun, identity in sorted(getattr(self, name))]
            for name in ("created", "changed", "unchanged", "conflicts")
        }
        return {"dry_run": self.dry_run, "revision": self.revision, **lists}


def run(
    session: Session,
    sent: list[Document],
    *,
    since: int | None,
    dry_run: bool,
    actor: str,
    deadline: Deadline,
    request: Repetition,
) -> dict[str, Any]:
    """Write what was sent, in one transaction, and return the report.

    Raises:
        Unfit: documents break a rule of the atlas, or the request's key came with another one before.
        Conflicting: what stands changed after ``since``; a dry run only reports it.
        Invalid: ``since`` lies in the future.
        TooMuch: it takes too long.
    """
    again = request.answered(session)
    if again is not None:
        report: dict[str, Any] = again.document
        return report
    # The check takes longest: it is made before anybody has to wait, and again only if somebody wrote meanwhile.
    checked = check(session, sent, deadline)
    try:
        revision.lock(session)
        answered = request.answered(session)
        if answered is not None:
            return dict(answered.document)
        if revision.current(session) != checked:
            check(session, sent, deadline)
        report = write(session, sent, since=since, dry_run=dry_run, actor=actor, deadline=deadline).told()
        if not dry_run:
            refuse_conflicts(report)
            request.keep(session, Written("", report, "", True))
            session.commit()
    finally:
        session.rollback()  # what was not committed never was
    return report


def refuse_conflicts(report: dict[str, Any]) -> None:
    """Raise :class:`Conflicting` when a report tells of conflicts."""
    if report["conflicts"]:
        raise Conflicting(report)


def check(session: Session, sent: list[Document], deadline: Deadline) -> int:
    """Check documents among everything that stands, and return at which revision.

    Raises:
        Unfit: they break a rule. TooMuch: the time is up.
    """
    number = revision.current(session)
    problems = clashes(session, sent)
    if problems:
        raise unfit(problems)
    deadline.check()
    return number


def write(
    session: Session, sent: list[Document], *, since: int | None, dry_run: bool, actor: str, deadline: Deadline
) -> ImportReport:
    """Write documents inside the caller's transaction."""
    report = ImportReport(dry_run, revision=revision.current(session))
    if since is not None and since > report.revision:
        raise Invalid("since", f"the newest revision is {report.revision}", f"최신 리비전은 {report.revision}입니다")
    later = changed_after(session, since)
    before: dict[Key, documents.Document | None] = {}
    for document in sent:
        deadline.check()
        key = (document.noun, document.id)
        stands = before[key] = documents.read(session, *key)
        if stands is None:
            report.created.append(key)
        elif stands == document.data:
            report.unchanged.append(key)
        elif since is None or key in later:
            report.conflicts.append(key)
        else:
            report.changed.append(key)
    fresh = {*report.created, *report.changed}
    if report.conflicts or not fresh:
        return report
    report.revision = revision.advance(session)
    places = positions(session)
    following = max(places.values(), default=0) + 1  # after all that stand: an order, not a count
    for noun in documents.ORDER:
        ours = [one for one in sent if (one.noun, one.id) in fresh and one.noun == noun]
        for offset, document in enumerate(ours):
            places.setdefault((noun, document.id), following + offset)
        if ours:
            documents.write(session, noun, [(places[noun, one.id], one.data) for one in ours], report.revision)
        deadline.check()
        for one in ours:
            note(session, (noun, one.id), before[noun, one.id], one.data, revision=report.revision, actor=actor)
    return report


def changed_after(session: Session, since: int | None) -> set[Key]:
    """Return the documents that changed after a revision."""
    if since is None:
        return set()
    query = sa.select(Change.noun, Change.document_id).where(Change.revision > since)
    return {(noun, identity) for noun, identity in session.execute(query)}


def positions(session: Session) -> dict[Key, int]:
    """Return the place of every stored document that has one among its kin."""
    found = {(noun, name): at for noun, name, at in session.execute(sa.select(Term.noun, Term.id, Term.position))}
    for noun, table in documents.TABLES.items():
        if hasattr(table, "position"):
            rows = session.execute(sa.select(table.id, table.position))  # type: ignore[attr-defined]
            found |= {(noun, name): at for name, at in rows}
    return found
