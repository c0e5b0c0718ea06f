"""What an address may carry behind its question mark."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

LANGUAGES = ("en", "ko", "ko+en")


class Language(fields.String):
    """``en``, ``ko`` or ``ko+en``; a plus sign that an address turned into a space is mended."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            metadata={
                "description": "Language of generated text; else `Accept-Language`, else `en`.",
                "example": "ko",
                "enum": list(LANGUAGES),
            },
            **options,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        language = super()._deserialize(value, attr, data, **kwargs).replace(" ", "+").replace(",", "+").lower()
        if language not in LANGUAGES:
            raise ValidationError(f"use one of {', '.join(LANGUAGES)}")
        return language


class Query(Schema):
    """Every address takes ``lang``; what it does not know it passes over."""

    class Meta:
        """Links carry all kinds of tags."""

        unknown = EXCLUDE

    lang = Language()


class PageQuery(Query):
    """A slice of a list."""

    page = fields.Integer(
        load_default=1,
        validate=validate.Range(1, 100_000),
        metadata={"description": "Page, from 1.", "example": 1},
    )
    page_size = fields.Integer(
        load_default=50,
        validate=validate.Range(1, 500),
        metadata={"description": "Entries on a page.", "example": 50},
    )


class ConceptsQuery(PageQuery):
    """Which concepts to list."""

    kind = fields.String(metadata={"description": "Only concepts of this kind.", "example": "product"})
    cluster = fields.String(metadata={"description": "Only concepts of this cluster.", "example": "xen"})
    q = fields.String(
        validate=validate.Length(max=200),
        metadata={"description": "Part of a name, in any spelling; empty: all.", "example": "하이퍼바이저"},
    )


class ChangesQuery(PageQuery):
    """From where on."""

    since = fields.Integer(
        load_default=0,
        validate=validate.Range(0, 2**53),
        metadata={"description": "Only changes after this revision.", "example": 1},
    )


class RestoreQuery(Query):
    """Which state to bring back."""

    revision = fields.Integer(
        required=True,
        validate=validate.Range(1, 2**53),
        metadata={"description": "The knowledge revision whose state comes back.", "example": 1},
    )


class ImportQuery(Query):
    """Whether to write, and over what."""

    dry_run = fields.Boolean(
        load_default=False, metadata={"description": "Only say what would change.", "example": True}
    )
    since = fields.Integer(
        validate=validate.Range(0, 2**53),
        metadata={
            "description": "The revision that the import started from: what changed later is a conflict. "
            "Without it nothing that stands is overwritten.",
            "example": 1,
        },
    )


class RelationsQuery(PageQuery):
    """Which relations to list: all of most concepts on one page."""

    page_size = fields.Integer(
        load_default=500,
        validate=validate.Range(1, 500),
        metadata={"description": "Relations on a page.", "example": 500},
    )

    type = fields.String(metadata={"description": "Only relations of this type.", "example": "is_a"})
    direction = fields.String(
        load_default="both",
        validate=validate.OneOf(("out", "in", "both")),
        metadata={"description": "Out of the concept, into it, or both.", "example": "out"},
    )
    transitive = fields.Boolean(
        load_default=False,
        metadata={"description": "Also what follows from chains of a transitive type.", "example": True},
    )


class GraphQuery(Query):
    """How far to look."""

    depth = fields.Integer(
        load_default=1,
        validate=validate.Range(1, 3),
        metadata={"description": "Steps from the concept, 1 to 3.", "example": 1},
    )


LONGEST_QUESTION = 1000


def question(description: str, example: str) -> fields.String:
    """What somebody typed: not empty, and not a book."""
    return fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_QUESTION),
        error_messages={"required": "is missing"},
        metadata={"description": description, "example": example},
    )


class SuggestQuery(Query):
    """What was typed so far."""

    q = question("What was typed so far, in either language or as initial consonants.", "하이ㅍ")
    limit = fields.Integer(
        load_default=8, validate=validate.Range(1, 50), metadata={"description": "Most suggestions.", "example": 8}
    )


class SearchQuery(Query):
    """What to look for."""

    q = question("Words or a whole question, in either language.", "하이퍼바이저 타입1")
    kind = fields.String(metadata={"description": "Only concepts of this kind.", "example": "concept"})
    limit = fields.Integer(
        load_default=20, validate=validate.Range(1, 100), metadata={"description": "Most hits.", "example": 10}
    )
    page = fields.Integer(
        load_default=1, validate=validate.Range(1, 10_000), metadata={"description": "Page, from 1.", "example": 1}
    )


class AskQuery(Query):
    """What somebody asks."""

    q = question("A question in Korean or English, as people type it.", "하이퍼바이저 타입1 타입2 차이")
    context = fields.String(
        load_default="",
        validate=validate.Length(max=300),
        metadata={"description": "Ids of the concepts just talked about, separated by commas.", "example": "xen"},
    )
