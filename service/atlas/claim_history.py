"""The history of single facts and relations: what the history of their concept tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Invalid, Unknown
from service.ledger import Change

from .claims import Place
from .concepts import Page
from .documents import Document
from .history import state_at


@dataclass(frozen=True)
class ClaimChange:
    """One change of a claim, with the members of :class:`service.ledger.Change`."""

    revision: int
    at: datetime
    actor: str
    noun: str
    document_id: str
    action: str
    before: Document | None
    after: Document | None


def at_revision(session: Session, place: Place, revision: int) -> Document:
    """Return a claim as it stood at a revision.

    Raises:
        Unknown: there was none then.
    """
    claim = place.claim(state_at(session, "concept", place.concept, revision))
    if claim is None:
        raise Unknown(place.noun, f"{place.address} at revision {revision}")
    return claim


def history(session: Session, place: Place, page: int, page_size: int) -> Page:
    """Return the changes of the concept that changed this claim, newest first, each with the claim before and after.

    Raises:
        Unknown: the concept never made this claim.
        Invalid: the page lies past the end.
    """
    query = sa.select(Change).where(Change.noun == "concept", Change.document_id == place.concept[:80])
    found = []
    for change in session.scalars(query.order_by(Change.id.desc()).execution_options(yield_per=50)):
        before, after = place.claim(change.before), place.claim(change.after)
        if before != after:
            action = "added" if before is None else "removed" if after is None else "changed"
            found.append(ClaimChange(change.revision, change.at, change.actor, place.noun,
                                     place.address.partition("/")[2], action, before, after))  # fmt: skip
    if not found:
        raise Unknown(place.noun, place.address)
    last = -(-len(found) // page_size)
    if page > last:
        raise Invalid("page", f"{page} is past the last page, {last}", f"마지막 쪽은 {last}쪽입니다")
    return Page(found[(page - 1) * page_size : page * page_size], len(found), page, page_size)
