"""Domain values → the JSON that ``schemas.answers`` declares. Tests hold the two together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .atlas.comparisons import Cell, Compared
from .atlas.concepts import Edge, Page
from .atlas.graph import Neighbourhood
from .atlas.paths import Path
from .ledger import Change
from .models import Concept, Diagram, Fact, Property, RelationType, Source

Json = dict[str, Any]


def named(concept: Concept) -> Json:
    """Return a concept by id and label."""
    return {"id": concept.id, "label": concept.label}


def concept_links(identity: str) -> Json:
    """Return the addresses of a concept's other answers."""
    self = f"/v1/concepts/{identity}"
    return {
        "self": self,
        "diagram": f"{self}.svg",
        "relations": f"{self}/relations",
        "graph": f"{self}/graph",
        "markdown": f"{self}.md",
    }


def summarized(concept: Concept) -> Json:
    """Return a concept as it stands in a list."""
    return {
        **named(concept),
        "kind": concept.kind,
        "cluster": concept.cluster,
        "summary": concept.summary,
        "links": concept_links(concept.id),
    }


def concept(concept: Concept, edges: Sequence[Edge], sources: Sequence[Source]) -> Json:
    """Return a concept with all that is said of it."""
    return {
        "id": concept.id,
        "kind": concept.kind,
        "cluster": concept.cluster,
        "label": concept.label,
        "aliases": concept.aliases,
        "summary": concept.summary,
        "description": concept.description,
        "wikidata": concept.wikidata,
        "facts": [fact(one) for one in concept.facts],
        "relations": [relation(edge) for edge in edges],
        "misconceptions": [
            {member: one[member] for member in ("claim", "correction", "sources")} for one in concept.misconceptions
        ],
        "sources": [source(one) for one in sources],
        "links": concept_links(concept.id),
        "revision": concept.revision,
        "updated_at": concept.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def fact(fact: Fact) -> Json:
    """Return one claim. A text's value is its English side, so that machines always find one."""
    return {
        "property": fact.property_id,
        "label": fact.property.label,
        "value": fact.value if fact.value is not None else fact.text["en"],
        "unit": fact.property.detail.get("unit"),
        "text": fact.text,
        "as_of": fact.as_of,
        "disputed": fact.disputed,
        "sources": [citation.source_id for citation in fact.citations],
        "verified": [citation.source_id for citation in fact.citations if citation.verified],
    }


def relation(edge: Edge) -> Json:
    """Return a relation as seen from one concept."""
    return {
        "type": edge.type,
        "direction": edge.direction,
        "label": edge.label,
        "target": named(edge.target),
        "disputed": edge.disputed,
        "sources": edge.sources,
        "distance": edge.distance,
    }


def source(source: Source) -> Json:
    """Return a source."""
    return {member: getattr(source, member) for member in ("id", "title", "publisher", "year", "url", "kind")}


def page(page: Page, items: Iterable[Json]) -> Json:
    """Return one page of a list."""
    return {"items": list(items), "total": page.total, "page": page.page, "page_size": page.page_size}


def graph(graph: Neighbourhood) -> Json:
    """Return a neighbourhood."""
    return {
        "center": graph.center,
        "depth": graph.depth,
        "nodes": [{**named(one), "kind": one.kind, "distance": distance} for one, distance in graph.nodes],
        "edges": [
            {
                "source": one.subject_id,
                "type": one.type_id,
                "label": one.type.label,
                "target": one.target_id,
                "disputed": one.disputed,
                "sources": [citation.source_id for citation in one.citations],
            }
            for one in graph.edges
        ],
        "omitted": graph.omitted,
    }


def comparison_links(ids: Iterable[str]) -> Json:
    """Return the addresses of a comparison's forms."""
    self = f"/v1/comparisons/{','.join(ids)}"
    return {"self": self, "diagram": f"{self}.svg", "markdown": f"{self}.md", "csv": f"{self}.csv"}


def cell(cell: Cell | None) -> Json | None:
    """Return a cell, or nothing where a concept is silent."""
    if cell is None:
        return None
    return {member: getattr(cell, member) for member in ("text", "value", "as_of", "disputed", "sources")}


def comparison(compared: Compared) -> Json:
    """Return two to six concepts side by side."""
    return {
        "title": compared.title,
        "concepts": [summarized(one) for one in compared.concepts],
        "rows": [
            {
                "property": row.property,
                "label": row.label,
                "cells": [cell(one) for one in row.cells],
                "same": row.same,
            }
            for row in compared.rows
        ],
        "relations": [
            {
                "type": r.type,
                "direction": r.direction,
                "label": r.label,
                "target": named(r.target),
                "of": r.of,
            }
            for r in compared.relations
        ],
        "summary": compared.summary,
        "choose": compared.choose,
        "curated": compared.curated is not None,
        "sources": [source(one) for one in compared.sources],
        "links": comparison_links(one.id for one in compared.concepts),
    }


def comparison_entry(document: Json) -> Json:
    """Return a curated comparison as it stands in the list."""
    members = {member: document[member] for member in ("id", "concepts", "title", "message")}
    return {**members, "links": comparison_links(document["concepts"])}


def path(path: Path) -> Json:
    """Return how two concepts hang together."""
    self = f"/v1/paths/{path.start.id}/{path.end.id}"
    return {
        "from": named(path.start),
        "to": named(path.end),
        "steps": [
            {
                "from": step.start.id,
                "relation": step.relation.id,
                "label": step.relation.label,
                "to": step.end.id,
                "disputed": step.disputed,
                "sources": step.sources,
            }
            for step in path.steps
        ],
        "sentence": path.sentence,
        "links": {"self": self},
    }


def property_(row: Property) -> Json:
    """Return a comparable attribute."""
    return {
        "id": row.id,
        "label": row.label,
        "datatype": row.datatype,
        "unit": row.detail.get("unit"),
        "options": row.detail.get("options", []),
        "kinds": row.detail.get("kinds", []),
    }


def relation_type(row: RelationType) -> Json:
    """Return a relation type."""
    own = {m: getattr(row, m) for m in ("id", "label", "inverse", "sentence", "transitive", "symmetric")}
    return {**own, **{member: row.detail.get(member) for member in ("meaning", "domain", "range")}}


def change(change: Change) -> Json:
    """Return one change of one document."""
    return {
        "revision": change.revision,
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "actor": change.actor,
        "noun": change.noun,
        "id": change.document_id,
        "action": change.action,
        "members": changed_members(change),
    }


def remembered(one: Change) -> Json:
    """Return one change with what stood before and after."""
    return {**change(one), "before": one.before, "after": one.after}


def changed_members(change: Change) -> list[str]:
    """Return which members of a document a change touched; none when it came or went as a whole."""
    if not change.before or not change.after:
        return []
    names = {*change.before, *change.after}
    return sorted(name for name in names if change.before.get(name) != change.after.get(name))


def deck_entry(document: Json) -> Json:
    """Return a deck as it stands in the list."""
    members = {member: document[member] for member in ("id", "title", "description")}
    return {**members, "links": {"self": f"/v1/decks/{document['id']}"}}


def deck(document: Json) -> Json:
    """Return a deck with an address for each of its items."""
    parts = [
        {"title": part["title"], "items": [{**item, "url": item_address(item)} for item in part["items"]]}
        for part in document["parts"]
    ]
    return {**deck_entry(document), "parts": parts}


def item_address(item: Json) -> str:
    """Return the address of the one thing that an item of a deck names."""
    ((noun, identity),) = item.items()
    return f"/v1/{noun}s/{identity}"


def diagram_entry(diagram: Diagram, alt: Json, concepts: Sequence[str]) -> Json:
    """Return a diagram as it stands in the catalogue."""
    self = f"/v1/diagrams/{diagram.id}"
    return {
        "id": diagram.id,
        "view": diagram.view,
        "kind": diagram.view,
        "title": diagram.title,
        "message": diagram.document["message"],
        "alt": alt,
        "concepts": list(concepts),
        "links": {"self": self, "diagram": f"{self}.svg"},
    }


def diagram(entry: Json, diagram: Diagram, sources: Sequence[Source]) -> Json:
    """Return the model of a diagram."""
    document = diagram.document
    return {
        **entry,
        "rows": document["rows"],
        "connections": [
            {{"source": "from", "target": "to"}.get(key, key): value for key, value in one.items()}
            for one in document["links"]
        ],
        "sources": [source(one) for one in sources],
    }
