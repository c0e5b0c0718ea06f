"""What a client reads of diagrams, vocabularies and decks."""

from __future__ import annotations

from marshmallow import Schema, fields

from .answers import LinksAnswer, NamedAnswer, SourceAnswer, text
from .pictured import BoxDocument, LinkDocument


class DiagramEntryAnswer(Schema):
    """A diagram in the catalogue."""

    id = fields.String(required=True)
    view = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "same as view"})
    title = text()
    message = text()
    alt = text("the picture told in words")
    concepts = fields.List(fields.String(), required=True)
    links = fields.Nested(LinksAnswer, required=True)


class DiagramAnswer(DiagramEntryAnswer):
    """The model of a diagram."""

    rows = fields.List(fields.List(fields.Nested(BoxDocument)), required=True)
    connections = fields.List(fields.Nested(LinkDocument), required=True)
    sources = fields.List(fields.Nested(SourceAnswer), required=True)


class PropertyAnswer(NamedAnswer):
    """A comparable attribute."""

    datatype = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    options = fields.List(fields.Nested(NamedAnswer), required=True)
    kinds = fields.List(fields.String(), required=True)


class ClusterAnswer(NamedAnswer):
    """A chapter; ``part`` is the part of the lecture that it serves."""

    part = fields.Integer(metadata={"example": 6})


class RelationTypeAnswer(NamedAnswer):
    """A relation type."""

    inverse = text()
    sentence = text()
    meaning = text()
    transitive = fields.Boolean(required=True)
    symmetric = fields.Boolean(required=True)
    domain = fields.List(fields.String(), required=True)
    range = fields.List(fields.String(), required=True)


class ChangeAnswer(Schema):
    """One change of one document."""

    revision = fields.Integer(required=True, metadata={"example": 12})
    at = fields.String(required=True, metadata={"format": "date-time"})
    actor = fields.String(required=True)
    noun = fields.String(required=True, metadata={"example": "concept"})
    id = fields.String(required=True, metadata={"example": "xen"})
    action = fields.String(required=True, metadata={"enum": ["added", "changed", "removed"]})
    members = fields.List(fields.String(), required=True, metadata={"description": "members that changed"})


class HistoryAnswer(ChangeAnswer):
    """One change of one document, with what stood before and after."""

    before = fields.Dict(required=True, allow_none=True)
    after = fields.Dict(required=True, allow_none=True)


class DeckEntryAnswer(Schema):
    """A deck in the list."""

    id = fields.String(required=True)
    title = text()
    description = text()
    links = fields.Nested(LinksAnswer, required=True)


class DeckAnswer(DeckEntryAnswer):
    """An ordered outline."""

    parts = fields.List(fields.Dict(), required=True)
