"""Errors as pages for browsers. The API's problem+json stays what it is, everywhere else."""

from __future__ import annotations

import orjson
import sqlalchemy as sa
from flask import Response, request

from service.database import db
from service.models import Concept

from .layout import page
from .words import known

MACHINES = ("/v1/", "/oembed", "/openapi.json", "/mcp", "/chat", "/healthz", "/readyz", "/metrics", "/assets/")
LONGEST_NAME = 80


def for_a_browser() -> bool:
    """Whether the client is a person's browser, at an address for people."""
    accept = request.accept_mimetypes
    prefers = accept.best_match(("application/problem+json", "text/html"), default="application/problem+json")
    return (
        prefers == "text/html"
        and accept["text/html"] > accept["application/problem+json"]
        and not request.path.startswith(MACHINES)
    ) or ("text/html" in request.headers.get("Accept", "") and not request.path.startswith(MACHINES))


def shown_as_page(response: Response) -> Response:
    """Return a problem as a page when a browser asked; any other response as it is."""
    if response.mimetype != "application/problem+json" or response.status_code in (301, 302, 307, 308):
        return response
    if not for_a_browser():
        return response
    problem = orjson.loads(response.get_data())
    status = response.status_code
    told = status if known(f"error_{status}") else 500 if status >= 500 else 404
    near = labelled([*problem.get("candidates", ()), *problem.get("suggestions", ())])
    shown = page("error.html", status, told=told, code=status, sought=sought() if status == 404 else "", near=near)
    for name in ("Retry-After", "Allow", "Link"):
        if name in response.headers:
            shown.headers[name] = response.headers[name]
    shown.headers["Cache-Control"] = "no-store"
    return shown


def sought() -> str:
    """Return the last part of the address as somebody would type it: what the visitor was looking for."""
    return request.path.rstrip("/").rpartition("/")[2].replace("-", " ").replace("_", " ")[:LONGEST_NAME]


def labelled(ids: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Return concepts with their labels, in the order given; nothing while the database is away."""
    try:
        rows = db.session.execute(sa.select(Concept.id, Concept.label).where(Concept.id.in_(ids))).all() if ids else []
    except sa.exc.SQLAlchemyError:
        return []
    labels = {row.id: row.label for row in rows}
    return [(one, labels[one]) for one in ids if one in labels]
