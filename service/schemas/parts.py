"""Fields that documents and answers share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NAME_PATTERN = r"^[a-z0-9]+(_[a-z0-9]+)*$"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>")
CODE = re.compile(r"`[^`]*`|```.*?```", re.DOTALL)
YEARS = validate.Range(min=1900, max=2100, error="{input} is not a year between 1900 and 2100")


class Strict(Schema):
    """A schema that refuses what it does not know, in the order it was declared."""

    class Meta:
        """Unknown members are errors."""

        unknown = RAISE

    error_messages = {"unknown": "is not a member here; remove it or mend its spelling"}


def clean(text: str) -> None:
    """Refuse control characters, and HTML outside of code."""
    if CONTROL.search(text):
        raise ValidationError("holds a control character; remove it")
    if MARKUP.search(CODE.sub("", text)):
        raise ValidationError("holds HTML; write Markdown, or put code between backticks")


def line(*, required: bool = True) -> fields.String:
    """Text that is not empty."""
    return fields.String(
        required=required,
        validate=[validate.Length(min=1, error="is empty"), clean],
        error_messages={"required": "is missing", "invalid": "is not text; put quotes around it"},
    )


class TextSchema(Strict):
    """Text in both languages."""

    en = line()
    ko = line()


def text(*, longest: int | None = None, required: bool = True, **options: Any) -> fields.Nested:
    """A language map, each side at most ``longest`` characters."""
    checks: list[Callable[[Any], Any]] = [at_most(longest)] if longest else []
    return fields.Nested(TextSchema, required=required, validate=checks, **options)


def at_most(longest: int) -> Callable[[Mapping[str, str]], None]:
    """Return a check that each side of a language map has at most ``longest`` characters."""

    def check(value: Mapping[str, str]) -> None:
        errors = {
            language: [f"has {len(side)} characters; at most {longest} are allowed"]
            for language, side in value.items()
            if len(side) > longest
        }
        if errors:
            raise ValidationError(errors)

    return check


def id_field(pattern: str = ID_PATTERN, **options: Any) -> fields.String:
    """An id in the spelling of the atlas."""
    words = "hyphens" if pattern is ID_PATTERN else "underscores"
    return fields.String(
        validate=[
            validate.Length(max=80, error="is longer than 80 characters"),
            validate.Regexp(pattern, error=f"use lower-case letters, digits and single {words}"),
        ],
        **options,
    )


def ids(pattern: str = ID_PATTERN, **options: Any) -> fields.List[Any]:
    """A list of ids without repeats."""
    checks = [*options.pop("validate", []), distinct]
    return fields.List(id_field(pattern), validate=checks, **options)


def distinct(values: list[Any]) -> None:
    """Refuse a list that says something twice."""
    twice = sorted({str(value) for value in values if values.count(value) > 1})
    if twice:
        raise ValidationError(f"names {', '.join(twice)} twice")


class Cited(Strict):
    """Something that rests on sources; ``verified`` lists those that were opened and found to say so."""

    sources = ids(required=True, validate=[validate.Length(min=1, error="name at least one source")])
    verified = ids(load_default=list)

    @post_load
    def order_verified(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Verified sources stand in the order of the sources: one form for one meaning."""
        named = data["sources"]
        data["verified"] = sorted(data["verified"], key=lambda one: named.index(one) if one in named else len(named))
        return data


class AliasesSchema(Strict):
    """What people really type, by language."""

    en = fields.List(line(), load_default=list, validate=distinct)
    ko = fields.List(line(), load_default=list, validate=distinct)
