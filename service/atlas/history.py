"""The history of single documents: one line a change, never altered."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Invalid, Unknown
from service.ledger import Change

from .concepts import Page, paged
from .documents import Document
from .revision import current


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
        Invalid: the knowledge has not come so far.
        Unknown: there was none then.
    """
    newest = current(session)
    if revision > newest:
        raise Invalid("revision", f"the newest revision is {newest}", f"최신 리비전은 {newest}입니다")
    query = sa.select(Change).where(Change.noun == noun, Change.document_id == identity, Change.revision <= revision)
    change = session.scalar(query.order_by(Change.id.desc()).limit(1))
    if change is None or change.after is None:
        raise Unknown(noun, f"{identity} at revision {revision}")
    document: Document = change.after
    return document
