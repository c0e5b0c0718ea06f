"""Slack: a slash command, and the buttons under its answers.

A button carries its question and what was talked about in its value; Slack signs the request that brings it back,
so nobody else can have written it. An answer is for who asked alone, unless the command begins with ``share``.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import parse_qs

import orjson
from flask import Blueprint, Response, request

from service.chat.brief import Json
from service.chat.reply import LATE, Question, Reply, question_of
from service.protocol import answer as json_answer

from . import answering, later, payload, signatures
from .fitting import fit, fitting, opens, units, weight
from .payload import member

TITLE = {"en": "Slack", "ko": "Slack"}
SETTING = "SLACK_SIGNING_SECRET"
SECONDS = 2.3  # of the three that the platform waits
SOURCES = (
    "https://docs.slack.dev/reference/block-kit/blocks/",
    "https://docs.slack.dev/reference/block-kit/block-elements/button-element/",
    "https://docs.slack.dev/interactivity/implementing-slash-commands/",
    "https://github.com/slackapi/bolt-js/issues/2509",  # the sum, which no page tells
)
LIMITS = {
    "blocks": 50,
    "section text": 3000,
    "context elements": 10,
    "context text": 2000,
    "image address": 3000,
    "image alt text": 2000,
    "button text": 75,
    "button value": 2000,
    "buttons": 5,  # our own; a block may hold 25
    "message bytes": 12_000,  # messages of about 13,200 characters were refused
}
HOSTS = frozenset({"hooks.slack.com"})
SHARED = ("share ", "공유 ")
BUTTON = "ask"

blueprint = Blueprint("slack", __name__)


@blueprint.post("/chat/slack")
def command() -> Response:
    """Answer a slash command or the press of a button."""
    secret = answering.configured(SETTING)
    body, headers = request.get_data(), request.headers
    timestamp = headers.get("X-Slack-Request-Timestamp", "")
    signature = headers.get("X-Slack-Signature", "")
    if not signatures.fresh(timestamp) or not signatures.slack(secret, timestamp, body, signature):
        return answering.unsigned()
    form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    return pressed(form["payload"]) if "payload" in form else commanded(form)


def commanded(form: dict[str, str]) -> Response:
    """Answer a slash command; what takes too long comes later."""
    text = form.get("text", "").strip()
    begins = next((one for one in SHARED if text.lower().startswith(one)), "")
    audience = "in_channel" if begins else "ephemeral"
    question, address = question_of(text[len(begins) :]), form.get("response_url", "")
    begun = answering.begin(question)
    reply = answering.in_time(begun, SECONDS)
    if reply is None and later.allowed(address, HOSTS):
        answering.afterwards(begun, partial(deliver, address, audience))
        return json_answer({"response_type": "ephemeral", "text": LATE[question.lang]})
    return json_answer(pack(reply or answering.late(question), audience))


def pressed(sent: str) -> Response:
    """Take the press of a button at once; its answer goes to the address that came with it."""
    given = payload.read(sent)
    actions, address = member(given, "actions"), member(given, "response_url")
    question = asked_by(actions[0]) if isinstance(actions, list) and actions else None
    if question is not None and later.allowed(address, HOSTS):
        answering.afterwards(answering.begin(question), partial(deliver, address, "ephemeral"))
    return Response(status=200)


def asked_by(action: Any) -> Question | None:
    """Return the question of a button; one of ours always has one."""
    sent = member(action, "value")
    value = payload.read(sent) if isinstance(sent, str) else None
    text = member(value, "q")
    return question_of(text, member(value, "context")) if isinstance(text, str) else None


def deliver(address: str, audience: str, reply: Reply) -> None:
    """Send a late answer."""
    later.send(address, {**pack(reply, audience), "replace_original": False})


def pack(reply: Reply, audience: str = "ephemeral") -> Json:
    """Return an answer as a message of blocks, with its text for notifications; the last blocks give way."""
    text = fit(reply.text, LIMITS["section text"]) or "…"
    blocks = [block for block in (plain(text), image(reply), *cards(reply), sources(reply), buttons(reply)) if block]
    message: Json = {"response_type": audience, "text": escaped(fit(reply.text, 300)) or "…", "blocks": blocks}
    while weight(message) > LIMITS["message bytes"] and len(blocks) > 1:
        blocks.pop(-2 if blocks[-1]["type"] == "actions" and len(blocks) > 2 else -1)
    return message


def plain(text: str) -> Json:
    """Return text in which nothing has a meaning of its own."""
    return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}


def image(reply: Reply) -> Json | None:
    """Return the picture. One that Slack cannot fetch makes it refuse the message, so it must be public."""
    if not reply.picture.startswith("https://") or units(reply.picture) > LIMITS["image address"]:
        return None
    alt = fit(reply.alt or reply.title, LIMITS["image alt text"]) or "…"
    return {"type": "image", "image_url": reply.picture, "alt_text": alt}


def cards(reply: Reply) -> list[Json]:
    """Return the concepts of an answer about several, each with its address."""
    if len(reply.cards) < 2:
        return []
    told = [f"*{link(one.url, one.title)}* {escaped(one.text)}" for one in reply.cards]
    return [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": one}]}
        for one in told
        if units(one) <= LIMITS["context text"]
    ]


def sources(reply: Reply) -> Json | None:
    """Return the sources, numbered as the text cites them."""
    told = [f"[{one.number}] {link(one.url, one.title)}" for one in reply.citations if one.title.strip()]
    short = [one for one in told if units(one) <= LIMITS["context text"]][: LIMITS["context elements"]]
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": one} for one in short]} if short else None


def buttons(reply: Reply) -> Json | None:
    """Return buttons that ask what may come next."""
    elements = []
    for number, question in enumerate(fitting(reply.questions, LIMITS["button value"])[: LIMITS["buttons"]]):
        value = orjson.dumps({"q": question, "context": reply.context}).decode()
        if units(value) <= LIMITS["button value"]:
            text = {"type": "plain_text", "text": fit(question, LIMITS["button text"]), "emoji": False}
            elements.append({"type": "button", "action_id": f"{BUTTON}_{number}", "text": text, "value": value})
    return {"type": "actions", "elements": elements} if elements else None


def link(address: str, title: str) -> str:
    """Return a link whose words cannot end it; without an address the words alone.

    >>> link("https://a.example/?a=1|2", "A <b>")
    '<https://a.example/?a=1%7C2|A &lt;b&gt;>'
    """
    words = escaped(fit(title, 300)).replace("|", "¦").replace("\n", " ") or "…"
    safe = address.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"<{safe}|{words}>" if opens(address) else words


def escaped(text: str) -> str:
    """Return text as Slack wants it: its three signs as entities, so that no mention or link can stand in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
