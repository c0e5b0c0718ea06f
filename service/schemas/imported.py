"""What a client reads after an import, and of single facts."""

from __future__ import annotations

from marshmallow import Schema, fields

from .answers import FactAnswer


class DocumentNameAnswer(Schema):
    """A document by noun and id."""

    noun = fields.String(required=True, metadata={"example": "concept"})
    id = fields.String(required=True, metadata={"example": "xen"})


class ImportAnswer(Schema):
    """What an import did, or would do. A dry run lists conflicts too; otherwise conflicts are a problem."""

    dry_run = fields.Boolean(required=True)
    revision = fields.Integer(required=True, metadata={"example": 12})
    created = fields.List(fields.Nested(DocumentNameAnswer), required=True)
    changed = fields.List(fields.Nested(DocumentNameAnswer), required=True)
    unchanged = fields.List(fields.Nested(DocumentNameAnswer), required=True)
    conflicts = fields.List(fields.Nested(DocumentNameAnswer), required=True)


class NumberedFactAnswer(FactAnswer):
    """A fact with its number among those about the same property."""

    number = fields.Integer(required=True, metadata={"example": 1})
    url = fields.String(required=True, metadata={"example": "/v1/concepts/xen/facts/first_release/1"})


class FactsAnswer(Schema):
    """The facts of a concept."""

    concept = fields.String(required=True)
    items = fields.List(fields.Nested(NumberedFactAnswer), required=True)
    total = fields.Integer(required=True)
