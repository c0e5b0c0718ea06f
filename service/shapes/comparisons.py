"""Concepts side by side."""

from __future__ import annotations

from collections.abc import Iterable

from service.atlas.comparison_rows import Cell, Compared

from .base import Json, named, source
from .concepts import summarized


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
