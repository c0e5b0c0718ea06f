"""What people asked and the atlas lacked: kept for its editors, bounded, and with nothing about who asked."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service.atlas.searching.folding import compact
from service.errors import printable
from service.ledger import UnansweredQuestion
from service.models import utc_now

from .answering import UNKNOWN, Answer, ask

LONGEST = 200


def answer(
    session: Session,
    question: str,
    *,
    most: int,
    lang: str | None = None,
    spoken: str = "en",
    context: Sequence[str] = (),
) -> Answer:
    """Answer a question, and keep it when the atlas lacks the answer: what every channel calls.

    The arguments are those of :func:`.answering.ask`; ``most`` questions are kept.

    Raises:
        Invalid: the question holds no letter or digit.
    """
    found = ask(session, question, lang=lang, spoken=spoken, context=context)
    if found.intent == UNKNOWN:
        keep(session, found.question, found.lang, most)
    return found


def keep(session: Session, question: str, language: str, most: int) -> None:
    """Count an unanswered question and commit; the oldest go when there are more than ``most``. 0 keeps none.

    A database that cannot be written to just now loses the note, never the answer.
    """
    if most <= 0:
        return
    key = compact(question)[:LONGEST]
    try:
        row = session.scalar(sa.select(UnansweredQuestion).where(UnansweredQuestion.key == key))
        if row is None:
            shown = printable(" ".join(question.split()), LONGEST - 1)
            session.add(UnansweredQuestion(key=key, question=shown, language=language))
        else:
            row.times += 1
            row.asked_at = utc_now()
        session.flush()
        forget(session, most)
        session.commit()
    except SQLAlchemyError:
        session.rollback()


def forget(session: Session, most: int) -> None:
    """Remove the oldest questions beyond ``most``."""
    newest = sa.select(UnansweredQuestion.id).order_by(UnansweredQuestion.asked_at.desc(), UnansweredQuestion.id.desc())
    stale = session.scalars(newest.offset(most).limit(1000)).all()
    if stale:
        session.execute(sa.delete(UnansweredQuestion).where(UnansweredQuestion.id.in_(stale)))


def asked(session: Session, limit: int) -> list[UnansweredQuestion]:
    """Return what was asked most, then last."""
    query = sa.select(UnansweredQuestion).order_by(
        UnansweredQuestion.times.desc(), UnansweredQuestion.asked_at.desc(), UnansweredQuestion.id
    )
    return list(session.scalars(query.limit(limit)))
