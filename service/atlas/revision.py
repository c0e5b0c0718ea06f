"""The knowledge revision: one number that moves with every change."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.ledger import KnowledgeRevision
from service.models import utc_now

NUMBER = sa.select(KnowledgeRevision.__table__.c.number)  # no mapped object: it is asked for at every request


def current(session: Session) -> int:
    """Return the number of the last change to the knowledge; 0 when nothing was ever loaded."""
    return session.connection().scalar(NUMBER) or 0


def lock(session: Session) -> None:
    """Begin a transaction that nobody else can write beside. What is read from now on stays as it is until it ends.

    The first statement is a write, so that writers queue here; a transaction that reads first and writes
    later would be refused, or would overwrite what another process wrote in between.
    """
    session.rollback()
    session.expire_all()
    unmoved = sa.update(KnowledgeRevision).values(number=KnowledgeRevision.number)
    session.execute(unmoved, execution_options={"synchronize_session": False})


def advance(session: Session) -> int:
    """Move the knowledge revision on by one inside the caller's transaction and return it."""
    moved = sa.update(KnowledgeRevision).values(number=KnowledgeRevision.number + 1, changed_at=utc_now())
    number = session.scalar(moved.returning(KnowledgeRevision.number), execution_options={"synchronize_session": False})
    if number is None:
        session.add(KnowledgeRevision(id=1, number=1))
        session.flush()
    return number or 1
