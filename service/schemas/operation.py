"""What a client reads when something fails, and of the state of the service."""

from __future__ import annotations

from marshmallow import Schema, fields


class LineAnswer(Schema):
    """Something wrong in the body of an import, where it stands and how to mend it."""

    place = fields.String(required=True, metadata={"example": "concept.0.summary.ko"})
    line = fields.Integer(required=True, metadata={"example": 12})
    message = fields.String(required=True)
    hint = fields.String(required=True)


class ProblemAnswer(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True, metadata={"example": "about:blank"})
    title = fields.String(required=True, metadata={"example": "Not found"})
    status = fields.Integer(required=True, metadata={"example": 404})
    detail = fields.String(required=True)
    instance = fields.String(required=True, metadata={"example": "/v1/concepts/zen"})
    errors = fields.Dict(keys=fields.String(), metadata={"description": "what is wrong, by field"})
    problems = fields.List(
        fields.Nested(LineAnswer), metadata={"description": "what is wrong in an import, in the order of its lines"}
    )
    referrers = fields.List(fields.String(), metadata={"description": "who refers to what was to be removed"})
    report = fields.Dict(metadata={"description": "what an import would have done"})
    suggestions = fields.List(fields.String(), metadata={"description": "ids that were probably meant"})
    referrers = fields.List(fields.String(), metadata={"description": "what refers to the document"})
    candidates = fields.List(fields.String(), metadata={"description": "ids that share the name"})


class HealthAnswer(Schema):
    """Whether the service can work."""

    status = fields.String(required=True, metadata={"example": "ok"})
    checks = fields.Dict(keys=fields.String(), values=fields.String())
    revision = fields.Integer()
