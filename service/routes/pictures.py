"""Pictures as answers: options in, bytes out. Shared by every noun that has a picture."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request

import diagrams
from service import drawing, language

from .documented import PICTURES

# A picture may be framed and embedded anywhere, and may run nothing wherever it is opened.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox allow-popups"


def base_url() -> str:
    """Return the public address of the service without a slash at its end."""
    configured: str = current_app.config["BASE_URL"]
    return (configured or request.host_url).rstrip("/")


def pool() -> diagrams.RendererPool:
    """Return the application's renderer processes."""
    found: diagrams.RendererPool = current_app.extensions["renderers"]
    return found


def picture_answer(picture: drawing.Picture, query: dict[str, Any], form: str) -> Response:
    """Draw ``picture`` as the asked options say and answer it in ``form``."""
    body = drawing.draw(picture, {**query, "lang": language.wanted(query)}, form, pool())
    response = Response(body, mimetype=PICTURES[form])
    if form == "svg":
        response.headers["Content-Security-Policy"] = POLICY
    return response
