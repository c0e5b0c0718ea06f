"""Answers of every shape, and what the platforms refuse in a packed one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from service.chat.channels.discord import LIMITS as DISCORD
from service.chat.reply import Card, Citation, FollowUp, Reply

Json = dict[str, Any]

TEXT = st.one_of(
    st.text(max_size=60), st.text(max_size=1500), st.integers(1, 9000).map(lambda n: "가나 <b>|[](x)" * (n // 12))
)
ADDRESS = st.sampled_from(
    ["", "https://atlas.example/v1/concepts/xen", "http://a.example/(x)|y z", "https://a.example/" + "x" * 2990]
)
PICTURE = st.sampled_from(["", "https://atlas.example/x.png?lang=ko", "http://127.0.0.1:8000/x.png"])
CARDS = st.builds(Card, TEXT, TEXT, ADDRESS, PICTURE)
IDS = st.lists(st.sampled_from(["xen", "kvm", "type-1-hypervisor", "x" * 120]), max_size=4)
REPLIES = st.builds(
    Reply,
    lang=st.sampled_from(["en", "ko"]),
    text=TEXT,
    answered=st.booleans(),
    title=TEXT,
    alt=TEXT,
    picture=PICTURE,
    url=ADDRESS,
    citations=st.lists(st.builds(Citation, st.integers(1, 99), TEXT, ADDRESS), max_size=12),
    follow_ups=st.lists(st.builds(FollowUp, TEXT, ADDRESS), max_size=14),
    context=IDS,
    cards=st.lists(CARDS, max_size=14),
    facts=st.lists(st.tuples(TEXT, TEXT), max_size=14),
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def sent(packed: Json) -> bytes:
    """What goes over the line."""
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


class Found(list[str]):
    """What is over a limit, empty where it must not be, or told twice."""

    def within(self, name: str, value: Any, most: int, least: int = 0) -> None:
        size = units(value) if isinstance(value, str) else len(value)
        if not least <= size <= most:
            self.append(f"{name}: {size}")


def kakao(packed: Json) -> list[str]:
    """https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/answer_json_format"""
    found = Found()

    def buttons(card: Json, most: int) -> None:
        found.within("buttons", card.get("buttons", []), most)
        for one in card.get("buttons", []):
            found.within("button label", one["label"], 14, 1)

    def basic(card: Json) -> None:
        found.within("basicCard title", card["title"], 50)
        found.within("basicCard description", card["description"], 230)
        found.within("imageUrl", card["thumbnail"]["imageUrl"], 3000, 1)
        found.within("altText", card["thumbnail"]["altText"], 50)
        buttons(card, 3)

    def text(card: Json, most: int) -> None:
        found.within("textCard title", card["title"], 50)
        found.within("textCard description", card["description"], most)
        buttons(card, 3)

    template = packed["template"]
    found.within("outputs", template["outputs"], 3, 1)
    found.within("quickReplies", template.get("quickReplies", []), 10)
    for one in template.get("quickReplies", []):
        found.within("quickReply label", one["label"], 14, 1)
        found.within("messageText", one["messageText"], 200, 1)
    for output in template["outputs"]:
        ((kind, value),) = output.items()
        if kind == "simpleText":
            found.within("simpleText", value["text"], 1000, 1)
        elif kind == "basicCard":
            basic(value)
        elif kind == "textCard":
            text(value, 400)
        elif kind == "carousel":
            found.within("carousel", value["items"], 10, 2)
            for card in value["items"]:
                basic(card) if value["type"] == "basicCard" else text(card, 128)
        elif kind == "itemCard":
            found.within("itemList", value["itemList"], 10, 1)
            buttons(value, 3)
            for one in value["itemList"]:
                found.within("itemList title", one["title"], 6, 1)
                found.within("itemList description", one["description"], 40, 1)
        else:
            assert kind == "listCard"
            found.within("listCard", value["items"], 5, 1)
    return found


def slack(packed: Json) -> list[str]:
    """https://docs.slack.dev/reference/block-kit/blocks/"""
    found = Found()
    found.within("blocks", packed["blocks"], 50, 1)
    found.within("text", packed["text"], 40_000, 1)
    found.within("message", sent(packed).decode(), 13_200)
    for block in packed["blocks"]:
        if block["type"] == "section":
            found.within("section text", block["text"]["text"], 3000, 1)
        elif block["type"] == "image":
            found.within("image_url", block["image_url"], 3000, 1)
            found.within("alt_text", block["alt_text"], 2000, 1)
            if not block["image_url"].startswith("https://"):
                found.append("image that Slack cannot fetch")
        elif block["type"] == "context":
            found.within("context", block["elements"], 10, 1)
            for one in block["elements"]:
                found.within("context text", one["text"], 3000, 1)
        else:
            assert block["type"] == "actions"
            found.within("actions", block["elements"], 25, 1)
            if len({one["action_id"] for one in block["elements"]}) != len(block["elements"]):
                found.append("action_id twice")
            for one in block["elements"]:
                found.within("button text", one["text"]["text"], 75, 1)
                found.within("button value", one["value"], 2000, 1)
    return found


def discord(packed: Json) -> list[str]:
    """https://discord.com/developers/docs/resources/message#embed-object-embed-limits"""
    found = Found()
    (embed,) = packed["embeds"]
    found.within("description", embed["description"], 4096, 1)
    found.within("title", embed.get("title", "x"), 256, 1)
    found.within("fields", embed.get("fields", []), 25)
    total = units(embed["description"]) + units(embed.get("title", ""))
    for one in embed.get("fields", []):
        found.within("field name", one["name"], 256, 1)
        found.within("field value", one["value"], 1024, 1)
        total += units(one["name"]) + units(one["value"])
    if total > DISCORD["embed in all"]:
        found.append(f"embed: {total}")
    for row in packed.get("components", []):
        found.within("buttons", row["components"], 5, 1)
        if len({one["custom_id"] for one in row["components"]}) != len(row["components"]):
            found.append("custom_id twice")
        for one in row["components"]:
            found.within("label", one["label"], 80, 1)
            found.within("custom_id", one["custom_id"], 100, 1)
    return found


def dialogflow(packed: Json) -> list[str]:
    """https://cloud.google.com/dialogflow/cx/docs/concept/webhook"""
    found = Found()
    if len(sent(packed)) > 65_536:
        found.append("64 KiB")
    messages = packed["fulfillmentResponse"]["messages"]
    found.within("text", messages[0]["text"]["text"][0], 4000, 1)
    for message in messages[1:]:
        for card in message["payload"]["richContent"][0]:
            if card["type"] == "chips":
                found.within("chips", card["options"], 20, 1)
    return found


def teams(packed: Json) -> list[str]:
    """https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages"""
    found = Found()
    if len(sent(packed)) > 28_000:
        found.append("28 kB")
    card = packed["attachments"][0]["content"]
    found.within("body", card["body"], 100, 1)
    found.within("actions", card.get("actions", []), 6)
    for one in card.get("actions", []):
        if one["type"] != "Action.OpenUrl":
            found.append("an outgoing webhook's card may only open addresses")
    return found


OVER: dict[str, Callable[[Json], list[str]]] = {
    "kakao": kakao,
    "slack": slack,
    "discord": discord,
    "dialogflow": dialogflow,
    "teams": teams,
}


def strings(value: Any) -> Iterator[str]:
    """Every text in a packed answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
