"""Writing XML: the one place where text and attribute values are escaped and numbers are rounded."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

Value = str | float | int | None

_special = re.compile("[&<>\"'\0-\x1f\ud800-\udfff\ufffe\uffff]").search  # most values have none of these
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_QUOTES = {'"': "&quot;", "'": "&#39;"}


@functools.lru_cache(maxsize=2_048)
def number(value: float) -> str:
    """At most one decimal, no trailing zero, no minus zero: the same text on every machine."""
    text = f"{round(value + 1e-9, 1):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, attributes: Mapping[str, Value], *children: str) -> str:
    """An element with its attributes in the given order; attributes that are None are left out.

    Children are markup already: text goes through `words` first.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None:
            continue
        if not isinstance(value, str):
            shown = number(value)
        elif _special(value):
            shown = escape(_NOT_XML.sub("", value), _QUOTES)
        else:
            shown = value
        parts.append(f' {key}="{shown}"')
    if not children:
        return "".join(parts) + "/>"
    return "".join(parts) + ">" + "".join(children) + f"</{name}>"


def words(text: str) -> str:
    """Text as element content."""
    return escape(_NOT_XML.sub("", text))


def target(address: str | None) -> str | None:
    """`address` if a link may lead there (a path, or http, https, mailto), else None."""
    if address is None or not re.match(r"(https?:|mailto:|[^:]*$|[^:]*[/?#])", address, re.IGNORECASE):
        return None
    return address


@functools.lru_cache(maxsize=2_048)
def slug(text: str) -> str:
    """`text` as part of an XML id; different texts stay different."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", text)
