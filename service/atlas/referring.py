"""Who refers to a document: what must be mended before it can go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import (
    Comparison,
    Concept,
    Deck,
    Diagram,
    DiagramConcept,
    Fact,
    FactCitation,
    Property,
    Relation,
    RelationCitation,
)


def referrers(session: Session, noun: str, identity: str) -> list[str]:
    """Return the documents that name this one, as ``noun id``, sorted, each once."""
    found: set[str] = set()
    for name, query in columns(noun, identity):
        found |= {f"{name} {one}" for one in session.scalars(query)}
    for name, table, column in (
        ("comparison", Comparison, Comparison.document),
        ("diagram", Diagram, Diagram.document),
        ("deck", Deck, Deck.document),
        ("concept", Concept, Concept.misconceptions),
    ):
        # The quick look at the text may find the word elsewhere: the document itself decides.
        near = sa.select(table.id, column).where(sa.cast(column, sa.Text).contains(f'"{identity}"', autoescape=True))
        found |= {f"{name} {one}" for one, document in session.execute(near) if names(document, noun, identity)}
    return sorted(found - {f"{noun} {identity}"})


def columns(noun: str, identity: str) -> Iterator[tuple[str, sa.Select[Any]]]:
    """Yield the queries over columns that name a document of this noun."""
    if noun == "concept":
        yield "concept", sa.select(Relation.subject_id).where(Relation.target_id == identity)
        yield "diagram", sa.select(DiagramConcept.diagram_id).where(DiagramConcept.concept_id == identity)
        yield "diagram", sa.select(Diagram.id).where(Diagram.concept_id == identity)
        valued = sa.select(Fact.concept_id, Fact.value).join(Property)
        yield (
            "concept",
            valued.where(Property.datatype == "concept", sa.cast(Fact.value, sa.Text) == f'"{identity}"'),
        )
    elif noun == "source":
        yield "concept", sa.select(Fact.concept_id).join(FactCitation).where(FactCitation.source_id == identity)
        cited = sa.select(Relation.subject_id).join(RelationCitation)
        yield "concept", cited.where(RelationCitation.source_id == identity)
    elif noun == "property":
        yield "concept", sa.select(Fact.concept_id).where(Fact.property_id == identity)


def names(value: Any, noun: str, identity: str) -> bool:
    """Whether a document names the other in a member made for it: ``concept``, ``concepts``, ``sources`` and so on."""
    if isinstance(value, list):
        return any(names(one, noun, identity) for one in value)
    if not isinstance(value, dict):
        return False
    listed = {"property": "properties"}.get(noun, f"{noun}s")
    return (
        value.get(noun) == identity
        or identity in (value.get(listed) or ())
        or any(names(inner, noun, identity) for inner in value.values())
    )
