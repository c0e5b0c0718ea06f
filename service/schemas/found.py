"""What a client reads of search, suggest and ask."""

from __future__ import annotations

from marshmallow import Schema, fields

from .answers import LinksAnswer, NamedAnswer, text


class MatchedAnswer(Schema):
    """Where a hit was found."""

    field = fields.String(required=True, metadata={"enum": ["label", "alias", "id", "summary", "fact", "description"]})
    language = fields.String(required=True, allow_none=True, metadata={"enum": ["en", "ko", None]})
    text = fields.String(required=True, metadata={"description": "the name or a piece of the text"})
    marked = fields.String(
        required=True, metadata={"description": "the same as HTML, with `<mark>` around what matched"}
    )


class HitAnswer(NamedAnswer):
    """A concept that was found."""

    kind = fields.String(required=True, metadata={"example": "product"})
    summary = text()
    score = fields.Float(required=True, metadata={"description": "higher is better; comparable within one answer"})
    matched = fields.Nested(MatchedAnswer, required=True)
    links = fields.Nested(LinksAnswer, required=True)


class SearchAnswer(Schema):
    """One page of hits, best first."""

    items = fields.List(fields.Nested(HitAnswer), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    limit = fields.Integer(required=True)


class SuggestionAnswer(NamedAnswer):
    """A concept that what was typed may become; ``text`` is the name that fits."""

    text = fields.String(required=True)


class SuggestAnswer(Schema):
    """Suggestions, best first; ``total`` counts all that fit."""

    items = fields.List(fields.Nested(SuggestionAnswer), required=True)
    total = fields.Integer(required=True)
