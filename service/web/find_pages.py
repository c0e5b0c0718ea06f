"""Search results, and the page to ask."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.atlas.names import called
from service.atlas.searching.search import search
from service.database import db
from service.errors import Invalid

from . import answering
from .layout import page, terms
from .pages import blueprint, numbered, pairs

ON_A_PAGE = 20
LONGEST_QUESTION = 300
EXAMPLES = 3


@blueprint.get("/search")
def show_search(lang: str) -> ResponseReturnValue:
    """Ranked hits; a name that is exactly one concept's leads straight to it."""
    q = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    exact = called(db.session, q) if q else []
    if len(exact) == 1 and "all" not in request.args:
        return redirect(url_for("pages.show_concept", lang=lang, concept_id=exact[0]))
    try:
        found = search(db.session, q, page=numbered(), limit=ON_A_PAGE) if q else None
    except Invalid:
        found = None
    areas = [] if found and found.items else list(terms("cluster").values())
    return page("search.html", q=q, found=found, areas=areas)


@blueprint.get("/ask")
def show_ask(lang: str) -> ResponseReturnValue:
    """A question and its answer with sources; without a question, what may be asked."""
    q = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    answer = answering.answered(q, lang, request.args.get("context", "")) if q else None
    hits = None
    if q and (answer is None or not answer["answered"]):
        try:
            hits = search(db.session, q, limit=6)
        except Invalid:
            hits = None
    return page("ask.html", q=q, answer=answer, hits=hits, examples=answering.examples(pairs(EXAMPLES)))
