"""Everything at once, for exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.base import ExecutableOption

from service.models import Concept, Fact, Relation, Source, Term

from . import documents
from .folder import SCHEMAS

# What linked data tells of claims besides; what comes in is told where it goes out.
EXPLAINED = (
    *documents.CLAIMS,
    selectinload(Concept.facts).selectinload(Fact.property),
    selectinload(Concept.relations).selectinload(Relation.type),
)


def every_concept(session: Session, options: Iterable[ExecutableOption] = EXPLAINED) -> list[Concept]:
    """Return every concept with its facts and the relations that go out, by id."""
    return list(session.scalars(sa.select(Concept).order_by(Concept.id).options(*options)))


def every_source(session: Session) -> list[Source]:
    """Return every source, by id."""
    return list(session.scalars(sa.select(Source).order_by(Source.id)))


def stored(session: Session) -> Iterator[tuple[str, str, documents.Document]]:
    """Yield noun, id and document of everything, table by table: a few statements, however much is known."""
    for term in session.scalars(sa.select(Term)):
        yield term.noun, term.id, term.document
    for noun, table in documents.TABLES.items():
        rows: Iterable[Any] = (
            every_concept(session, documents.CLAIMS) if table is Concept else session.scalars(sa.select(table))
        )
        for row in rows:
            yield noun, row.id, documents.read_row(noun, row)


def every_document(session: Session) -> dict[str, list[documents.Document]]:
    """Return every document by noun, each as an editor would write it."""
    found: dict[str, list[documents.Document]] = {noun: [] for noun in documents.ORDER}
    for noun, _, document in sorted(stored(session), key=lambda one: one[:2]):
        found[noun].append(SCHEMAS[noun].dump(document))
    return found
