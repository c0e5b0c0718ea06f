"""Sources: what the claims rest on."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import paging, shapes
from service.atlas import concepts, vocabulary
from service.database import db
from service.protocol import answer
from service.schemas.answers import SourceAnswer, page_of
from service.schemas.queries import PageQuery, Query

from .documented import Blueprint, parameter, problems, reads

blueprint = Blueprint("sources", __name__, url_prefix="/v1/sources", description="What the claims rest on")


@blueprint.route("")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(SourceAnswer, "SourcePage"), "One page of sources, by id.")
@problems(blueprint, 422)
def list_sources(query: dict[str, Any]) -> Response:
    """List sources

    By id, in pages.
    """
    page = vocabulary.list_sources(db.session, query["page"], query["page_size"])
    return paging.listed(page, map(shapes.source, page.items))


@blueprint.route("/<reference:source_id>", parameters=[parameter("source_id", "xen-sosp03", "id of a source")])
@blueprint.arguments(Query, location="query")
@reads(blueprint, SourceAnswer, "The source.")
@problems(blueprint, 404, 422)
def get_source(query: dict[str, Any], source_id: str) -> Response:
    """Get one source

    Title, publisher, year and address.
    """
    return answer(shapes.source(concepts.get_source(db.session, source_id)))
