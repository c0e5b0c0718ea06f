"""Operation: is the process alive, can it work; the page to try the API."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import sqlalchemy as sa
from flask import Response, current_app, render_template, send_from_directory

from service.atlas import revision
from service.database import db
from service.metrics import exposed
from service.protocol import answer
from service.schemas.operation import HealthAnswer

from .documented import Blueprint
from .pictures import pool

blueprint = Blueprint("operation", __name__, description="Operation")
SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"


@blueprint.route("/healthz")
@blueprint.response(200, HealthAnswer, description="The process answers.")
def healthz() -> Response:
    """Whether the process is alive

    Touches nothing else.
    """
    return uncached(answer({"status": "ok"}))


@blueprint.route("/readyz")
@blueprint.response(200, HealthAnswer, description="Everything works.")
@blueprint.alt_response(503, schema=HealthAnswer, description="Something does not work; `checks` says what.")
def readyz() -> Response:
    """Whether the service can work

    Asks the database and a renderer.
    """
    checks, number = checked()
    ready = all(state == "ok" for state in checks.values())
    response = answer({"status": "ok" if ready else "failed", "checks": checks, "revision": number})
    response.status_code = 200 if ready else 503
    return uncached(response)


def checked() -> tuple[dict[str, str], int]:
    """Return what works by part, and the revision of the knowledge; 0 while there is none."""
    checks = {"database": "ok", "renderer": "ok" if pool().ping() else "failed"}
    number = 0
    try:
        number = revision.current(db.session)
        checks["knowledge"] = "ok" if number else "empty"
    except sa.exc.SQLAlchemyError:
        checks["database"] = "failed"
    return checks, number


@blueprint.route("/metrics")
@blueprint.response(
    200, {"type": "string"}, content_type="text/plain", description="Counts and states of one worker, for Prometheus."
)
def metrics() -> Response:
    """What this worker did

    Requests by route and status, their durations, the kept answers, the renderers, the knowledge revision.
    """
    return uncached(exposed(current_app))


def uncached(response: Response) -> Response:
    """The state of now is not the state of later."""
    response.headers["Cache-Control"] = "no-store"
    return response


def docs() -> Response:
    """Return the page to try the API, served from this host alone."""
    return Response(render_template("docs.html"), mimetype="text/html")


def docs_file(name: str) -> Response:
    """Return a file of the page."""
    return send_from_directory(SWAGGER_UI, name, max_age=86400)
