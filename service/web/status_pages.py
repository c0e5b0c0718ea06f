"""Does everything work, and how much does the atlas hold: the state of now, for people."""

from __future__ import annotations

import sqlalchemy as sa
from flask import current_app
from flask.typing import ResponseReturnValue

from service.database import db
from service.ledger import Change
from service.models import Base, Comparison, Concept, Diagram, Fact, Relation, Source
from service.protocol import build
from service.routes.operation import checked

from .layout import page
from .pages import blueprint

HELD: dict[str, type[Base]] = {
    "concepts": Concept,
    "facts": Fact,
    "relations": Relation,
    "comparisons": Comparison,
    "pictures": Diagram,
    "sources": Source,
}


@blueprint.get("/status")
def show_status(lang: str) -> ResponseReturnValue:
    """What works and what does not, asked now; kept by nobody."""
    checks, revision = checked()
    working = all(state == "ok" for state in checks.values())
    reading = checks["database"] == "ok"
    response = page(
        "status.html",
        200 if working else 503,
        checks=checks,
        working=working,
        revision=revision,
        held={name: counted(model) for name, model in HELD.items()} if reading else {},
        changed=db.session.scalar(sa.select(sa.func.max(Change.at))) if reading else None,
        release=f"{current_app.config['API_VERSION']} · {build()[:7]}",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def counted(model: type[Base]) -> int:
    """Return how many of a noun there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0
