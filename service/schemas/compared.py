"""What a client reads of comparisons and paths."""

from __future__ import annotations

from marshmallow import Schema, fields

from .answers import LinksAnswer, NamedAnswer, SourceAnswer, SummarizedAnswer, text


class CellAnswer(Schema):
    """What one concept says of one property."""

    text = text()
    value = fields.Raw(required=True, allow_none=True)
    as_of = fields.Integer(required=True, allow_none=True)
    disputed = fields.Boolean(required=True)
    sources = fields.List(fields.String(), required=True)


class RowAnswer(Schema):
    """One property across the compared concepts."""

    property = fields.String(required=True)
    label = text()
    cells = fields.List(fields.Nested(CellAnswer, allow_none=True), required=True)
    same = fields.Boolean(required=True)


class SharedRelationAnswer(Schema):
    """A relation of one or several of the compared concepts."""

    type = fields.String(required=True)
    direction = fields.String(required=True)
    label = text()
    target = fields.Nested(NamedAnswer, required=True)
    of = fields.List(fields.String(), required=True)


class ChoiceAnswer(Schema):
    """When to choose one of them."""

    concept = fields.String(required=True)
    when = text()


class ComparisonAnswer(Schema):
    """Two to six concepts side by side."""

    title = text()
    concepts = fields.List(fields.Nested(SummarizedAnswer), required=True)
    rows = fields.List(fields.Nested(RowAnswer), required=True)
    relations = fields.List(fields.Nested(SharedRelationAnswer), required=True)
    summary = text("one paragraph")
    choose = fields.List(fields.Nested(ChoiceAnswer), required=True)
    curated = fields.Boolean(required=True)
    sources = fields.List(fields.Nested(SourceAnswer), required=True)
    links = fields.Nested(LinksAnswer, required=True)


class ComparisonEntryAnswer(Schema):
    """A curated comparison in the list."""

    id = fields.String(required=True)
    concepts = fields.List(fields.String(), required=True)
    title = text()
    message = text()
    links = fields.Nested(LinksAnswer, required=True)


class StepAnswer(Schema):
    """One relation on a path."""

    start = fields.String(required=True, data_key="from")
    relation = fields.String(required=True)
    label = text()
    end = fields.String(required=True, data_key="to")
    disputed = fields.Boolean(required=True)
    sources = fields.List(fields.String(), required=True)


class PathAnswer(Schema):
    """How two concepts hang together; no steps when they do not."""

    start = fields.Nested(NamedAnswer, required=True, data_key="from")
    end = fields.Nested(NamedAnswer, required=True, data_key="to")
    steps = fields.List(fields.Nested(StepAnswer), required=True)
    sentence = text()
    links = fields.Nested(LinksAnswer, required=True)
