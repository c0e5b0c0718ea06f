"""The history of single documents: one line a change, never altered."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Unknown
from service.ledger import Change

from .concepts import Page, paged
from .documents import Document


def note(
    session: Session,
    key: tuple[str, str],
    before: Document | None,
    after: Document | None,
    *,
    revision: int,
    actor: str,
) -> None:
    """Write one line of the history; ``key`` is noun and id."""
    action = "added" if before is None else "removed" if after is None else "changed"
    noun, identity = key
    line = Change(revision=revision, actor=actor, noun=noun, document_id=identity, action=action)
    line.before, line.after = before, after
    session.add(line)


def history(session: Session, noun: str, identity: str, page: int, page_size: int) -> Page:
    """Return the changes of one document, newest first.

    Raises:
        Unknown: nothing of this id was ever stored.
    """
    query = sa.select(Change).where(Change.noun == noun, Change.document_id == identity[:80])
    found = paged(session, query.order_by(Change.id.desc()), page, page_size)
    if not found.total:
        raise Unknown(noun, identity)
    return found


def state_at(session: Session, noun: str, identity: str, revision: int) -> Document:
    """Return the document as it stood at a revision.

    Raises:
        Unknown: there was none then.
    """
    query = sa.select(Change).where(Change.noun == noun, Change.document_id == identity, Change.revision <= revision)
    change = session.scalar(query.order_by(Change.id.desc()).limit(1))
    if change is None or change.after is None:
        raise Unknown(noun, f"{identity} at revision {revision}")
    document: Document = change.after
    return document
