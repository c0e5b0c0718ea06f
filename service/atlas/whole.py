"""Everything at once, for exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import Concept, Source, Term

from . import documents
from .concepts import facts_and_relations
from .folder import SCHEMAS


def every_concept(session: Session) -> list[Concept]:
    """Return every concept with facts and relations, by id."""
    query = sa.select(Concept).order_by(Concept.id).options(*facts_and_relations())
    return list(session.scalars(query).unique())


def every_source(session: Session) -> list[Source]:
    """Return every source, by id."""
    return list(session.scalars(sa.select(Source).order_by(Source.id)))


def stored(session: Session) -> Iterator[tuple[str, str, documents.Document]]:
    """Yield noun, id and document of everything, table by table: a few statements, however much is known."""
    for term in session.scalars(sa.select(Term)):
        yield term.noun, term.id, term.document
    for noun, table in documents.TABLES.items():
        rows: Iterable[Any] = every_concept(session) if table is Concept else session.scalars(sa.select(table))
        for row in rows:
            yield noun, row.id, documents.read_row(noun, row)


def every_document(session: Session) -> dict[str, list[documents.Document]]:
    """Return every document by noun, each as an editor would write it."""
    found: dict[str, list[documents.Document]] = {noun: [] for noun in documents.ORDER}
    for noun, _, document in sorted(stored(session), key=lambda one: one[:2]):
        found[noun].append(SCHEMAS[noun].dump(document))
    return found
