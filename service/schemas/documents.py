"""What an editor writes: one schema a noun, for the YAML of ``knowledge/`` and for writes by the API.

A schema checks the form of one document. What only holds between documents (ids that exist,
domains, cycles) is checked by ``service.atlas.consistency``.
"""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from .parts import NAME_PATTERN, YEARS, AliasesSchema, Cited, Strict, id_field, ids, line, text

DATATYPES = ("text", "number", "year", "boolean", "enum", "concept")
SOURCE_KINDS = ("docs", "paper", "book", "standard", "glossary", "wiki", "article", "lecture", "code")
COLOURS = ("sky", "indigo", "green", "amber", "slate", "purple", "pink", "plain", "teal", "red")


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


class SourceDocument(Strict):
    """A document that claims rest on."""

    id = id_field(required=True)
    title = line()
    publisher = line()
    year = fields.Integer(strict=True, validate=YEARS)
    url = fields.Url(schemes={"http", "https"}, error_messages={"invalid": "is not an http address"})
    kind = fields.String(required=True, validate=validate.OneOf(SOURCE_KINDS))


class FactDocument(Cited):
    """One claim. A text property needs ``text``; the others need ``value``, and may word it."""

    property = id_field(NAME_PATTERN, required=True)
    value = fields.Raw()
    text = text(longest=400, required=False)
    as_of = fields.Integer(strict=True, validate=YEARS)
    disputed = fields.Boolean(load_default=False)


class RelationDocument(Cited):
    """A typed edge from the concept it stands in to ``target``."""

    type = id_field(NAME_PATTERN, required=True)
    target = id_field(required=True)
    disputed = fields.Boolean(load_default=False)


class MisconceptionDocument(Cited):
    """A common wrong belief and its correction."""

    claim = text(longest=300)
    correction = text(longest=600)


class ConceptDocument(Strict):
    """A concept with all that is said of it."""

    id = id_field(required=True)
    kind = id_field(required=True)
    cluster = id_field(required=True)
    label = text(longest=80)
    aliases = fields.Nested(AliasesSchema, load_default=lambda: {"en": [], "ko": []})
    former_ids = ids(load_default=list)
    wikidata = fields.String(validate=validate.Regexp(r"^Q[1-9]\d*$", error="is not a Wikidata id such as Q42"))
    summary = text(longest=160)
    description = text(longest=8000)
    facts = fields.List(fields.Nested(FactDocument), load_default=list)
    relations = fields.List(fields.Nested(RelationDocument), load_default=list)
    misconceptions = fields.List(fields.Nested(MisconceptionDocument), load_default=list)


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


class BoxDocument(Strict):
    """A box of a diagram; it names a concept, or carries a label, or both."""

    id = id_field(required=True)
    concept = id_field()
    label = text(longest=80, required=False)
    note = text(longest=120, required=False)
    role = id_field(required=True)
    layer = id_field()
    detail = fields.String(validate=validate.OneOf(("overview", "full")), load_default="overview")
    boundary = fields.Boolean(load_default=False)
    absent = fields.Boolean(load_default=False)
    span = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 12))
    step = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 30))
    rows = fields.List(fields.List(fields.Nested(lambda: BoxDocument())), load_default=list)

    @validates_schema
    def check_label(self, data: dict[str, Any], **_: Any) -> None:
        """A box without a word is a mistake."""
        if not data.get("concept") and not data.get("label"):
            raise ValidationError({"label": ["is missing; or name a concept"]})


class LinkDocument(Strict):
    """A typed link between two boxes. ``from`` is a word of Python, hence the two names."""

    source = id_field(required=True, data_key="from")
    target = id_field(required=True, data_key="to")
    kind = fields.String(load_default="data", validate=validate.OneOf(("data", "control", "trust")))
    label = text(longest=60, required=False)
    both = fields.Boolean(load_default=False)
    number = fields.Integer(strict=True, validate=validate.Range(1, 30))
    step = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 30))


class DiagramDocument(Cited):
    """A picture as data."""

    id = id_field(required=True)
    view = fields.String(required=True, validate=validate.OneOf(("architecture", "flow")))
    concept = id_field()
    title = text(longest=80)
    message = text(longest=140)
    alt = text(longest=1000, required=False)
    rows = fields.List(
        fields.List(fields.Nested(BoxDocument)),
        required=True,
        validate=validate.Length(min=1, error="is empty"),
    )
    links = fields.List(fields.Nested(LinkDocument), load_default=list)


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
    "relation_type": RelationTypeDocument,
    "property": PropertyDocument,
    "source": SourceDocument,
    "concept": ConceptDocument,
    "comparison": ComparisonDocument,
    "diagram": DiagramDocument,
    "deck": DeckDocument,
}
