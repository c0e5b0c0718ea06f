"""Diagrams: the catalogue, the model of one, its picture; and the pictures of concepts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response

from service import drawing, paging, shapes
from service.atlas.concepts import load_sources
from service.database import db
from service.models import Diagram
from service.protocol import answer
from service.schemas.answers import page_of
from service.schemas.catalogue import DiagramAnswer, DiagramEntryAnswer
from service.schemas.picture_queries import ConceptPictureQuery, PictureQuery
from service.schemas.queries import PageQuery, Query

from .documented import CONCEPT, Blueprint, parameter, problems, reads
from .pictures import Pictured, add_pictures, base_url, picture_answer

blueprint = Blueprint("diagrams", __name__, url_prefix="/v1", description="Architecture as data and as pictures")
DIAGRAM = parameter("diagram_id", "xen-architecture", "id of a diagram")


def entries(stored: Sequence[Diagram]) -> list[dict[str, Any]]:
    """Return diagrams as they stand in the catalogue."""
    pictures = drawing.architectures(db.session, stored, "")
    inside = drawing.concepts_in(db.session, stored)
    return [
        shapes.diagram_entry(diagram, drawing.told(picture), concepts)
        for diagram, picture, concepts in zip(stored, pictures, inside, strict=True)
    ]


@blueprint.route("/diagrams")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(DiagramEntryAnswer, "DiagramPage"), "One page of the catalogue.")
@problems(blueprint, 422)
def list_diagrams(query: dict[str, Any]) -> Response:
    """List diagrams

    Title, view, concepts and the picture told in words, in both languages.
    """
    page = drawing.list_diagrams(db.session, query["page"], query["page_size"])
    return paging.listed(page, entries(page.items))


@blueprint.route("/diagrams/<reference:diagram_id>", parameters=[DIAGRAM])
@blueprint.arguments(Query, location="query")
@reads(blueprint, DiagramAnswer, "The model of the diagram.")
@problems(blueprint, 404, 422)
def get_diagram(query: dict[str, Any], diagram_id: str) -> Response:
    """Get one diagram as data

    Nested boxes in rows, top row first, and the connections between them.
    """
    diagram = drawing.get_diagram(db.session, diagram_id)
    sources = load_sources(db.session, diagram.document["sources"])
    return answer(shapes.diagram(entries([diagram])[0], diagram, sources))


def draw_diagram(query: dict[str, Any], form: str, diagram_id: str) -> Response:
    """Answer the picture of a diagram."""
    diagram = drawing.get_diagram(db.session, diagram_id)
    return picture_answer(drawing.architecture(db.session, diagram, base_url()), query, form)


def draw_concept(query: dict[str, Any], form: str, concept_id: str) -> Response:
    """Answer a picture of a concept."""
    detail = query.get("detail", "full")
    chosen = drawing.concept_picture(db.session, concept_id, query.get("view"), base_url(), detail)
    return picture_answer(chosen.picture, query, form, chosen.highlight)


add_pictures(
    blueprint,
    Pictured("diagram", "/diagrams/<reference:diagram_id>", [DIAGRAM], PictureQuery, (404, 422, 503)),
    draw_diagram,
)
add_pictures(
    blueprint, Pictured("concept", "/concepts/<reference:concept_id>", [CONCEPT], ConceptPictureQuery), draw_concept
)
