"""Paths: how two concepts hang together."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import drawing, shapes
from service.atlas import paths
from service.database import db
from service.protocol import answer
from service.schemas.compared import PathAnswer
from service.schemas.picture_queries import PathPictureQuery
from service.schemas.queries import Query

from .documented import Blueprint, parameter, problems, reads
from .pictures import Pictured, add_pictures, base_url, picture_answer

blueprint = Blueprint("paths", __name__, url_prefix="/v1/paths", description="How two concepts hang together")

ENDS = [parameter("start", "qemu", "where the path starts"), parameter("end", "kvm", "where it ends")]


@blueprint.route(
    "/<reference:start>/<reference:end>",
    parameters=ENDS,
)
@blueprint.arguments(Query, location="query")
@reads(blueprint, PathAnswer, "The shortest path; no steps when the atlas knows none.")
@problems(blueprint, 300, 307, 404, 422)
def get_path(query: dict[str, Any], start: str, end: str) -> Response:
    """Find how two concepts hang together

    The shortest chain of relations of any type, told as sentences.
    """
    return answer(shapes.path(paths.find_path(db.session, start, end)))


def draw_path(query: dict[str, Any], form: str, start: str, end: str) -> Response:
    """Answer the chain of relations between two concepts."""
    return picture_answer(drawing.path_picture(db.session, start, end, base_url()), query, form)


add_pictures(blueprint, Pictured("path", "/<reference:start>/<reference:end>", ENDS, PathPictureQuery), draw_path)
