"""Properties, relation types and kinds: the closed vocabularies."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import paging, shapes
from service.atlas import vocabulary
from service.database import db
from service.protocol import answer
from service.schemas.answers import NamedAnswer, page_of
from service.schemas.catalogue import ClusterAnswer, PropertyAnswer, RelationTypeAnswer
from service.schemas.queries import PageQuery, Query

from .documented import Blueprint, parameter, problems, reads

blueprint = Blueprint("vocabulary", __name__, url_prefix="/v1", description="The closed vocabularies")
PROPERTY = parameter("property_id", "runs_at", "id of a property")
RELATION_TYPE = parameter("relation_type_id", "is_a", "id of a relation type")


@blueprint.route("/properties")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(PropertyAnswer, "PropertyPage"), "One page of properties, in their order.")
@problems(blueprint, 422)
def list_properties(query: dict[str, Any]) -> Response:
    """List properties

    What facts may say, with datatype and unit.
    """
    page = vocabulary.list_properties(db.session, query["page"], query["page_size"])
    return paging.listed(page, map(shapes.property_, page.items))


@blueprint.route("/properties/<reference:property_id>", parameters=[PROPERTY])
@blueprint.arguments(Query, location="query")
@reads(blueprint, PropertyAnswer, "The property.")
@problems(blueprint, 404, 422)
def get_property(query: dict[str, Any], property_id: str) -> Response:
    """Get one property

    Its label, datatype and unit, and the kinds of concepts that have it.
    """
    return answer(shapes.property_(vocabulary.get_property(db.session, property_id)))


@blueprint.route("/relation-types")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(RelationTypeAnswer, "RelationTypePage"), "One page of relation types, in their order.")
@problems(blueprint, 422)
def list_relation_types(query: dict[str, Any]) -> Response:
    """List relation types

    The closed vocabulary of relations with inverse, domain and range.
    """
    page = vocabulary.list_relation_types(db.session, query["page"], query["page_size"])
    return paging.listed(page, map(shapes.relation_type, page.items))


@blueprint.route("/relation-types/<reference:relation_type_id>", parameters=[RELATION_TYPE])
@blueprint.arguments(Query, location="query")
@reads(blueprint, RelationTypeAnswer, "The relation type.")
@problems(blueprint, 404, 422)
def get_relation_type(query: dict[str, Any], relation_type_id: str) -> Response:
    """Get one relation type

    Its label and inverse, how it is told, its domain and range.
    """
    return answer(shapes.relation_type(vocabulary.get_relation_type(db.session, relation_type_id)))


@blueprint.route("/kinds")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(NamedAnswer, "KindPage"), "One page of kinds.")
@problems(blueprint, 422)
def list_kinds(query: dict[str, Any]) -> Response:
    """List kinds of concepts

    What `kind=` may be.
    """
    page = vocabulary.list_terms(db.session, "kind", query["page"], query["page_size"])
    return paging.listed(page, page.items)


@blueprint.route("/clusters")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(ClusterAnswer, "ClusterPage"), "One page of clusters.")
@problems(blueprint, 422)
def list_clusters(query: dict[str, Any]) -> Response:
    """List clusters of concepts

    The chapters of the atlas; what `cluster=` may be.
    """
    page = vocabulary.list_terms(db.session, "cluster", query["page"], query["page_size"])
    return paging.listed(page, page.items)
