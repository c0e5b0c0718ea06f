"""Vocabularies, decks and diagrams."""

from __future__ import annotations

from collections.abc import Sequence

from service.models import Diagram, Property, RelationType, Source

from .base import Json, source


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
