"""What a client reads when something fails, and of the state of the service."""

from __future__ import annotations

from marshmallow import Schema, fields


class ProblemAnswer(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True, metadata={"example": "about:blank"})
    title = fields.String(required=True, metadata={"example": "Not found"})
    status = fields.Integer(required=True, metadata={"example": 404})
    detail = fields.String(required=True)
    instance = fields.String(required=True, metadata={"example": "/v1/concepts/zen"})
    errors = fields.Dict(keys=fields.String(), metadata={"description": "what is wrong, by field"})
    suggestions = fields.List(fields.String(), metadata={"description": "ids that were probably meant"})
    candidates = fields.List(fields.String(), metadata={"description": "ids that share the name"})


class HealthAnswer(Schema):
    """Whether the service can work."""

    status = fields.String(required=True, metadata={"example": "ok"})
    checks = fields.Dict(keys=fields.String(), values=fields.String())
    revision = fields.Integer()
