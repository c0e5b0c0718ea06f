"""Tables. Models hold what is stored and never commit, query or know about HTTP.

Text in two languages is stored as one JSON map, ``{"en": …, "ko": …}``. What is looked up by name
stands beside it, normalized, in :class:`Name`.
"""

from __future__ import annotations

from .base import Base, Id, Json, Moment, Text, utc_now
from .composed import Comparison, Deck, Diagram, DiagramConcept
from .concepts import Concept, Fact, FactCitation, Name, Relation, RelationCitation
from .vocabulary import Property, RelationType, Source, Term

__all__ = [
    "Base",
    "Comparison",
    "Concept",
    "Deck",
    "Diagram",
    "DiagramConcept",
    "Fact",
    "FactCitation",
    "Id",
    "Json",
    "Moment",
    "Name",
    "Property",
    "Relation",
    "RelationCitation",
    "RelationType",
    "Source",
    "Term",
    "Text",
    "utc_now",
]
