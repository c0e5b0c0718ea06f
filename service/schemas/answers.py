"""What a client reads."""

from __future__ import annotations

from marshmallow import Schema, fields

from .parts import TextSchema


def text(description: str = "") -> fields.Nested:
    """A language map."""
    return fields.Nested(TextSchema, required=True, metadata={"description": description} if description else {})


class LinksAnswer(Schema):
    """Addresses of related answers, by name."""

    self = fields.String(required=True, metadata={"example": "/v1/concepts/xen"})
    diagram = fields.String(metadata={"example": "/v1/concepts/xen.svg"})
    relations = fields.String()
    graph = fields.String()
    markdown = fields.String()
    csv = fields.String()
    html = fields.String()


class NamedAnswer(Schema):
    """A concept by id and label."""

    id = fields.String(required=True, metadata={"example": "xen"})
    label = text()


class SummarizedAnswer(NamedAnswer):
    """A concept in a list."""

    kind = fields.String(required=True, metadata={"example": "product"})
    cluster = fields.String(required=True, metadata={"example": "xen"})
    summary = text()
    links = fields.Nested(LinksAnswer, required=True)


class SourceAnswer(Schema):
    """A document that claims rest on."""

    id = fields.String(required=True, metadata={"example": "xen-sosp03"})
    title = fields.String(required=True)
    publisher = fields.String(required=True)
    year = fields.Integer(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, metadata={"example": "paper"})


class FactAnswer(Schema):
    """One claim with its sources."""

    property = fields.String(required=True, metadata={"example": "first_release"})
    label = text("label of the property")
    value = fields.Raw(required=True, allow_none=True, metadata={"description": "number, text, truth value or id"})
    unit = fields.String(required=True, allow_none=True)
    text = text("how the value reads")
    as_of = fields.Integer(required=True, allow_none=True, metadata={"description": "year for which it is good"})
    disputed = fields.Boolean(required=True)
    sources = fields.List(fields.String(), required=True)
    verified = fields.List(
        fields.String(), required=True, metadata={"description": "sources that were opened and say so"}
    )


class RelationAnswer(Schema):
    """A typed relation as seen from one concept."""

    type = fields.String(required=True, metadata={"example": "is_a"})
    direction = fields.String(required=True, metadata={"enum": ["out", "in"]})
    label = text()
    target = fields.Nested(NamedAnswer, required=True)
    disputed = fields.Boolean(required=True)
    sources = fields.List(fields.String(), required=True)
    distance = fields.Integer(required=True, metadata={"description": "steps; more than 1 in a transitive closure"})


class MisconceptionAnswer(Schema):
    """A wrong belief and its correction."""

    claim = text()
    correction = text()
    sources = fields.List(fields.String(), required=True)


class AliasesAnswer(Schema):
    """Other names by language."""

    en = fields.List(fields.String(), required=True)
    ko = fields.List(fields.String(), required=True)


class ConceptAnswer(SummarizedAnswer):
    """A concept with all that is said of it."""

    aliases = fields.Nested(AliasesAnswer, required=True)
    description = text()
    wikidata = fields.String(required=True, allow_none=True)
    facts = fields.List(fields.Nested(FactAnswer), required=True)
    relations = fields.List(fields.Nested(RelationAnswer), required=True)
    omitted = fields.Integer(
        required=True, metadata={"description": "relations into it that are not listed; `links.relations` pages all"}
    )
    misconceptions = fields.List(fields.Nested(MisconceptionAnswer), required=True)
    sources = fields.List(fields.Nested(SourceAnswer), required=True)
    revision = fields.Integer(required=True, metadata={"example": 12})
    updated_at = fields.String(required=True, metadata={"format": "date-time", "example": "2026-11-22T00:00:00Z"})


def page_of(item: type[Schema], name: str) -> type[Schema]:
    """Return the schema of one page of ``item``."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "total": fields.Integer(required=True, metadata={"example": 80}),
            "page": fields.Integer(required=True, metadata={"example": 1}),
            "page_size": fields.Integer(required=True, metadata={"example": 50}),
        },
        name=name,
    )


class RelationsAnswer(Schema):
    """The relations of a concept."""

    concept = fields.String(required=True)
    items = fields.List(fields.Nested(RelationAnswer), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True, metadata={"example": 1})
    page_size = fields.Integer(required=True, metadata={"example": 500})


class NodeAnswer(NamedAnswer):
    """A node of a neighbourhood."""

    kind = fields.String(required=True)
    distance = fields.Integer(required=True)


class EdgeAnswer(Schema):
    """An edge of a neighbourhood, as stored."""

    source = fields.String(required=True)
    type = fields.String(required=True)
    label = text()
    target = fields.String(required=True)
    disputed = fields.Boolean(required=True)
    sources = fields.List(fields.String(), required=True)


class GraphAnswer(Schema):
    """A bounded neighbourhood; ``omitted`` nodes found no place."""

    center = fields.String(required=True)
    depth = fields.Integer(required=True)
    nodes = fields.List(fields.Nested(NodeAnswer), required=True)
    edges = fields.List(fields.Nested(EdgeAnswer), required=True)
    omitted = fields.Integer(required=True)
