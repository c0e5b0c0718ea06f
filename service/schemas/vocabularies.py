"""What an editor writes of the vocabularies: kinds, roles, clusters, relation types, properties."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from diagrams.model import COLOURS

from .parts import NAME_PATTERN, AliasesSchema, Strict, id_field, ids, line, text

DATATYPES = ("text", "number", "year", "boolean", "enum", "concept")


class AtlasDocument(Strict):
    """The name of the atlas."""

    title = text(longest=60)
    subject = text(longest=60)
    description = text(longest=200)


class KindDocument(Strict):
    """A kind of concept."""

    id = id_field(required=True)
    label = text(longest=60)


class RoleDocument(KindDocument):
    """A role of boxes in pictures; roles are listed bottom layer first."""

    colour = fields.String(required=True, validate=validate.OneOf(COLOURS))


class ClusterDocument(KindDocument):
    """A chapter; ``part`` is the part of the lecture it serves."""

    part = fields.Integer(strict=True, validate=validate.Range(1, 99))


class RelationTypeDocument(Strict):
    """A relation type. ``sentence`` says a relation in words, with ``{a}`` and ``{b}``.

    ``hierarchy`` marks the types that lead from a kind to the broader kind.
    """

    id = id_field(NAME_PATTERN, required=True)
    label = text(longest=60)
    inverse = text(longest=60)
    sentence = text(longest=120)
    meaning = text(longest=200)
    transitive = fields.Boolean(load_default=False)
    symmetric = fields.Boolean(load_default=False)
    acyclic = fields.Boolean(load_default=False)
    hierarchy = fields.Boolean(load_default=False)
    cues = fields.Nested(AliasesSchema)
    domain = ids(load_default=list)
    range = ids(load_default=list)

    @validates_schema
    def check_sentence(self, data: dict[str, Any], **_: Any) -> None:
        """Both ends must stand in the sentence."""
        for language, sentence in data.get("sentence", {}).items():
            if "{a}" not in sentence or "{b}" not in sentence:
                raise ValidationError({"sentence": {language: ["must hold {a} and {b}"]}})


class ElsewhereDocument(Strict):
    """What shares words with the field and lies outside: it is told apart. ``concept`` is what stands nearest."""

    id = id_field(required=True)
    label = text(longest=60)
    aliases = fields.Nested(AliasesSchema, load_default=lambda: {"en": [], "ko": []})
    explanation = text(longest=200)
    concept = id_field()


class OtherWalkDocument(Strict):
    """Words of another walk of life: beside a name of the field they say that the question is hardly about it.

    A star at the end of a word stands for any ending.
    """

    id = id_field(required=True)
    words = fields.Nested(AliasesSchema, required=True)


class OptionDocument(Strict):
    """A value of an enum property."""

    id = id_field(required=True)
    label = text(longest=60)


class DerivedDocument(Strict):
    """Where a property's values come from when they are relations, not facts."""

    relation = id_field(NAME_PATTERN, required=True)
    direction = fields.String(load_default="out", validate=validate.OneOf(("in", "out")))


class PropertyDocument(Strict):
    """A comparable attribute. ``cues`` are words by which a question asks for it, beside its label."""

    id = id_field(NAME_PATTERN, required=True)
    label = text(longest=60)
    datatype = fields.String(required=True, validate=validate.OneOf(DATATYPES))
    unit = line(required=False)
    options = fields.List(fields.Nested(OptionDocument))
    single = fields.Boolean(load_default=False)
    kinds = ids(load_default=list)
    derived = fields.Nested(DerivedDocument)
    cues = fields.Nested(AliasesSchema)

    @validates_schema
    def check_options(self, data: dict[str, Any], **_: Any) -> None:
        """An enum needs options, and only an enum has them."""
        if (data.get("datatype") == "enum") != bool(data.get("options")):
            raise ValidationError({"options": ["are needed for an enum property, and only there"]})
