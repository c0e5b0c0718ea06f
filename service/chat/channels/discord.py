"""Discord: a slash command with one option, completed while it is typed, and buttons under its answers.

A button's label is its question and its id carries what was talked about; Discord signs what it brings back.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, request

from service.chat.brief import Json
from service.chat.reading import Reader, Refused
from service.chat.reply import Question, Reply, question_of
from service.protocol import answer as json_answer
from service.routes.pictures import base_url

from . import answering, later, payload, signatures
from .fitting import fit, fitting, opens, units
from .payload import member

TITLE = {"en": "Discord", "ko": "Discord"}
SETTING = "DISCORD_PUBLIC_KEY"
SECONDS = 2.3  # of the three that the platform waits
SOURCES = (
    "https://discord.com/developers/docs/resources/message#embed-object-embed-limits",
    "https://discord.com/developers/docs/components/reference#button",
    "https://discord.com/developers/docs/interactions/receiving-and-responding",
)
LIMITS = {
    "embed title": 256,
    "embed description": 4096,
    "embed fields": 25,
    "field name": 256,
    "field value": 1024,
    "embed in all": 6000,
    "buttons": 5,
    "button label": 80,
    "custom_id": 100,
    "choices": 25,
    "choice name": 100,
}
PING, COMMAND, COMPONENT, AUTOCOMPLETE = 1, 2, 3, 4  # kinds of interactions
PONG, MESSAGE, DEFERRED, CHOICES = 1, 4, 5, 8  # kinds of answers
ROW, BUTTON, SECONDARY = 1, 2, 2
HOST = "discord.com"
SOURCES_WORD = {"en": "Sources", "ko": "출처"}
TOKEN = re.compile(r"[\w.-]{1,400}", re.ASCII)

blueprint = Blueprint("discord", __name__)


@blueprint.post("/chat/discord")
def interact() -> Response:
    """Answer one interaction."""
    key = answering.configured(SETTING)
    body, timestamp = request.get_data(), request.headers.get("X-Signature-Timestamp", "")
    signature = request.headers.get("X-Signature-Ed25519", "")
    if not signatures.fresh(timestamp) or not signatures.discord(key, timestamp, body, signature):
        return answering.unsigned()
    given = payload.read(body)
    kind = member(given, "type")
    if kind == PING:
        return json_answer({"type": PONG})
    if kind == AUTOCOMPLETE:
        return json_answer({"type": CHOICES, "data": {"choices": choices(question_in(given).text)}})
    return replied(given, pressed(given) if kind == COMPONENT else question_in(given))


def replied(given: Any, question: Question) -> Response:
    """Answer a question; what takes too long replaces the note that it will come."""
    begun = answering.begin(question)
    reply = answering.in_time(begun, SECONDS)
    address = address_of(given)
    if reply is None and address:
        answering.afterwards(begun, partial(deliver, address))
        return json_answer({"type": DEFERRED})
    return json_answer({"type": MESSAGE, "data": pack(reply or answering.late(question))})


def address_of(given: Any) -> str:
    """Return where a late answer to this interaction goes, or nothing."""
    application, token = member(given, "application_id"), member(given, "token")
    if not all(isinstance(one, str) and TOKEN.fullmatch(one) for one in (application, token)):
        return ""
    return f"https://{HOST}/api/v10/webhooks/{application}/{token}/messages/@original"


def deliver(address: str, reply: Reply) -> None:
    """Send a late answer."""
    later.send(address, pack(reply), "PATCH")


def question_in(given: Any) -> Question:
    """Return the question of a command: the value of its first option."""
    options = member(given, "data", "options")
    text = member(options[0], "value") if isinstance(options, list) and options else None
    return question_of(text if isinstance(text, str) else "")


def pressed(given: Any) -> Question:
    """Return the question of a button: the label of the one whose id was pressed, in the message that it stands in."""
    identity = member(given, "data", "custom_id")
    rows = member(given, "message", "components")
    for row in rows if isinstance(rows, list) else ():
        held = member(row, "components")
        for one in held if isinstance(held, list) else ():
            label = member(one, "label")
            if isinstance(identity, str) and member(one, "custom_id") == identity and isinstance(label, str):
                return question_of(label, identity.partition("|")[2])
    return question_of("")


def choices(typed: str) -> list[Json]:
    """Return concepts whose names begin like what is being typed."""
    if not typed:
        return []
    reader = Reader(current_app.wsgi_app, base_url(), request.remote_addr or "")
    try:
        found = reader.json("v1", "suggest", q=typed[:200], limit=10)["items"]
    except Refused:
        return []
    labels = [one["label"][question_of(typed).lang] for one in found]
    names = fitting(labels, LIMITS["choice name"])[: LIMITS["choices"]]
    return [{"name": one, "value": one} for one in names]


class Budget:
    """What an embed may still hold: its texts have one sum besides their own limits."""

    def __init__(self) -> None:
        self.left = LIMITS["embed in all"]

    def fit(self, text: str, name: str) -> str:
        """Return text cut to its own limit and to what is left, and take that away."""
        kept = fit(text, min(LIMITS[name], self.left)) if self.left > 1 else ""
        self.left -= units(kept)
        return kept


def pack(reply: Reply) -> Json:
    """Return an answer as one embed with buttons; nobody is notified by what stands in it."""
    budget = Budget()
    embed: Json = {"description": budget.fit(reply.text, "embed description") or "…"}
    if title := budget.fit(reply.title, "embed title"):
        embed["title"] = title
        if opens(reply.url):
            embed["url"] = reply.url
    if reply.picture:
        embed["image"] = {"url": reply.picture}
    fields = [sources(reply, budget), *told(reply, budget)]
    if kept := [one for one in fields if one][: LIMITS["embed fields"]]:
        embed["fields"] = kept
    packed: Json = {"embeds": [embed], "allowed_mentions": {"parse": []}}
    if row := buttons(reply):
        packed["components"] = [{"type": ROW, "components": row}]
    return packed


def sources(reply: Reply, budget: Budget) -> Json | None:
    """Return the sources as one field, whole lines only."""
    lines: list[str] = []
    for one in reply.citations:
        line = f"[{one.number}] {linked(one.title, one.url)}"
        longer = "\n".join([*lines, line])
        if one.title.strip() and units(longer) <= min(LIMITS["field value"], budget.left - 10):
            lines.append(line)
    if not lines:
        return None
    name = SOURCES_WORD[reply.lang]
    return {"name": budget.fit(name, "field name"), "value": budget.fit("\n".join(lines), "field value")}


def told(reply: Reply, budget: Budget) -> list[Json]:
    """Return concepts or facts as fields while there is room."""
    pairs = [(one.title, one.text) for one in reply.cards] if len(reply.cards) > 1 else reply.facts
    fields: list[Json] = []
    for name, text in pairs:
        if budget.left < 200:
            break
        packed = {"name": budget.fit(name, "field name"), "value": budget.fit(text, "field value"), "inline": False}
        if packed["name"] and packed["value"]:
            fields.append(packed)
    return fields


def buttons(reply: Reply) -> list[Json]:
    """Return buttons that ask what may come next; as many of the concepts talked about as an id holds."""
    row = []
    for number, question in enumerate(fitting(reply.questions, LIMITS["button label"])[: LIMITS["buttons"]]):
        identity = f"ask{number}|"
        for one in reply.context:
            longer = identity + ("" if identity.endswith("|") else ",") + one
            if units(longer) <= LIMITS["custom_id"]:
                identity = longer
        row.append({"type": BUTTON, "style": SECONDARY, "label": question, "custom_id": identity})
    return row


def linked(title: str, address: str) -> str:
    """Return a Markdown link whose words cannot end it.

    >>> linked("A [b]", "https://a.example/(x)")
    '[A (b)](https://a.example/%28x%29)'
    """
    words = fit(title, 200).replace("[", "(").replace("]", ")").replace("\\", "/").replace("\n", " ")
    safe = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{words}]({safe})" if opens(address) else words
