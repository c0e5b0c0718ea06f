"""Dialogflow CX: a webhook. The session's parameters carry what was talked about; cards are for its Messenger."""

from __future__ import annotations

from flask import Blueprint, Response, request

from service.chat.brief import Json
from service.chat.reply import Reply, question_of
from service.problems import problem
from service.protocol import answer as json_answer

from . import answering, payload, signatures
from .fitting import fit, fitting, opens, weight
from .payload import member

TITLE = {"en": "Dialogflow CX", "ko": "Dialogflow CX"}
SETTING = "DIALOGFLOW_TOKEN"
SECONDS = 4.0  # of the five that the platform waits unless it is told otherwise
SOURCES = (
    "https://cloud.google.com/dialogflow/cx/docs/concept/webhook",
    "https://cloud.google.com/dialogflow/cx/docs/concept/integration/dialogflow-messenger/fulfillment",
)
LIMITS = {
    "response bytes": 65_536,  # 64 KiB
    "text": 4000,  # our own: what a person still reads
    "card text": 500,  # our own
    "chips": 8,  # our own
}
PARAMETER = "virtlas_context"

blueprint = Blueprint("dialogflow", __name__)


@blueprint.post("/chat/dialogflow")
def fulfil() -> Response:
    """Answer one turn of a session."""
    token = answering.configured(SETTING)
    if not signatures.bearer(token, request.headers.get("Authorization", "")):
        return answering.unsigned()
    given = payload.read(request.get_data())
    if not isinstance(given, dict):
        return problem(400, "Not a webhook request", "The body is no JSON object.")
    question = question_of(said(given), member(given, "sessionInfo", "parameters", PARAMETER))
    return json_answer(pack(answering.answered(question, SECONDS)))


def said(given: Json) -> str:
    """Return what the person wrote or said; a turn that began with an event or a key press says nothing."""
    return next((one for name in ("text", "transcript") if isinstance(one := given.get(name), str)), "")


def pack(reply: Reply) -> Json:
    """Return a fulfillment with its text, its cards, and parameters for the session; the last cards give way."""
    cards = [card for card in (picture(reply), *concepts(reply), *sources(reply), chips(reply)) if card]
    messages: list[Json] = [{"text": {"text": [fit(reply.text, LIMITS["text"]) or "…"]}}]
    packed: Json = {
        "fulfillmentResponse": {"messages": messages, "mergeBehavior": "REPLACE"},
        "sessionInfo": {"parameters": {PARAMETER: reply.context, "virtlas_answered": reply.answered}},
    }
    if cards:
        messages.append({"payload": {"richContent": [cards]}})
    while weight(packed) > LIMITS["response bytes"] and len(messages) > 1:
        cards.pop()
        if not cards:
            messages.pop()
    return packed


def picture(reply: Reply) -> Json | None:
    """Return the picture."""
    if not reply.picture:
        return None
    return {"type": "image", "rawUrl": reply.picture, "accessibilityText": fit(reply.alt or reply.title, 500)}


def concepts(reply: Reply) -> list[Json]:
    """Return a card for each concept, which opens its page."""
    return [
        {
            "type": "info",
            "title": fit(one.title, 200),
            "subtitle": fit(one.text, LIMITS["card text"]),
            **({"actionLink": one.url} if opens(one.url) else {}),
        }
        for one in reply.cards
        if one.title.strip()
    ]


def sources(reply: Reply) -> list[Json]:
    """Return the sources as buttons that open them, numbered as the text cites them."""
    return [
        {"type": "button", "text": fit(f"[{one.number}] {one.title}", 200), "link": one.url}
        for one in reply.citations
        if opens(one.url) and one.title.strip()
    ]


def chips(reply: Reply) -> Json | None:
    """Return what may be asked next."""
    asked = fitting(reply.questions, LIMITS["card text"])[: LIMITS["chips"]]
    return {"type": "chips", "options": [{"text": one} for one in asked]} if asked else None
