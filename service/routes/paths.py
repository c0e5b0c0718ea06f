"""Paths: how two concepts hang together."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import shapes
from service.atlas import paths
from service.database import db
from service.protocol import answer
from service.schemas.compared import PathAnswer
from service.schemas.queries import Query

from .documented import Blueprint, parameter, problems, reads

blueprint = Blueprint("paths", __name__, url_prefix="/v1/paths", description="How two concepts hang together")


@blueprint.route(
    "/<reference:start>/<reference:end>",
    parameters=[
        parameter("start", "qemu", "where the path starts"),
        parameter("end", "kvm", "where it ends"),
    ],
)
@blueprint.arguments(Query, location="query")
@reads(blueprint, PathAnswer, "The shortest path; no steps when the atlas knows none.")
@problems(blueprint, 300, 307, 404, 422)
def get_path(query: dict[str, Any], start: str, end: str) -> Response:
    """Find how two concepts hang together

    The shortest chain of relations of any type, told as sentences.
    """
    return answer(shapes.path(paths.find_path(db.session, start, end)))
