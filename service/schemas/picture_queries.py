"""What the address of a picture may carry behind its question mark."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, fields, validate

from .queries import Query

VIEWS = ("architecture", "graph", "taxonomy", "timeline", "flow")


class Names(fields.Field[tuple[str, ...]]):
    """Ids separated by commas."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for one in (part.strip() for part in str(value).split(",")) if one))[:MOST_NAMES]


MOST_NAMES = 40


class PictureQuery(Query):
    """How a picture is drawn. Misspelt options are errors: a slide should not silently differ."""

    class Meta:
        """Unknown options are refused."""

        unknown = RAISE

    error_messages = {"unknown": "is not an option of pictures"}

    theme = fields.String(
        load_default="light",
        validate=validate.OneOf(("light", "dark", "auto", "print")),
        metadata={"description": "Colours.", "example": "light"},
    )
    background = fields.String(
        load_default="solid",
        validate=validate.OneOf(("solid", "transparent")),
        metadata={"description": "Ground behind the picture.", "example": "transparent"},
    )
    aspect = fields.String(
        load_default="16:9",
        validate=validate.OneOf(("16:9", "4:3", "2:1", "auto")),
        metadata={"description": "Shape of the picture.", "example": "16:9"},
    )
    layout = fields.String(
        load_default="own",
        validate=validate.OneOf(("own", "shared")),
        metadata={
            "description": "`shared`: every box stands where it stands in the other language, for slides that are "
            "swapped; with `lang=en` or `ko`.",
            "example": "shared",
        },
    )
    detail = fields.String(
        validate=validate.OneOf(("overview", "full")),
        metadata={"description": "How much is drawn.", "example": "full"},
    )
    legend = fields.Boolean(
        load_default=True, metadata={"description": "Whether colours are explained.", "example": True}
    )
    text = fields.String(
        load_default="embed",
        validate=validate.OneOf(("font", "embed", "paths")),
        metadata={
            "description": "Text as a family list, with an embedded subset, or as outlines.",
            "example": "embed",
        },
    )
    scale = fields.Float(
        load_default=1.0,
        validate=validate.Range(0.5, 3),
        metadata={"description": "Pixels of a PNG per unit of the picture, 0.5 to 3.", "example": 2},
    )
    width = fields.Integer(
        validate=validate.Range(64, 4096),
        metadata={"description": "Width of an SVG or PNG in pixels, 64 to 4096.", "example": 1920},
    )
    highlight = Names(
        metadata={
            "type": "string",
            "description": "Ids of boxes or concepts to point out, separated by commas; the rest steps back.",
            "example": "xen",
        },
    )
    step = fields.Integer(
        validate=validate.Range(0, 99),
        metadata={
            "description": "Draw up to this build step: of layers the lowest first, of a comparison the first column, "
            "of a flow the first arrow.",
            "example": 1,
        },
    )
    steps = fields.String(
        validate=validate.OneOf(("auto", "all")),
        metadata={
            "description": "`auto`: an SVG that builds itself up; `all`: a PDF page or a slide for each step.",
            "example": "all",
        },
    )
    onerror = fields.String(
        load_default="problem",
        validate=validate.OneOf(("problem", "image")),
        metadata={
            "description": "Errors as problem+json, or as a picture of the same status that a slide can show.",
            "example": "image",
        },
    )
    v = fields.String(
        validate=validate.Length(1, 64),
        metadata={"description": "Content hash; makes the address immutable.", "example": "0f3a"},
    )


class PathPictureQuery(PictureQuery):
    """How a chain is drawn: its arrows say what they are, so the legend is left out unless asked for."""

    legend = fields.Boolean(
        load_default=False, metadata={"description": "Whether colours are explained.", "example": True}
    )


class ConceptPictureQuery(PictureQuery):
    """Which picture of a concept."""

    view = fields.String(
        validate=validate.OneOf(VIEWS),
        metadata={
            "description": "Which view; without it the concept's architecture, one that it stands in, or its "
            "relations. A view that nothing is known for gives way to the relations.",
            "example": "graph",
        },
    )
