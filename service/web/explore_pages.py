"""Wandering through the graph: a concept and everything that it is related to, one step after another.

Without scripts each step is a page with a picture; with them the map grows under the hand (``static/explore.js``).
"""

from __future__ import annotations

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.atlas import concepts, vocabulary
from service.database import db
from service.models import Concept, Relation

from . import pictures
from .comparison_pages import Picked, pick
from .concept_pages import by_type
from .layout import page, terms
from .pages import blueprint, in_part

STARTS = 12  # concepts offered to begin from


@blueprint.get("/explore")
def pick_start(lang: str) -> ResponseReturnValue:
    """Where to begin: name a concept, or take one that much is related to."""
    typed = request.args.get("from", "").strip()
    picked = pick(typed) if typed else Picked("")
    if picked.concept:
        return redirect(url_for("pages.explore", lang=lang, concept_id=picked.concept))
    return page("explore_start.html", picked=picked, starts=starts())


def starts() -> list[Concept]:
    """Return the concepts of the first deck that most is related to."""
    decks = vocabulary.list_decks(db.session, 1, 1).items
    named = [one for deck in decks for part in deck["parts"] for one in in_part(part, "concept")]
    related = sa.func.count(Relation.id)
    query = sa.select(Concept).join(
        Relation, sa.or_(Relation.subject_id == Concept.id, Relation.target_id == Concept.id), isouter=True
    )
    query = query.where(Concept.id.in_(named)) if named else query
    return list(db.session.scalars(query.group_by(Concept.id).order_by(related.desc(), Concept.id).limit(STARTS)))


@blueprint.get("/explore/<reference:concept_id>")
def explore(lang: str, concept_id: str) -> ResponseReturnValue:
    """One concept among its neighbours."""
    concept = concepts.get_concept(db.session, concept_id)
    edges = concepts.edges_of(concept)
    return page(
        "explore.html",
        concept=concept,
        kind=terms("kind")[concept.kind],
        relations=by_type(edges),
        count=len({edge.target.id for edge in edges}),
        version=pictures.version(),
    )
