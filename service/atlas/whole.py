"""Everything at once, for exports."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import Concept, Source

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


def every_document(session: Session) -> dict[str, list[documents.Document]]:
    """Return every document by noun, each as an editor would write it."""
    kept = every_concept(session)  # held, so that reading each asks the database nothing more
    found: dict[str, list[documents.Document]] = {noun: [] for noun in documents.ORDER}
    for noun, identity in sorted(documents.identities(session)):
        document = documents.read(session, noun, identity)
        if document is not None:
            found[noun].append(SCHEMAS[noun].dump(document))
    kept.clear()
    return found
