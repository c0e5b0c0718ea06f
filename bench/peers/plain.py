"""One concept with its facts, relations and sources, as flask-smorest, SQLAlchemy and marshmallow are usually joined.

Mapped objects, relationships loaded eagerly in as few statements as the mapper needs, schemas that dump them: nothing
is left out on purpose to be slow, and nothing is made fast by hand. No answer is kept.
"""

from __future__ import annotations

import os
from typing import Any

import flask_smorest
import sqlalchemy as sa
from flask import Flask
from marshmallow import Schema, fields
from sqlalchemy.orm import Session, joinedload, selectinload

from service.models import Concept, Fact, Relation, Source

engine = sa.create_engine(os.environ["PLAIN_DATABASE"])
blueprint = flask_smorest.Blueprint("concepts", __name__, url_prefix="/v1/concepts")


class CitationSchema(Schema):
    """A source of a claim."""

    source_id = fields.String()


class FactSchema(Schema):
    """One claim."""

    property = fields.String(attribute="property_id")
    label = fields.Dict(attribute="property.label")
    value = fields.Raw()
    unit = fields.Function(lambda fact: fact.property.detail.get("unit"))
    text = fields.Dict()
    as_of = fields.Integer()
    disputed = fields.Boolean()
    sources = fields.Pluck(CitationSchema, "source_id", many=True, attribute="citations")


class NamedSchema(Schema):
    """A concept by id and label."""

    id = fields.String()
    label = fields.Dict()


class OutSchema(Schema):
    """A relation that goes out."""

    type = fields.String(attribute="type_id")
    label = fields.Dict(attribute="type.label")
    target = fields.Nested(NamedSchema)
    disputed = fields.Boolean()
    sources = fields.Pluck(CitationSchema, "source_id", many=True, attribute="citations")


class InSchema(OutSchema):
    """A relation that comes in."""

    label = fields.Dict(attribute="type.inverse")
    target = fields.Nested(NamedSchema, attribute="subject")


class SourceSchema(Schema):
    """A document that claims rest on."""

    id = fields.String()
    title = fields.String()
    publisher = fields.String()
    year = fields.Integer()
    url = fields.String()
    kind = fields.String()


class ConceptSchema(NamedSchema):
    """A concept with all that is said of it."""

    kind = fields.String()
    cluster = fields.String()
    aliases = fields.Dict()
    summary = fields.Dict()
    description = fields.Dict()
    misconceptions = fields.List(fields.Dict())
    wikidata = fields.String()
    revision = fields.Integer()
    updated_at = fields.DateTime()
    facts = fields.Nested(FactSchema, many=True)
    relations = fields.Nested(OutSchema, many=True)
    inbound = fields.Nested(InSchema, many=True)
    cited = fields.Nested(SourceSchema, many=True)


@blueprint.route("/<concept_id>")
@blueprint.response(200, ConceptSchema)
def get_concept(concept_id: str) -> Any:
    """Get one concept."""
    ends = (joinedload(Relation.type), selectinload(Relation.citations))
    with Session(engine) as session:
        concept = session.get(
            Concept,
            concept_id,
            options=[
                selectinload(Concept.facts).options(joinedload(Fact.property), selectinload(Fact.citations)),
                selectinload(Concept.relations).options(joinedload(Relation.target), *ends),
                selectinload(Concept.inbound).options(joinedload(Relation.subject), *ends),
            ],
        )
        if concept is None:
            flask_smorest.abort(404)
        claims = [*concept.facts, *concept.relations, *concept.inbound]
        named = {citation.source_id for claim in claims for citation in claim.citations}
        concept.cited = session.scalars(sa.select(Source).where(Source.id.in_(named))).all()
    return concept


def create_app() -> Flask:
    """Return the application."""
    made = Flask(__name__)
    made.config.update(API_TITLE="Plain", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    flask_smorest.Api(made).register_blueprint(blueprint)
    return made


app = create_app()
