"""Shapes that others are made of."""

from __future__ import annotations

from typing import Any

from service.models import Concept, Source

Json = dict[str, Any]


def named(concept: Concept) -> Json:
    """Return a concept by id and label."""
    return {"id": concept.id, "label": concept.label}


def source(source: Source) -> Json:
    """Return a source."""
    return {member: getattr(source, member) for member in ("id", "title", "publisher", "year", "url", "kind")}
