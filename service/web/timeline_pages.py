"""What happened when: every dated fact of the atlas, by decade and year."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import sqlalchemy as sa
from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import contains_eager, selectinload

from service.database import db
from service.models import Concept, Fact, Property

from .layout import page, terms
from .pages import blueprint

DATED = "year"  # the datatype of properties that say when
DECADE = 10
Event = tuple[Concept, Fact]
Years = list[tuple[int, list[Event]]]


@blueprint.get("/timeline")
def show_timeline(lang: str) -> ResponseReturnValue:
    """Events of all areas, or of one."""
    clusters = terms("cluster")
    cluster = request.args.get("cluster") or None
    events = dated_events()
    present = {concept.cluster for concept, _ in events}
    chosen = [event for event in events if cluster in (None, event[0].cluster)]
    return page(
        "timeline.html",
        decades=by_decade(chosen),
        count=len(chosen),
        cluster=cluster,
        clusters={name: term for name, term in clusters.items() if name in present},
    )


def dated_events() -> list[Event]:
    """Return every fact whose value is a year with its concept, the oldest first."""
    query = (
        sa.select(Concept, Fact)
        .join(Fact, Fact.concept_id == Concept.id)
        .join(Fact.property)
        .where(Property.datatype == DATED)
        .options(contains_eager(Fact.property), selectinload(Fact.citations))
    )
    rows = [(row.Concept, row.Fact) for row in db.session.execute(query) if row.Fact.value is not None]
    return sorted(rows, key=lambda event: (int(event[1].value), event[0].id, event[1].position))


def by_decade(events: Iterable[Event]) -> list[tuple[int, Years]]:
    """Return events under their decade and year."""
    years = [(year, list(inner)) for year, inner in groupby(events, key=lambda event: int(event[1].value))]
    return [(decade, list(inner)) for decade, inner in groupby(years, key=lambda one: one[0] // DECADE * DECADE)]


@blueprint.app_template_filter("happening")
def happening(fact: Fact, lang: str) -> str:
    """Return what happened: the editors' words, else the name of the property."""
    told: str = fact.text[lang] if fact.worded else fact.property.label[lang]
    year = str(fact.value)
    if fact.worded and told.startswith(year) and len(told) <= len(year) + 1:
        return str(fact.property.label[lang])
    return told
