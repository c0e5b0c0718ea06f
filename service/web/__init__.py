"""The atlas for people: pages in two languages, whole without JavaScript."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, current_app, g, request

from service import encodings, protocol
from service.atlas import revision
from service.database import db
from service.routes import embedding

from . import (
    assets,
    builder_pages,
    comparison_pages,
    concept_pages,
    explore_pages,
    failures,
    find_pages,
    pages,
    present_pages,
    quiz_pages,
    reference_pages,
    slide_pages,
    status_pages,
    text_pages,
    timeline_pages,
    typography,
)

MODULES = (
    pages,
    typography,
    concept_pages,
    comparison_pages,
    explore_pages,
    timeline_pages,
    slide_pages,
    present_pages,
    find_pages,
    quiz_pages,
    status_pages,
    reference_pages,
    text_pages,
    builder_pages,
)
NOUNS = "concepts comparisons pictures explore paths timeline search ask quiz sources changes status builders api"
WITHOUT_LANGUAGE = f"/<any({', '.join(NOUNS.split())}):noun>"
NEVER_KEPT = ("pages.show_status",)


def init_app(app: Flask) -> None:
    """Put the pages, their static files and what lets other sites embed them on ``app``."""
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(embedding.blueprint)
    app.add_url_rule("/", "front", view_func=lambda: pages.to_language())
    app.add_url_rule(WITHOUT_LANGUAGE, "noun", view_func=lambda noun: pages.to_language(noun))
    app.add_url_rule(
        f"{WITHOUT_LANGUAGE}/<path:rest>", "thing", view_func=lambda noun, rest: pages.to_language(f"{noun}/{rest}")
    )
    app.add_url_rule("/assets/<mark>/<path:name>", "asset", view_func=assets.serve)
    app.before_request(confirm_unchanged)
    app.after_request(finish)


def confirm_unchanged() -> Response | None:
    """Answer 304 before any work when the browser holds what the page still says."""
    if request.method not in ("GET", "HEAD") or request.blueprint != "pages" or request.endpoint in NEVER_KEPT:
        return None
    encoding = encodings.negotiate(request.headers.get("Accept-Encoding", ""))
    parts = (protocol.entity_tag(revision.current(db.session)), assets.fingerprint(), templates(), encoding)
    g.entity_tag = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
    return Response(status=304) if request.if_none_match.contains(g.entity_tag) else None


def templates() -> str:
    """Return a fingerprint of the templates and wordings, made once a process."""
    found: str = current_app.extensions.setdefault("virtlas_templates", fingerprint_of_templates())
    return found


def fingerprint_of_templates() -> str:
    """Return one hash over all templates and wordings."""
    folder = assets.FOLDER.parent
    files = sorted([*folder.glob("templates/*.html"), *folder.glob("*.yaml")])
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]


def finish(response: Response) -> Response:
    """Turn problems into pages for browsers, and send pages in few bytes."""
    response = failures.shown_as_page(response)
    encoding = encodings.negotiate(request.headers.get("Accept-Encoding", ""))
    if response.mimetype == "text/html" and not response.direct_passthrough and request.blueprint == "pages":
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if encoding and "Content-Encoding" not in response.headers and encodings.gains("text/html", len(body)):
            response.set_data(encodings.encode(body, encoding))
            response.headers["Content-Encoding"] = encoding
    return response
