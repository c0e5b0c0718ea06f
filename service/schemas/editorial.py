"""The rules that the editors of a knowledge folder gave themselves: read by the check, stored nowhere."""

from __future__ import annotations

import re

from marshmallow import ValidationError, fields, validate

from .parts import NAME_PATTERN, Strict, id_field, ids, line

LANGUAGES = validate.OneOf(("en", "ko"))


def pattern(text: str) -> None:
    """Refuse what is no regular expression."""
    try:
        re.compile(text)
    except re.error as error:
        raise ValidationError(f"is no regular expression: {error}") from error


class SpellingDocument(Strict):
    """One established spelling and the variants of it that prose does not use.

    ``inside`` lists longer words in which a variant is right.
    """

    write = line()
    avoid = fields.List(line(), required=True, data_key="not")
    inside = fields.List(line(), load_default=list)


class PhraseDocument(Strict):
    """Wording to avoid, as a regular expression, and what to do about it."""

    avoid = fields.String(required=True, data_key="find", validate=pattern)
    advice = line()


class ProportionDocument(Strict):
    """Between which bounds the Korean side's length, over the English side's, lies in one field.

    Names that both sides hold are not counted; shorter English sides than ``from`` characters are not measured.
    """

    field = line()
    least = fields.Float(required=True)
    most = fields.Float(required=True)
    start = fields.Integer(required=True, data_key="from")


class StyleDocument(Strict):
    """``style.yaml``: how the two languages are written here."""

    spellings = fields.Dict(
        keys=fields.String(validate=LANGUAGES),
        values=fields.List(fields.Nested(SpellingDocument)),
        load_default=dict,
    )
    phrases = fields.Dict(
        keys=fields.String(validate=LANGUAGES),
        values=fields.List(fields.Nested(PhraseDocument)),
        load_default=dict,
    )
    sentence_ends = fields.Dict(
        keys=fields.String(validate=LANGUAGES), values=fields.String(validate=pattern), load_default=dict
    )
    readings = fields.Dict(keys=fields.String(), values=line(), load_default=dict)
    proportions = fields.List(fields.Nested(ProportionDocument), load_default=list)
    kept = fields.Dict(keys=fields.String(validate=LANGUAGES), values=fields.List(line()), load_default=dict)


class OrderDocument(Strict):
    """A relation that runs with or against time, and the year property that must agree with it."""

    relation = id_field(NAME_PATTERN, required=True)
    property = id_field(NAME_PATTERN, required=True)
    earlier = fields.String(required=True, validate=validate.OneOf(("subject", "target")))


class RulesDocument(Strict):
    """``rules.yaml``: what cannot be true at once here."""

    disjoint = fields.List(ids(), load_default=list)
    order = fields.List(fields.Nested(OrderDocument), load_default=list)
    printed = fields.List(line(), load_default=list)
    mutual = ids(NAME_PATTERN, load_default=list)
    shared_names = fields.List(line(), load_default=list)


EDITORIAL: dict[str, type[Strict]] = {"style": StyleDocument, "rules": RulesDocument}
