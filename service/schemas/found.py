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


class AskedTextAnswer(Schema):
    """An answer in two lengths."""

    text = fields.String(required=True, metadata={"description": "at most 400 characters, for a chat bubble"})
    markdown = fields.String(required=True, metadata={"description": "the long form, with the same numbers"})


class CitationAnswer(Schema):
    """A source behind a number of the answer."""

    number = fields.Integer(required=True)
    source = fields.String(required=True, metadata={"example": "xen-sosp03"})
    title = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)


class PictureAnswer(Schema):
    """A picture that belongs to an answer."""

    url = fields.String(required=True, metadata={"example": "/v1/diagrams/xen-architecture.svg?lang=ko"})
    alt = fields.String(required=True)


class FollowUpAnswer(Schema):
    """A question that follows, and where it is answered."""

    question = fields.String(required=True)
    url = fields.String(required=True)


class AskAnswer(Schema):
    """An answer with all that it rests on; ``answered`` is false when the atlas does not know."""

    question = fields.String(required=True)
    lang = fields.String(required=True, metadata={"enum": ["en", "ko"]})
    intent = fields.String(required=True, metadata={"example": "compare"})
    answered = fields.Boolean(required=True)
    confidence = fields.Float(required=True, metadata={"description": "how likely the answer is right, 0 to 1"})
    concepts = fields.List(fields.String(), required=True)
    answer = fields.Nested(AskedTextAnswer, required=True)
    citations = fields.List(fields.Nested(CitationAnswer), required=True)
    diagram = fields.Nested(PictureAnswer, required=True, allow_none=True)
    comparison = fields.String(required=True, allow_none=True, metadata={"example": "/v1/comparisons/xen,kvm"})
    follow_ups = fields.List(fields.Nested(FollowUpAnswer), required=True)
