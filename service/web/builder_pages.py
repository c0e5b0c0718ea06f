"""For who joins a chatbot to the atlas: set-ups to copy, limits, and one question as every channel would be sent it.

What these pages say stands in ``builders.yaml``. The simulator asks as the channels do, not the domain: it shows them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
from flask import current_app, request
from flask.typing import ResponseReturnValue

from service.atlas.yaml_text import shipped
from service.chat import channels
from service.chat.channels.fitting import weight
from service.chat.reading import Reader
from service.chat.reply import LONGEST_QUESTION, question_of, reply_to
from service.routes.pictures import base_url

from .layout import page
from .pages import blueprint

FILE = Path(__file__).with_name("builders.yaml")
TEXTS = frozenset({"text", "title", "description", "subtitle", "label", "name", "value"})
LINKS = (re.compile(r"<https?://[^|>\s]+\|([^>]*)>"), re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\(https?://[^()\s]+\)"))
ESCAPED = re.compile(r"\\([\\`*_\[\]()#~<>|])")
PICTURES = frozenset({"imageUrl", "image_url", "rawUrl", "image", "url"})


@cache
def texts() -> dict[str, Any]:
    """Return what the pages say, by page and language."""
    read: dict[str, Any] = shipped(FILE)
    return read


@blueprint.get("/builders")
def show_builders(lang: str) -> ResponseReturnValue:
    """Set-ups to copy, and the limits that every answer keeps."""
    base = base_url()
    setups = [
        {
            "id": one["id"],
            "name": one["name"][lang],
            "settings": one.get("settings", []),
            "steps": [step.replace("{base}", base) for step in one["steps"][lang]],
            "code": [block.strip().replace("{base}", base) for block in one["code"]],
        }
        for one in texts()["setups"]
    ]
    return page("builders.html", said=texts()["page"], setups=setups, channels=channels.found())


@blueprint.get("/builders/simulator")
def show_simulator(lang: str) -> ResponseReturnValue:
    """One question on all channels side by side; without a question, the form alone."""
    asked = question_of(request.args.get("q", "")[:LONGEST_QUESTION], request.args.get("context", ""))
    reader = Reader(current_app.wsgi_app, base_url(), request.remote_addr or "")
    reply = reply_to(reader, asked) if asked.text else None
    packed = {name: channel.pack(reply) for name, channel in channels.found().items()} if reply else {}
    response = page(
        "simulator.html",
        said=texts()["simulator"],
        q=asked.text,
        reply=reply,
        sent=[
            {
                "title": channels.found()[name].TITLE[lang],
                "bytes": weight(value),
                # What stands at the top is for notifications and machines.
                "parts": list(
                    seen([held for name, held in value.items() if name != "context" and not isinstance(held, str)])
                ),
                "json": orjson.dumps(value, option=orjson.OPT_INDENT_2).decode(),
            }
            for name, value in packed.items()
        ],
    )
    response.headers["Cache-Control"] = "no-store"  # what somebody asked is kept by nobody
    return response


def shows(name: str, held: Any) -> bool:
    """Whether a member at the top of a packed answer is shown to a person at all."""
    return name != "context" and not isinstance(held, str)


def seen(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a person would see of a packed answer, in its order: ``("text" or "picture", …)``.

    >>> list(seen({"thumbnail": {"imageUrl": "https://a.example/x.png"}, "title": "Xen"}))
    [('picture', '/x.png'), ('text', 'Xen')]
    """
    if isinstance(value, dict):
        for inner, held in value.items():
            yield from seen(held, inner)
    elif isinstance(value, list):
        for held in value:
            yield from seen(held, name)
    elif isinstance(value, str):
        address = urlsplit(value)
        if name in PICTURES and address.path.endswith(".png"):
            # Shown from here, whatever the public address is.
            yield "picture", f"{address.path}?{address.query}" if address.query else address.path
        elif name in TEXTS and value.strip() and not value.startswith("{"):
            yield "text", plainly(value)


def plainly(text: str) -> str:
    r"""Return a platform's marked text as it is read.

    >>> plainly("*<https://a.example|Xen>* A &amp; B \\[1\\] [KVM](https://b.example)")
    '*Xen* A & B [1] KVM'
    """
    for marked in LINKS:
        text = marked.sub(r"\1", text)
    return html.unescape(ESCAPED.sub(r"\1", text))
