"""Search and autocomplete."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import paging, shapes
from service.atlas.searching import index
from service.atlas.searching.search import Hit, search
from service.atlas.searching.suggest import suggest
from service.database import db
from service.protocol import answer, knowledge_revision
from service.schemas.found import SearchAnswer, SuggestAnswer
from service.schemas.queries import SearchQuery, SuggestQuery

from .documented import Blueprint, problems, reads

blueprint = Blueprint("search", __name__, url_prefix="/v1", description="Find concepts by what people type")


@blueprint.route("/search")
@blueprint.arguments(SearchQuery, location="query")
@reads(blueprint, SearchAnswer, "One page of hits, best first.")
@problems(blueprint, 422)
def search_concepts(query: dict[str, Any]) -> Response:
    """Search for concepts

    Korean and English at once, whole questions too: names, misspelt or transliterated or typed on the other
    keyboard layout, initial consonants, then summaries, facts and descriptions.
    """
    page = search(db.session, query["q"], kind=query.get("kind") or None, page=query["page"], limit=query["limit"])
    found = {"items": [hit(one) for one in page.items], "total": page.total, "page": page.page, "limit": page.page_size}
    return paging.linked(answer(found), page)


@blueprint.route("/suggest")
@blueprint.arguments(SuggestQuery, location="query")
@reads(blueprint, SuggestAnswer, "Suggestions, best first.")
@problems(blueprint, 422)
def suggest_concepts(query: dict[str, Any]) -> Response:
    """Suggest names while somebody types

    By the beginning of any word of a name, a half-typed syllable included, or by initial consonants.
    """
    built = index.known(db.engine, knowledge_revision()) or index.current(db.session)
    found = suggest(built, query["q"])
    items = [
        {"id": built.ids[one.concept], "label": built.labels[one.concept], "text": one.text}
        for one in found[: query["limit"]]
    ]
    return answer({"items": items, "total": len(found)})


def hit(hit: Hit) -> dict[str, Any]:
    """Return a hit as JSON."""
    concept, matched = hit.concept, hit.matched
    return {
        **shapes.named(concept),
        "kind": concept.kind,
        "summary": concept.summary,
        "score": hit.score,
        "matched": {
            "field": matched.field,
            "language": matched.language,
            "text": matched.text,
            "marked": matched.marked,
        },
        "links": shapes.concept_links(concept.id),
    }
