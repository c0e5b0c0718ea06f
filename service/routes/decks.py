"""Decks: ordered outlines, the lecture among them."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import paging, shapes
from service.atlas import vocabulary
from service.database import db
from service.protocol import answer
from service.schemas.answers import page_of
from service.schemas.catalogue import DeckAnswer, DeckEntryAnswer
from service.schemas.queries import PageQuery, Query

from .documented import Blueprint, parameter, problems, reads

blueprint = Blueprint("decks", __name__, url_prefix="/v1/decks", description="Ordered outlines")


@blueprint.route("")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(DeckEntryAnswer, "DeckPage"), "One page of decks.")
@problems(blueprint, 422)
def list_decks(query: dict[str, Any]) -> Response:
    """List decks

    Ordered outlines of concepts, comparisons and diagrams.
    """
    page = vocabulary.list_decks(db.session, query["page"], query["page_size"])
    return paging.listed(page, map(shapes.deck_entry, page.items))


@blueprint.route("/<reference:deck_id>", parameters=[parameter("deck_id", "lecture", "id of a deck")])
@blueprint.arguments(Query, location="query")
@reads(blueprint, DeckAnswer, "The deck.")
@problems(blueprint, 404, 422)
def get_deck(query: dict[str, Any], deck_id: str) -> Response:
    """Get one deck

    Its parts in order; each item names one thing and its address.
    """
    return answer(shapes.deck(vocabulary.get_deck(db.session, deck_id)))
