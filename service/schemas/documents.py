"""What an editor writes: one schema a noun, for the YAML of ``knowledge/`` and for writes by the API.

A schema checks the form of one document. What only holds between documents (ids that exist,
domains, cycles) is checked by ``service.atlas.consistency``.
"""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from .claims import ConceptDocument, SourceDocument
from .parts import NAME_PATTERN, Cited, Strict, id_field, ids, text
from .pictured import DiagramDocument
from .vocabularies import (
    AtlasDocument,
    ClusterDocument,
    ElsewhereDocument,
    KindDocument,
    OtherWalkDocument,
    PropertyDocument,
    RelationTypeDocument,
    RoleDocument,
)


class ChoiceDocument(Strict):
    """When to choose one concept of a comparison."""

    concept = id_field(required=True)
    when = text(longest=300)


class ComparisonDocument(Cited):
    """A curated comparison."""

    id = id_field(required=True)
    concepts = ids(required=True, validate=[validate.Length(2, 6, error="name two to six concepts")])
    title = text(longest=100)
    message = text(longest=140)
    properties = ids(NAME_PATTERN, required=True)
    verdict = text(longest=600)
    choose = fields.List(fields.Nested(ChoiceDocument), load_default=list)


class DeckItemDocument(Strict):
    """One entry of a deck: exactly one of the three."""

    concept = id_field()
    comparison = id_field()
    diagram = id_field()

    @validates_schema
    def check_one(self, data: dict[str, Any], **_: Any) -> None:
        """An entry is one thing."""
        if len(data) != 1:
            raise ValidationError("name exactly one of concept, comparison and diagram")


class DeckPartDocument(Strict):
    """A part of a deck."""

    title = text(longest=100)
    items = fields.List(fields.Nested(DeckItemDocument), required=True)


class DeckDocument(Cited):
    """An ordered outline."""

    id = id_field(required=True)
    title = text(longest=100)
    description = text(longest=300)
    parts = fields.List(fields.Nested(DeckPartDocument), required=True)


DOCUMENTS: dict[str, type[Strict]] = {
    "atlas": AtlasDocument,
    "kind": KindDocument,
    "role": RoleDocument,
    "cluster": ClusterDocument,
    "elsewhere": ElsewhereDocument,
    "other_walk": OtherWalkDocument,
    "relation_type": RelationTypeDocument,
    "property": PropertyDocument,
    "source": SourceDocument,
    "concept": ConceptDocument,
    "comparison": ComparisonDocument,
    "diagram": DiagramDocument,
    "deck": DeckDocument,
}
