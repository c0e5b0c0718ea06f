"""Pictures as answers: options in, bytes out. Shared by every noun that has a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, request
from marshmallow import Schema

import diagrams
from diagrams.error_picture import error_picture
from service import drawing, language, policies, protocol
from service.drawing.kept import key_of

from .documented import PICTURES, Blueprint, problems, reads_text

ERRORS_DRAWN = ("svg", "png")
SAVED = ("pdf", "pptx", "drawio")  # forms that people keep as files: they get a name
DESCRIPTIONS = {
    "svg": "For web pages and slides: sharp at any size, its boxes are links.",
    "png": "For tools that take no SVG.",
    "dot": "The graph as Graphviz text.",
    "pdf": "One page of vectors with the fonts inside.",
    "pptx": "One slide of native shapes, to be edited.",
    "drawio": "Boxes and arrows to be edited in draw.io.",
}

View = Callable[..., Response]


def base_url() -> str:
    """Return the public address of the service without a slash at its end."""
    configured: str = current_app.config["BASE_URL"]
    return (configured or request.host_url).rstrip("/")


def pool() -> diagrams.RendererPool:
    """Return the application's renderer processes."""
    found: diagrams.RendererPool = current_app.extensions["renderers"]
    return found


def picture_answer(
    picture: diagrams.Picture, query: dict[str, Any], form: str, highlight: tuple[str, ...] = ()
) -> Response:
    """Draw ``picture`` as the asked options say and answer it in ``form``; ``highlight`` unless the query has one."""
    wanted = drawing.Wanted.of(picture, {**query, "lang": language.wanted(query)}, form, highlight)
    kept: drawing.Kept = current_app.extensions["pictures"]
    key = key_of(protocol.build(), picture, wanted)
    response = Response(kept.picture(key, lambda: drawing.draw(picture, wanted, pool())), mimetype=PICTURES[form])
    if form == "svg":
        response.headers["Content-Security-Policy"] = policies.of_picture(response.get_data())
    if form in SAVED:
        name = "".join(char if char.isalnum() or char in "-_." else "-" for char in request.path.rsplit("/", 1)[-1])
        response.headers["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    return response


@dataclass(frozen=True)
class Pictured:
    """A noun with pictures: its address without an ending, the parts of it, the options it takes."""

    noun: str
    rule: str
    parameters: list[dict[str, Any]]
    query: type[Schema]
    statuses: tuple[int, ...] = (300, 307, 404, 422, 503)


def add_pictures(blueprint: Blueprint, pictured: Pictured, answer: Callable[..., Response]) -> None:
    """Give a noun an address for each form of its picture; ``answer(query, form, **parts of the address)`` draws.

    With ``onerror=image`` problems of its SVG and PNG addresses are pictures of the same status.
    """
    blueprint.after_request(error_as_picture)

    def add(form: str) -> None:
        kind = form.upper()

        @blueprint.route(f"{pictured.rule}.{form}", parameters=pictured.parameters, endpoint=f"{pictured.noun}_{form}")
        @blueprint.arguments(pictured.query, location="query")
        @reads_text(blueprint, PICTURES[form], "The picture.")
        @problems(blueprint, *pictured.statuses, picture=PICTURES[form] if form in ERRORS_DRAWN else "")
        @blueprint.doc(
            summary=f"Draw a {pictured.noun} as {kind}",
            description=DESCRIPTIONS[form],
            operationId=f"draw{pictured.noun.title()}{kind}",
        )
        def draw(options: dict[str, Any], **names: str) -> Response:
            return answer(options, form, **names)

    for form in PICTURES:
        add(form)


def error_as_picture(response: Response) -> Response:
    """Return a problem as a picture when the client asked for that, everything else as it is.

    It asks with ``onerror=image``, or by naming the picture's own type in ``Accept``, as browsers do for ``<img>``.
    """
    form = request.path.rpartition(".")[2]
    if response.mimetype != "application/problem+json" or response.status_code < 400 or form not in ERRORS_DRAWN:
        return response
    response.vary.add("Accept")
    named = any(kind == PICTURES[form] and quality for kind, quality in request.accept_mimetypes)
    if request.args.get("onerror", "image" if named else "problem") != "image":
        return response
    told = response.get_json(silent=True, force=True) or {}
    drawn = error_picture(
        response.status_code, str(told.get("title", "")), str(told.get("detail", "")), language.of_problem()
    )
    response.set_data(drawn.svg if form == "svg" else diagrams.png(drawn))
    response.mimetype = PICTURES[form]
    if form == "svg":
        response.headers["Content-Security-Policy"] = policies.of_picture(response.get_data())
    return response
