"""Concepts as one answer needs them: a fixed number of plain selects, no mapped objects.

What stands here has the attributes of the tables' classes, but is read, never written: making the
mapped objects of one well connected concept took most of an answer's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from service.models import Concept, Fact, FactCitation, Property, Relation, RelationCitation, RelationType

Text = dict[str, str]


@dataclass(slots=True)
class ReadCitation:
    """A source of a claim."""

    source_id: str
    verified: bool


@dataclass(slots=True)
class ReadProperty:
    """A property as a fact shows it."""

    id: str
    label: Text
    detail: dict[str, Any]


@dataclass(slots=True)
class ReadFact:
    """One claim."""

    id: int
    property_id: str
    value: Any
    text: Text
    as_of: int | None
    disputed: bool
    property: ReadProperty
    citations: list[ReadCitation]


@dataclass(slots=True)
class ReadName:
    """A neighbour, by id and label."""

    id: str
    label: Text


@dataclass(slots=True)
class ReadType:
    """A relation type as an edge shows it."""

    id: str
    position: int
    label: Text
    inverse: Text
    symmetric: bool
    detail: dict[str, Any]


@dataclass(slots=True)
class ReadRelation:
    """A relation with its far end: ``target`` of what goes out, ``subject`` of what comes in."""

    id: int
    type_id: str
    subject_id: str
    target_id: str
    disputed: bool
    type: ReadType
    target: ReadName
    subject: ReadName
    citations: list[ReadCitation]


@dataclass(slots=True)
class ReadConcept:
    """A concept with all that is said of it."""

    id: str
    kind: str
    cluster: str
    label: Text
    aliases: dict[str, list[str]]
    summary: Text
    description: Text
    misconceptions: list[Any]
    wikidata: str | None
    revision: int
    updated_at: datetime
    facts: list[ReadFact] = field(default_factory=list)
    relations: list[ReadRelation] = field(default_factory=list)
    inbound: list[ReadRelation] = field(default_factory=list)


CONCEPT = (
    Concept.id, Concept.kind, Concept.cluster, Concept.label, Concept.aliases, Concept.summary,
    Concept.description, Concept.misconceptions, Concept.wikidata, Concept.revision, Concept.updated_at,
)  # fmt: skip
FACT = (
    Fact.concept_id, Fact.id, Fact.property_id, Fact.value, Fact.text, Fact.as_of, Fact.disputed,
    Property.label, Property.detail,
)  # fmt: skip
EDGE = (
    Relation.id, Relation.type_id, Relation.subject_id, Relation.target_id, Relation.disputed,
    RelationType.position, RelationType.label, RelationType.inverse, RelationType.symmetric, RelationType.detail,
)  # fmt: skip
END = aliased(Concept)


def read_concepts(session: Session, identities: Sequence[str]) -> dict[str, ReadConcept]:
    """Return the concepts that exist, by id, in six statements however many they are."""
    rows = session.execute(sa.select(*CONCEPT).where(Concept.id.in_(identities)))
    concepts = {row[0]: ReadConcept(*row) for row in rows}
    if not concepts:
        return {}
    facts = read_facts(session, concepts)
    edges = read_relations(session, concepts)
    cite(session, FactCitation, FactCitation.fact_id, facts)
    cite(session, RelationCitation, RelationCitation.relation_id, edges)
    return concepts


def read_facts(session: Session, concepts: dict[str, ReadConcept]) -> dict[int, list[ReadCitation]]:
    """Give concepts their facts; return the facts' citations, still empty, by fact."""
    query = (
        sa.select(*FACT).join(Property).where(Fact.concept_id.in_(concepts)).order_by(Fact.concept_id, Fact.position)
    )
    citations: dict[int, list[ReadCitation]] = {}
    for owner, number, name, value, text, as_of, disputed, label, detail in session.execute(query):
        own = citations[number] = []
        about = ReadProperty(name, label, detail)
        concepts[owner].facts.append(ReadFact(number, name, value, text, as_of, disputed, about, own))
    return citations


def read_relations(session: Session, concepts: dict[str, ReadConcept]) -> dict[int, list[ReadCitation]]:
    """Give concepts their relations, out in the editor's order and in by age; return their citations, still empty."""
    types: dict[str, ReadType] = {}
    citations: dict[int, list[ReadCitation]] = {}
    for near, far, order in (
        (Relation.subject_id, Relation.target_id, Relation.position),
        (Relation.target_id, Relation.subject_id, Relation.id),
    ):
        query = (
            sa.select(*EDGE, END.label)
            .join(RelationType, RelationType.id == Relation.type_id)
            .join(END, END.id == far)
            .where(near.in_(concepts))
            .order_by(near, order)
        )
        for number, name, subject, target, disputed, *about, label in session.execute(query):
            kind = types.get(name) or types.setdefault(name, ReadType(name, *about))
            own = citations.setdefault(number, [])
            if near is Relation.subject_id:
                ends = ReadName(target, label), ReadName(subject, concepts[subject].label)
                listed = concepts[subject].relations
            else:
                ends = ReadName(target, concepts[target].label), ReadName(subject, label)
                listed = concepts[target].inbound
            listed.append(ReadRelation(number, name, subject, target, disputed, kind, *ends, own))
    return citations


def cite(session: Session, table: Any, owner: Any, citations: dict[int, list[ReadCitation]]) -> None:
    """Fill in the sources of claims, in the editor's order."""
    if not citations:
        return
    query = (
        sa.select(owner, table.source_id, table.verified).where(owner.in_(citations)).order_by(owner, table.position)
    )
    for number, source, verified in session.execute(query):
        citations[number].append(ReadCitation(source, verified))
