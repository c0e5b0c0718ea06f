"""Domain values → the JSON that ``schemas.answers`` declares. Tests hold the two together."""

from __future__ import annotations

from .base import named, source
from .catalogue import deck, deck_entry, diagram, diagram_entry, property_, relation_type
from .changes import change, remembered
from .comparisons import comparison, comparison_entry
from .concepts import concept, concept_links, fact, graph, numbered, path, relation, summarized

__all__ = [
    "change",
    "comparison",
    "comparison_entry",
    "concept",
    "concept_links",
    "deck",
    "deck_entry",
    "diagram",
    "diagram_entry",
    "fact",
    "graph",
    "named",
    "numbered",
    "path",
    "property_",
    "relation",
    "relation_type",
    "remembered",
    "source",
    "summarized",
]
