"""Documents as rows, written many at a time: a statement for hundreds of rows, no mapped object for any of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service import models
from service.models import Concept, Fact, FactCitation, Name, Property, Relation, RelationCitation

from .inserting import insert
from .names import names_of
from .values import wording

Row = dict[str, Any]
T = TypeVar("T")
BATCH = 500  # rows of a statement: engines bound the number of its parameters
OWN = ("id", "kind", "cluster", "label", "aliases", "former_ids", "summary", "description", "misconceptions")
PARTS = ((Name, Name.concept_id), (Fact, Fact.concept_id), (Relation, Relation.subject_id))


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield ``items`` in pieces that one statement can take."""
    for first in range(0, len(items), BATCH):
        yield items[first : first + BATCH]


def put(session: Session, table: type[models.Base], rows: Sequence[Row]) -> set[str]:
    """Insert rows, or replace those whose ``id`` is there and return these; rows of one call share every other key."""
    replaced: set[str] = set()
    for batch in batches(rows):
        key: Any = table.id  # type: ignore[attr-defined]
        query = sa.select(key).where(key.in_([row["id"] for row in batch]))
        if "noun" in batch[0]:
            query = query.where(table.noun == batch[0]["noun"])  # type: ignore[attr-defined]
        known = set(session.scalars(query))
        add(session, table, [row for row in batch if row["id"] not in known])
        if known:
            session.execute(sa.update(table), [row for row in batch if row["id"] in known])
            session.expire_all()
        replaced |= known
    return replaced


def add(session: Session, table: Any, rows: Sequence[Row]) -> None:
    """Insert rows that have the same members."""
    if rows:
        session.flush()
        insert(session.connection(), table.__table__, rows)


def reserved(session: Session, table: Any, count: int) -> Sequence[int]:
    """Return ``count`` numbers that no row of ``table`` has, so that rows can name each other before they are stored.

    The caller has begun to write. On SQLite nobody else can then; other engines count in a sequence.
    """
    if session.get_bind().dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(table.__tablename__, "id")
        counted = sa.select(sa.func.nextval(sequence)).select_from(sa.func.generate_series(1, count))
        return sorted(session.scalars(counted))
    first = (session.scalar(sa.select(sa.func.max(table.id))) or 0) + 1
    return range(first, first + count)


def write_concepts(session: Session, documents: Sequence[Row], revision: int) -> None:
    """Insert or replace concepts with their names, facts and relations.

    They refer to each other: first all concepts, then what is said of them.
    """
    own = {"revision": revision, "updated_at": models.utc_now()}
    for batch in batches(documents):
        known = put(session, Concept, [
            {**{member: document[member] for member in OWN}, "wikidata": document.get("wikidata"), **own}
            for document in batch
        ])  # fmt: skip
        clear(session, known)
    columns = (Property.id, Property.label, Property.datatype, Property.detail)
    properties = {
        name: {"id": name, "label": label, "datatype": datatype, **detail}
        for name, label, datatype, detail in session.execute(sa.select(*columns))
    }
    for batch in batches(documents):
        add(session, Name, [row for document in batch for row in names_of(document)])
        write_facts(session, batch, properties)
        write_relations(session, batch)
    session.expire_all()


def clear(session: Session, identities: Collection[str]) -> None:
    """Remove what is said of concepts; the sources of their claims go along."""
    for table, owner in PARTS if identities else ():
        session.execute(sa.delete(table).where(owner.in_(identities)), execution_options={"synchronize_session": False})


def write_facts(session: Session, documents: Iterable[Row], properties: Mapping[str, Row]) -> None:
    """Insert the facts of concepts; a value without own text is worded here, once."""
    said = [(one["id"], place, fact) for one in documents for place, fact in enumerate(one["facts"])]
    labels = labels_of(session, [fact for _, _, fact in said], properties)
    facts, cited = [], []
    for number, (concept, place, fact) in zip(reserved(session, Fact, len(said)), said, strict=True):
        facts.append({
            "id": number, "concept_id": concept, "position": place, "property_id": fact["property"],
            "value": fact.get("value"),
            "text": fact.get("text") or wording(fact.get("value"), properties[fact["property"]], labels),
            "worded": "text" in fact, "as_of": fact.get("as_of"), "disputed": fact["disputed"],
        })  # fmt: skip
        cited += citations("fact_id", number, fact)
    add(session, Fact, facts)
    add(session, FactCitation, cited)


def write_relations(session: Session, documents: Iterable[Row]) -> None:
    """Insert the relations of concepts."""
    said = [(one["id"], place, relation) for one in documents for place, relation in enumerate(one["relations"])]
    relations, cited = [], []
    for number, (concept, place, relation) in zip(reserved(session, Relation, len(said)), said, strict=True):
        relations.append({
            "id": number, "subject_id": concept, "position": place, "type_id": relation["type"],
            "target_id": relation["target"], "disputed": relation["disputed"],
        })  # fmt: skip
        cited += citations("relation_id", number, relation)
    add(session, Relation, relations)
    add(session, RelationCitation, cited)


def labels_of(session: Session, said: Iterable[Row], properties: Mapping[str, Row]) -> dict[str, dict[str, str]]:
    """Return the labels of the concepts that facts have as their value."""
    values = {fact.get("value") for fact in said if properties[fact["property"]]["datatype"] == "concept"}
    named = sorted(value for value in values if isinstance(value, str))
    found: dict[str, dict[str, str]] = {}
    for batch in batches(named):
        query = sa.select(Concept.id, Concept.label).where(Concept.id.in_(batch))
        found |= {name: label for name, label in session.execute(query)}  # noqa: C416 - rows are no pairs to mypy
    return found


def citations(owner: str, number: int, claim: Row) -> list[Row]:
    """Return the rows of a claim's sources, in the editor's order."""
    return [
        {owner: number, "source_id": source, "position": place, "verified": source in claim["verified"]}
        for place, source in enumerate(claim["sources"])
    ]
