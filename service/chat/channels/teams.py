"""Microsoft Teams: an outgoing webhook, answered with an Adaptive Card.

A bot of the Bot Framework would need an account and a library of Azure to be verified at all; an outgoing webhook is
signed with a shared token that a team's owner gets in Teams itself. Its cards may only open addresses, so a further
question leads to the page that answers it, with what was talked about in the address.
"""

from __future__ import annotations

import html
import re

from flask import Blueprint, Response, request

from service.chat.brief import Json
from service.chat.reply import Reply, question_of
from service.problems import problem
from service.protocol import answer as json_answer

from . import answering, payload, signatures
from .fitting import fit, fitting, opens, weight
from .payload import member

TITLE = {"en": "Microsoft Teams", "ko": "Microsoft Teams"}
SETTING = "TEAMS_SECURITY_TOKEN"
SECONDS = 4.0  # of the five that the platform waits
SOURCES = (
    "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook",
    "https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages",
    "https://adaptivecards.io/explorer/",
)
LIMITS = {
    "message bytes": 28_000,  # the least that any page names for a message with a card
    "text": 4000,  # our own
    "facts": 10,  # our own
    "actions": 6,  # the most buttons that Teams shows on a card
    "title": 200,  # our own
}
LONGEST = 4000  # characters that are looked at: patterns over a whole body would be a stranger's to make slow
MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^>]{0,2000}>")
MARKDOWN = re.compile(r"([\\`*_\[\]()#~<>|])")

blueprint = Blueprint("teams", __name__)


@blueprint.post("/chat/teams")
def mention() -> Response:
    """Answer a message that names the webhook."""
    token = answering.configured(SETTING)
    body = request.get_data()
    if not signatures.teams(token, body, request.headers.get("Authorization", "")):
        return answering.unsigned()
    given = payload.read(body)
    if not isinstance(given, dict):
        return problem(400, "Not a message", "The body is no JSON object.")
    if not signatures.fresh_moment(given.get("timestamp")):  # it stands in the signed body
        return answering.unsigned()
    return json_answer(pack(answering.answered(question_of(said(given)), SECONDS)))


def said(given: Json) -> str:
    r"""Return what was written besides the name of the webhook; Teams sends HTML.

    >>> said({"text": "<at>Virtlas</at>&nbsp;what is <b>Xen</b>?\n"})
    '\xa0what is Xen?\n'
    """
    text = member(given, "text")
    if not isinstance(text, str):
        return ""
    return html.unescape(TAG.sub("", MENTION.sub("", text[:LONGEST])))


def pack(reply: Reply) -> Json:
    """Return an answer as a message with one card; sources, then facts, give way when it grows too large."""
    text = fit(reply.text, LIMITS["text"]) or "…"
    body = [part for part in (heading(reply), words(text), image(reply), facts(reply), *sources(reply)) if part]
    card: Json = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.4",
        "body": body,
        "msteams": {"width": "Full"},
    }
    if found := actions(reply):
        card["actions"] = found
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    message: Json = {"type": "message", "summary": fit(text, LIMITS["title"]), "attachments": [attachment]}
    while weight(message) > LIMITS["message bytes"] and len(body) > 1:
        body.pop()
    if weight(message) > LIMITS["message bytes"]:
        card.pop("actions", None)
    return message


def heading(reply: Reply) -> Json | None:
    """Return what the answer is about."""
    title = fit(reply.title, LIMITS["title"])
    return {**words(title), "inlines": [{"type": "TextRun", "text": title, "weight": "Bolder"}]} if title else None


def words(text: str) -> Json:
    """Return text in which no sign is Markdown."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text}]}


def image(reply: Reply) -> Json | None:
    """Return the picture; Teams loads none that is not public."""
    if not reply.picture.startswith("https://"):
        return None
    return {"type": "Image", "url": reply.picture, "altText": fit(reply.alt or reply.title, 500), "size": "Stretch"}


def facts(reply: Reply) -> Json | None:
    """Return the concepts of a comparison, or the facts of one concept, as two columns."""
    pairs = [(one.title, one.text) for one in reply.cards] if len(reply.cards) > 1 else reply.facts
    told = [
        {"title": escaped(fit(name, LIMITS["title"])), "value": escaped(fit(text, 500))}
        for name, text in pairs[: LIMITS["facts"]]
        if name.strip() and text.strip()
    ]
    return {"type": "FactSet", "facts": told} if told else None


def sources(reply: Reply) -> list[Json]:
    """Return the sources as links, numbered as the text cites them."""
    lines = [
        f"\\[{one.number}\\] {linked(one.title, one.url)}"
        for one in reply.citations
        if one.title.strip() and opens(one.url)
    ]
    return [{"type": "TextBlock", "text": line, "wrap": True, "isSubtle": True, "spacing": "None"} for line in lines]


def actions(reply: Reply) -> list[Json]:
    """Return buttons that open the page of the answer and those of further questions."""
    pages = {one.question: one.url for one in reply.follow_ups if opens(one.url)}
    asked = [(one, pages[one]) for one in fitting(list(pages), LIMITS["title"]) if one in pages]
    shown = [(reply.title or reply.alt, reply.url)] if opens(reply.url) else []
    return [
        {"type": "Action.OpenUrl", "title": fit(title, LIMITS["title"]) or "…", "url": address}
        for title, address in [*shown, *asked][: LIMITS["actions"]]
    ]


def linked(title: str, address: str) -> str:
    """Return a Markdown link whose words cannot end it."""
    safe = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    words = escaped(fit(title, LIMITS["title"]).replace("\n", " "))
    return f"[{words}]({safe})" if opens(address) else words


def escaped(text: str) -> str:
    r"""Return text in which no sign is Markdown.

    >>> escaped("a_b [c](d)")
    'a\\_b \\[c\\]\\(d\\)'
    """
    return MARKDOWN.sub(r"\\\1", text)
