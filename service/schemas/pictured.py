"""What an editor writes of a diagram: nested boxes in rows, and typed links."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from .parts import Cited, Strict, id_field, text


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
