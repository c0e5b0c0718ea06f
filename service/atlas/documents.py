"""Documents and tables: the one way in (:func:`write`) and back (:func:`read`).

A document is what an editor wrote, as ``service.schemas.documents`` loads it. Writing one and
reading it again gives an equal value; that is what export and the three-way merge rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from service import models
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
    RelationType,
    Source,
    Term,
)

from . import rows
from .diagram_check import boxes_of

Document = dict[str, Any]
# Members that stand in columns of their own; the rest goes into ``detail``.
RELATION_TYPE = ("id", "label", "inverse", "sentence", "transitive", "symmetric", "acyclic")
PROPERTY = ("id", "label", "datatype")
TERMS = ("atlas", "kind", "role", "cluster", "elsewhere", "other_walk")
ORDER = (*TERMS, "relation_type", "property", "source", "concept", "comparison", "diagram", "deck")
TABLES: dict[str, type[models.Base]] = {
    "relation_type": RelationType,
    "property": Property,
    "source": Source,
    "concept": Concept,
    "comparison": Comparison,
    "diagram": Diagram,
    "deck": Deck,
}


# All claims of a concept in as many statements, however many they are.
CLAIMS = (
    selectinload(Concept.facts).selectinload(Fact.citations),
    selectinload(Concept.relations).selectinload(Relation.citations),
)


def write(session: Session, noun: str, documents: Sequence[tuple[int, Document]], revision: int) -> None:
    """Insert or replace ``documents`` of one noun, each with its position among its kin.

    Concepts are written together because they refer to each other: first all rows, then what joins them.
    """
    if noun == "concept":
        rows.write_concepts(session, [document for _, document in documents], revision)
        return
    table = Term if noun in TERMS else TABLES[noun]
    rows.put(session, table, [row_of(noun, position, document) for position, document in documents])
    for _, document in documents if noun == "diagram" else ():
        write_boxes(session, document)
    session.flush()


def row_of(noun: str, position: int, document: Document) -> Document:
    """Return the row of a document that is not a concept."""
    if noun in TERMS:
        return {"noun": noun, "id": document.get("id", noun), "position": position, "document": document}
    if noun == "relation_type":
        return {"position": position, **pick(document, RELATION_TYPE), "detail": rest(document, RELATION_TYPE)}
    if noun == "property":
        return {"position": position, **pick(document, PROPERTY), "detail": rest(document, PROPERTY)}
    if noun == "source":
        return {"position": position, "year": None, "url": None, **document}
    if noun == "comparison":
        return {"id": document["id"], "key": comparison_key(document["concepts"]), "document": document}
    if noun == "diagram":
        own = pick(document, ("id", "view", "title"))
        return {**own, "concept_id": document.get("concept"), "document": document}
    return {"id": document["id"], "document": document}


def comparison_key(concepts: Iterable[str]) -> str:
    """Return the key under which a curated comparison of these concepts is stored, in any order."""
    return ",".join(sorted(concepts))


def pick(document: Mapping[str, Any], members: Iterable[str]) -> Document:
    """Return some members of a document."""
    return {member: document[member] for member in members}


def rest(document: Mapping[str, Any], members: Iterable[str]) -> Document:
    """Return the other members of a document."""
    return {key: value for key, value in document.items() if key not in set(members)}


def write_boxes(session: Session, document: Document) -> None:
    """Note which concepts stand in a diagram."""
    session.execute(sa.delete(DiagramConcept).where(DiagramConcept.diagram_id == document["id"]))
    named = {box["concept"] for _, box in boxes_of(document["rows"]) if box.get("concept")}
    session.add_all(DiagramConcept(diagram_id=document["id"], concept_id=name) for name in sorted(named))


def identities(session: Session) -> set[tuple[str, str]]:
    """Return noun and id of every stored document."""
    found = {(noun, name) for noun, name in session.execute(sa.select(Term.noun, Term.id))}
    for noun, table in TABLES.items():
        found |= {(noun, name) for name in session.scalars(sa.select(table.id))}  # type: ignore[attr-defined]
    return found


def read(session: Session, noun: str, identity: str) -> Document | None:
    """Return a stored document as it was written, or ``None``."""
    if noun in TERMS:
        term = session.get(Term, (noun, identity))
        return term.document if term else None
    row = session.get(TABLES[noun], identity, options=CLAIMS if noun == "concept" else None)
    return None if row is None else read_row(noun, row)


def read_row(noun: str, row: Any) -> Document:
    """Return the document of a row."""
    if noun == "concept":
        return read_concept(row)
    if noun == "source":
        members = ("id", "title", "publisher", "year", "url", "kind")
        return {m: getattr(row, m) for m in members if getattr(row, m) is not None}
    if noun == "relation_type":
        return {**{member: getattr(row, member) for member in RELATION_TYPE}, **row.detail}
    if noun == "property":
        return {"id": row.id, "label": row.label, "datatype": row.datatype, **row.detail}
    document: Document = row.document
    return document


def read_concept(concept: Concept) -> Document:
    """Return the document of a concept."""
    members = ("id", "kind", "cluster", "label", "aliases", "former_ids", "summary", "description")
    document: Document = {member: getattr(concept, member) for member in members}
    if concept.wikidata:
        document["wikidata"] = concept.wikidata
    document["facts"] = [read_fact(fact) for fact in concept.facts]
    document["relations"] = [
        {"type": r.type_id, "target": r.target_id, "disputed": r.disputed, **read_citations(r.citations)}
        for r in concept.relations
    ]
    document["misconceptions"] = concept.misconceptions
    return document


def read_fact(fact: Fact) -> Document:
    """Return the document of a fact, without what it was not given."""
    given = {"value": fact.value, "text": fact.text if fact.worded else None, "as_of": fact.as_of}
    return {
        "property": fact.property_id,
        **{key: value for key, value in given.items() if value is not None},
        "disputed": fact.disputed,
        **read_citations(fact.citations),
    }


def read_citations(citations: Sequence[FactCitation] | Sequence[RelationCitation]) -> Document:
    """Return the members that name sources."""
    return {
        "sources": [citation.source_id for citation in citations],
        "verified": [citation.source_id for citation in citations if citation.verified],
    }


def delete(session: Session, noun: str, identity: str) -> None:
    """Remove a stored document; what belongs to it goes along."""
    row = session.get(Term, (noun, identity)) if noun in TERMS else session.get(TABLES[noun], identity)
    if row is not None:
        session.delete(row)
        session.flush()
