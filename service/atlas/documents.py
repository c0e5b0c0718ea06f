"""Documents and tables: the one way in (:func:`write`) and back (:func:`read`).

A document is what an editor wrote, as ``service.schemas.documents`` loads it. Writing one and
reading it again gives an equal value; that is what export and the three-way merge rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service import models
from service.models import (
    Comparison,
    Concept,
    Deck,
    Diagram,
    DiagramConcept,
    Fact,
    FactCitation,
    Name,
    Property,
    Relation,
    RelationCitation,
    RelationType,
    Source,
    Term,
)

from .diagram_check import boxes_of
from .names import names_of
from .values import wording

Document = dict[str, Any]
# Members that stand in columns of their own; the rest goes into ``detail``.
RELATION_TYPE = ("id", "label", "inverse", "sentence", "transitive", "symmetric", "acyclic")
PROPERTY = ("id", "label", "datatype")
TERMS = ("atlas", "kind", "role", "cluster", "elsewhere")
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


def write(session: Session, noun: str, documents: Sequence[tuple[int, Document]], revision: int) -> None:
    """Insert or replace ``documents`` of one noun, each with its position among its kin.

    Concepts are written together because they refer to each other: first all rows, then what joins them.
    """
    if noun == "concept":
        write_concepts(session, [document for _, document in documents], revision)
        return
    for position, document in documents:
        session.merge(row_of(noun, position, document))
        if noun == "diagram":
            write_boxes(session, document)
    session.flush()


def row_of(noun: str, position: int, document: Document) -> models.Base:
    """Return the row of a document that is not a concept."""
    if noun in TERMS:
        return Term(noun=noun, id=document.get("id", noun), position=position, document=document)
    if noun == "relation_type":
        own = pick(document, RELATION_TYPE)
        return RelationType(position=position, **own, detail=rest(document, RELATION_TYPE))
    if noun == "property":
        return Property(position=position, **pick(document, PROPERTY), detail=rest(document, PROPERTY))
    if noun == "source":
        return Source(position=position, **{"year": None, "url": None, **document})
    if noun == "comparison":
        return Comparison(id=document["id"], key=comparison_key(document["concepts"]), document=document)
    if noun == "diagram":
        own = pick(document, ("id", "view", "title"))
        return Diagram(**own, concept_id=document.get("concept"), document=document)
    return Deck(id=document["id"], document=document)


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


def write_concepts(session: Session, documents: Sequence[Document], revision: int) -> None:
    """Insert or replace concepts with their names, facts and relations."""
    ids = [document["id"] for document in documents]
    for table, owner in ((Name, Name.concept_id), (Fact, Fact.concept_id), (Relation, Relation.subject_id)):
        session.execute(sa.delete(table).where(owner.in_(ids)), execution_options={"synchronize_session": False})
    session.expire_all()
    old = {concept.id: concept for concept in session.scalars(sa.select(Concept).where(Concept.id.in_(ids)))}
    for document in documents:
        fill(old.get(document["id"]) or Concept(id=document["id"]), document, revision, session)
    session.flush()
    properties = {row.id: read_row("property", row) for row in session.scalars(sa.select(Property))}
    labels: dict[str, dict[str, str]] = {
        row.id: row.label for row in session.execute(sa.select(Concept.id, Concept.label))
    }
    for document in documents:
        session.add_all(names_of(document))
        for position, fact in enumerate(document["facts"]):
            session.add(fact_row(document["id"], position, fact, properties[fact["property"]], labels))
        for position, relation in enumerate(document["relations"]):
            session.add(relation_row(document["id"], position, relation))
    session.flush()
    session.expire_all()


def fill(concept: Concept, document: Document, revision: int, session: Session) -> None:
    """Give the row of a concept what its document says of the concept alone."""
    for member in ("kind", "cluster", "label", "aliases", "former_ids", "summary", "description", "misconceptions"):
        setattr(concept, member, document[member])
    concept.wikidata = document.get("wikidata")
    concept.revision = revision
    concept.updated_at = models.utc_now()
    session.add(concept)


def fact_row(
    concept: str, position: int, fact: Document, definition: Document, labels: Mapping[str, dict[str, str]]
) -> Fact:
    """Return the row of a fact; a value without own text is worded here, once."""
    value = fact.get("value")
    return Fact(
        concept_id=concept,
        position=position,
        property_id=fact["property"],
        value=value,
        text=fact.get("text") or wording(value, definition, labels),
        worded="text" in fact,
        as_of=fact.get("as_of"),
        disputed=fact["disputed"],
        citations=[FactCitation(source_id=s, verified=s in fact["verified"]) for s in fact["sources"]],
    )


def relation_row(concept: str, position: int, relation: Document) -> Relation:
    """Return the row of a relation."""
    return Relation(
        subject_id=concept,
        position=position,
        type_id=relation["type"],
        target_id=relation["target"],
        disputed=relation["disputed"],
        citations=[RelationCitation(source_id=s, verified=s in relation["verified"]) for s in relation["sources"]],
    )


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
    row = session.get(TABLES[noun], identity)
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
