"""The knowledge revision: one number that moves with every change."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.ledger import KnowledgeRevision
from service.models import utc_now


def current(session: Session) -> int:
    """Return the number of the last change to the knowledge; 0 when nothing was ever loaded."""
    return session.scalar(sa.select(KnowledgeRevision.number)) or 0


def advance(session: Session) -> int:
    """Move the knowledge revision on by one inside the caller's transaction and return it."""
    row = session.get(KnowledgeRevision, 1, with_for_update=True)
    if row is None:
        row = KnowledgeRevision(id=1, number=0)
        session.add(row)
    row.number += 1
    row.changed_at = utc_now()
    return row.number
