"""What an editor writes of concepts, of the facts and relations claimed of them, and of sources."""

from __future__ import annotations

from marshmallow import fields, validate

from .parts import NAME_PATTERN, YEARS, AliasesSchema, Cited, Strict, id_field, ids, line, text

SOURCE_KINDS = ("docs", "paper", "book", "standard", "glossary", "wiki", "article", "lecture", "code")


class SourceDocument(Strict):
    """A document that claims rest on."""

    id = id_field(required=True)
    title = line()
    publisher = line()
    year = fields.Integer(strict=True, validate=YEARS)
    url = fields.Url(schemes={"http", "https"}, error_messages={"invalid": "is not an http address"})
    kind = fields.String(required=True, validate=validate.OneOf(SOURCE_KINDS))


class FactDocument(Cited):
    """One claim. A text property needs ``text``; the others need ``value``, and may word it."""

    property = id_field(NAME_PATTERN, required=True)
    value = fields.Raw()
    text = text(longest=400, required=False)
    as_of = fields.Integer(strict=True, validate=YEARS)
    disputed = fields.Boolean(load_default=False)


class RelationDocument(Cited):
    """A typed edge from the concept it stands in to ``target``."""

    type = id_field(NAME_PATTERN, required=True)
    target = id_field(required=True)
    disputed = fields.Boolean(load_default=False)


class MisconceptionDocument(Cited):
    """A common wrong belief and its correction."""

    claim = text(longest=300)
    correction = text(longest=600)


class ConceptDocument(Strict):
    """A concept with all that is said of it."""

    id = id_field(required=True)
    kind = id_field(required=True)
    cluster = id_field(required=True)
    label = text(longest=80)
    aliases = fields.Nested(AliasesSchema, load_default=lambda: {"en": [], "ko": []})
    former_ids = ids(load_default=list)
    wikidata = fields.String(validate=validate.Regexp(r"^Q[1-9]\d*$", error="is not a Wikidata id such as Q42"))
    summary = text(longest=160)
    description = text(longest=8000)
    facts = fields.List(fields.Nested(FactDocument), load_default=list)
    relations = fields.List(fields.Nested(RelationDocument), load_default=list)
    misconceptions = fields.List(fields.Nested(MisconceptionDocument), load_default=list)
