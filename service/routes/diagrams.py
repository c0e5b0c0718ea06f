"""Diagrams: the catalogue, the model of one, its picture; and the pictures of concepts."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import drawing, paging, shapes
from service.atlas.concepts import load_sources
from service.database import db
from service.models import Diagram
from service.protocol import answer
from service.schemas.answers import page_of
from service.schemas.catalogue import DiagramAnswer, DiagramEntryAnswer
from service.schemas.queries import ConceptPictureQuery, PageQuery, PictureQuery, Query

from .documented import CONCEPT, PICTURES, Blueprint, parameter, problems, reads, reads_text
from .pictures import base_url, picture_answer

blueprint = Blueprint("diagrams", __name__, url_prefix="/v1", description="Architecture as data and as pictures")
DIAGRAM = parameter("diagram_id", "xen-architecture", "id of a diagram")


def entry(diagram: Diagram) -> dict[str, Any]:
    """Return a diagram as it stands in the catalogue."""
    alt = drawing.told(drawing.architecture(db.session, diagram, ""))
    return shapes.diagram_entry(diagram, alt, drawing.concepts_in(db.session, diagram))


@blueprint.route("/diagrams")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(DiagramEntryAnswer, "DiagramPage"), "One page of the catalogue.")
@problems(blueprint, 422)
def list_diagrams(query: dict[str, Any]) -> Response:
    """List diagrams

    Title, view, concepts and the picture told in words, in both languages.
    """
    page = drawing.list_diagrams(db.session, query["page"], query["page_size"])
    return paging.linked(answer(shapes.page(page, map(entry, page.items))), page)


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
    return answer(shapes.diagram(entry(diagram), diagram, sources))


def add_picture_routes(form: str) -> None:
    """Give diagrams and concepts an address for one form of their picture."""
    kind = form.upper()

    @blueprint.route(f"/diagrams/<reference:diagram_id>.{form}", parameters=[DIAGRAM], endpoint=f"diagram_{form}")
    @blueprint.arguments(PictureQuery, location="query")
    @reads_text(blueprint, PICTURES[form], "The picture.")
    @problems(blueprint, 404, 422, 503)
    @blueprint.doc(summary=f"Draw a diagram as {kind}", operationId=f"drawDiagram{kind}")
    def draw_diagram(query: dict[str, Any], diagram_id: str) -> Response:
        diagram = drawing.get_diagram(db.session, diagram_id)
        return picture_answer(drawing.architecture(db.session, diagram, base_url()), query, form)

    @blueprint.route(f"/concepts/<reference:concept_id>.{form}", parameters=[CONCEPT], endpoint=f"concept_{form}")
    @blueprint.arguments(ConceptPictureQuery, location="query")
    @reads_text(blueprint, PICTURES[form], "The picture.")
    @problems(blueprint, 300, 307, 404, 422, 503)
    @blueprint.doc(summary=f"Draw a concept as {kind}", operationId=f"drawConcept{kind}")
    def draw_concept(query: dict[str, Any], concept_id: str) -> Response:
        picture = drawing.concept_picture(db.session, concept_id, query["view"], base_url())
        return picture_answer(picture, query, form)


for each in PICTURES:
    add_picture_routes(each)
