"""Shapes that others are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.atlas.concepts import Page
from service.models import Concept, Source

Json = dict[str, Any]


def named(concept: Concept) -> Json:
    """Return a concept by id and label."""
    return {"id": concept.id, "label": concept.label}


def source(source: Source) -> Json:
    """Return a source."""
    return {member: getattr(source, member) for member in ("id", "title", "publisher", "year", "url", "kind")}


def page(page: Page, items: Iterable[Json]) -> Json:
    """Return one page of a list."""
    return {"items": list(items), "total": page.total, "page": page.page, "page_size": page.page_size}
