"""Concepts as one answer needs them: a fixed number of plain selects, no mapped objects.

What stands here has the attributes of the tables' classes, but is read, never written: making the
mapped objects of one well connected concept took most of an answer's time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import Concept, Fact, FactCitation, Property, Relation, RelationCitation, RelationType

Text = dict[str, str]
MOST_INBOUND = 500  # relations into one concept that an answer reads; a hub may have any number


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
    inbound: list[ReadRelation] = field(default_factory=list)  # the oldest, at most MOST_INBOUND
    omitted: int = 0  # relations that come in besides


def columns(table: Any, *names: str) -> list[Any]:
    """Return columns of a mapped class's table."""
    return [table.__table__.c[name] for name in names]


def among(column: Any) -> Any:
    """Return the condition that a column holds one of the ``ids`` that the statement is run with."""
    return column.in_(sa.bindparam("ids", expanding=True))


# Each statement is made once: wording one anew costs as much as running it. They name tables, not mapped classes,
# for nothing is to be mapped.
FAR = sa.alias(Concept.__table__)
CONCEPTS = sa.select(*columns(
    Concept, "id", "kind", "cluster", "label", "aliases", "summary", "description", "misconceptions", "wikidata",
    "revision", "updated_at",
)).where(among(Concept.__table__.c.id))  # fmt: skip
FACTS = (
    sa.select(
        *columns(Fact, "concept_id", "id", "property_id", "value", "text", "as_of", "disputed"),
        *columns(Property, "label", "detail"),
    )
    .join_from(Fact.__table__, Property.__table__)
    .where(among(Fact.__table__.c.concept_id))
    .order_by(*columns(Fact, "concept_id", "position"))
)


def edges(near: str, far: str, order: str) -> sa.Select[Any]:
    """Return the statement that reads relations from their ``near`` ends, with the labels of their ``far`` ends."""
    relation, kind = Relation.__table__, RelationType.__table__
    return (
        sa.select(
            *columns(Relation, "id", "type_id", "subject_id", "target_id", "disputed"),
            *columns(RelationType, "position", "label", "inverse", "symmetric", "detail"),
            FAR.c.label,
        )
        .join_from(relation, kind, kind.c.id == relation.c.type_id)
        .join(FAR, FAR.c.id == relation.c[far])
        .where(among(relation.c[near]))
        .order_by(relation.c[near], relation.c[order])
    )


OUT = edges("subject_id", "target_id", "position")
IN = edges("target_id", "subject_id", "id").limit(sa.bindparam("most"))
INBOUND = sa.select(sa.func.count()).where(among(Relation.__table__.c.target_id))


def cited(table: Any, owner: str) -> sa.Select[Any]:
    """Return the statement that reads the sources of claims, in the editor's order."""
    return (
        sa.select(*columns(table, owner, "source_id", "verified"))
        .where(among(table.__table__.c[owner]))
        .order_by(*columns(table, owner, "position"))
    )


FACT_SOURCES, RELATION_SOURCES = cited(FactCitation, "fact_id"), cited(RelationCitation, "relation_id")


def run(session: Session, statement: sa.Select[Any], identities: Iterable[Any], **bound: int) -> Any:
    """Run one of the statements above; what the session has not written yet is written first."""
    session.flush()
    return session.connection().execute(statement, {"ids": list(identities), **bound})


def read_concepts(session: Session, identities: Sequence[str]) -> dict[str, ReadConcept]:
    """Return the concepts that exist, by id, in six statements however many they are."""
    concepts = {row[0]: ReadConcept(*row) for row in run(session, CONCEPTS, identities)}
    if not concepts:
        return {}
    facts = read_facts(session, concepts)
    claims = read_relations(session, concepts)
    cite(session, FACT_SOURCES, facts)
    cite(session, RELATION_SOURCES, claims)
    return concepts


def read_facts(session: Session, concepts: dict[str, ReadConcept]) -> dict[int, list[ReadCitation]]:
    """Give concepts their facts; return the facts' citations, still empty, by fact."""
    citations: dict[int, list[ReadCitation]] = {}
    for owner, number, name, value, text, as_of, disputed, label, detail in run(session, FACTS, concepts):
        own = citations[number] = []
        about = ReadProperty(name, label, detail)
        concepts[owner].facts.append(ReadFact(number, name, value, text, as_of, disputed, about, own))
    return citations


def read_relations(session: Session, concepts: dict[str, ReadConcept]) -> dict[int, list[ReadCitation]]:
    """Give concepts their relations, out in the editor's order and in by age; return their citations, still empty."""
    types: dict[str, ReadType] = {}
    citations: dict[int, list[ReadCitation]] = {}

    def read(rows: Iterable[Any], near: str) -> None:
        for number, name, subject, target, disputed, *about, label in rows:
            kind = types.get(name) or types.setdefault(name, ReadType(name, *about))
            own = citations.setdefault(number, [])
            if near == "subject":
                ends = ReadName(target, label), ReadName(subject, concepts[subject].label)
                listed = concepts[subject].relations
            else:
                ends = ReadName(target, concepts[target].label), ReadName(subject, label)
                listed = concepts[target].inbound
            listed.append(ReadRelation(number, name, subject, target, disputed, kind, *ends, own))

    read(run(session, OUT, concepts), "subject")
    for rows in inbound(session, concepts):
        read(rows, "target")
    return citations


def inbound(session: Session, concepts: dict[str, ReadConcept]) -> Iterator[Sequence[Any]]:
    """Yield rows of relations that lead into concepts, at most :data:`MOST_INBOUND` of each; note what is left out.

    One statement reads them all, unless there is a hub among the concepts: then each is asked for by itself.
    """
    most = MOST_INBOUND * len(concepts)
    rows = run(session, IN, concepts, most=most + 1).all()
    if len(rows) <= MOST_INBOUND or (
        len(rows) <= most and max(Counter(row.target_id for row in rows).values()) <= MOST_INBOUND
    ):
        yield rows
        return
    for name, concept in concepts.items():
        yield run(session, IN, [name], most=MOST_INBOUND).all()
        concept.omitted = max(0, run(session, INBOUND, [name]).scalar_one() - MOST_INBOUND)


def cite(session: Session, statement: sa.Select[Any], citations: dict[int, list[ReadCitation]]) -> None:
    """Fill in the sources of claims, in the editor's order."""
    if not citations:
        return
    for number, source, verified in run(session, statement, citations):
        citations[number].append(ReadCitation(source, verified))
