"""KakaoTalk: a skill server for i Open Builder, response version 2.0.

The platform waits five seconds and shows nothing of an error, so every request gets a whole answer.
"""

from __future__ import annotations

from typing import Any

import orjson
from flask import Blueprint, Response, abort, current_app, request

from service.protocol import answer as json_answer
from service.routes.pictures import base_url

from . import limits
from .brief import Json, clipped
from .reading import Reader
from .reply import Card, Reply, reply_to

blueprint = Blueprint("kakao", __name__)
WORDS = {"more": {"en": "See more", "ko": "자세히 보기"}, "sources": {"en": "Sources", "ko": "출처"}}


@blueprint.post("/chat/kakao")
def talk() -> Response:
    """Answer one utterance."""
    if not current_app.config["KAKAO"]:
        abort(404)
    reader = Reader(current_app.wsgi_app, base_url())
    return json_answer(pack(reply_to(reader, utterance(request.get_data()))))


def utterance(body: bytes) -> str:
    """Return what the person wrote, or nothing; everything else of a request is passed over.

    >>> utterance(b'{"userRequest": {"utterance": " Xen? ", "lang": null}}'), utterance(b"[1]")
    ('Xen?', '')
    """
    try:
        asked: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    for member in ("userRequest", "utterance"):
        asked = asked.get(member) if isinstance(asked, dict) else None
    return asked.strip() if isinstance(asked, str) else ""


def pack(reply: Reply) -> Json:
    """Return an answer within every limit."""
    outputs: list[Json] = [{"simpleText": {"text": clipped(reply.text.strip() or "…", limits.SIMPLE_TEXT)}}]
    if len(reply.cards) > 1:
        outputs.append(carousel(reply))
    elif told(reply):
        outputs.append(item_card(reply))
    elif reply.picture:
        outputs.append({"basicCard": basic_card(Card(reply.title, reply.alt, reply.url, reply.picture), reply.lang)})
    if linked(reply):
        outputs.append(list_card(reply))
    template: Json = {"outputs": outputs[: limits.OUTPUTS]}
    if reply.follow_ups:
        template["quickReplies"] = [message(one) for one in reply.follow_ups[: limits.QUICK_REPLIES]]
    return {"version": "2.0", "template": template}


def message(question: str) -> Json:
    """Return a quick reply that asks a question."""
    asked = clipped(question.strip() or "?", limits.MESSAGE)
    return {"label": clipped(asked, limits.LABEL), "action": "message", "messageText": asked}


def button(address: str, lang: str) -> list[Json]:
    """Return the button that opens a page, where there is one."""
    link = {"label": WORDS["more"][lang], "action": "webLink", "webLinkUrl": address}
    return [link] if address else []


def basic_card(card: Card, lang: str) -> Json:
    """Return a card with a picture."""
    return {
        "title": clipped(card.title, limits.BASIC_TITLE),
        "description": clipped(card.text, limits.BASIC_DESCRIPTION),
        "thumbnail": {
            "imageUrl": card.picture,
            "altText": clipped(card.title, limits.ALT_TEXT),
            "link": {"web": card.picture},
        },
        "buttons": button(card.url, lang),
    }


def carousel(reply: Reply) -> Json:
    """Return a card for each concept; a picture of them all, where there is one, comes first."""
    together = [Card(reply.title, reply.alt, reply.url, reply.picture)] if reply.picture else []
    cards = [*together, *reply.cards][: limits.CAROUSEL_ITEMS]
    return {"carousel": {"type": "basicCard", "items": [basic_card(one, reply.lang) for one in cards]}}


def item_card(reply: Reply) -> Json:
    """Return a concept's facts as a card."""
    card = reply.cards[0] if reply.cards else Card(reply.title, reply.alt, reply.url, reply.picture)
    items = [
        {"title": clipped(name, limits.FACT_TITLE), "description": clipped(text, limits.FACT_TEXT)}
        # A title may have six letters: facts whose names fit come first.
        for name, text in sorted(told(reply), key=lambda fact: len(fact[0]) > limits.FACT_TITLE)[: limits.FACTS]
    ]
    packed: Json = {"head": {"title": clipped(card.title, limits.LABEL)}, "itemList": items}
    picture = reply.picture or card.picture
    if picture:
        packed["thumbnail"] = {"imageUrl": picture, "altText": clipped(card.title, limits.ALT_TEXT)}
    if card.url:
        packed["buttons"] = button(card.url, reply.lang)
    return {"itemCard": packed}


def list_card(reply: Reply) -> Json:
    """Return the sources as a list."""
    items = [
        {"title": clipped(title, limits.LIST_TITLE), "link": {"web": address}}
        for title, address in linked(reply)[: limits.LIST_ITEMS]
    ]
    return {"listCard": {"header": {"title": WORDS["sources"][reply.lang]}, "items": items}}


def told(reply: Reply) -> list[tuple[str, str]]:
    """Return the facts that say something: the platform refuses empty texts."""
    return [(name, text) for name, text in reply.facts if name.strip() and text.strip()]


def linked(reply: Reply) -> list[tuple[str, str]]:
    """Return the sources that lead somewhere: an entry of a list needs a link."""
    return [(title, address) for title, address in reply.citations if title.strip() and address]
