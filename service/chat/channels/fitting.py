"""Text cut to what a platform takes. Lengths are UTF-16 units: no platform counts a character as more than that."""

from __future__ import annotations

import re

import orjson

from service.chat.brief import Json

# Control characters, and what turns the direction of writing: nothing that a reader sees, and some clients choke on it.
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
TRAILING = " ,;:·\n"


def units(text: str) -> int:
    """Return the length of ``text`` as Java and JavaScript count it.

    >>> units("가🥖")
    3
    """
    return len(text.encode("utf-16-le", "replace")) // 2


def fit(text: str, most: int) -> str:
    """Return ``text`` in at most ``most`` units, cut between words where there are any, with an ellipsis.

    >>> fit("한 낱말", 3), fit("abcdef", 4), fit("🥖🥖🥖", 4)
    ('한…', 'abc…', '🥖…')
    """
    text = UNSEEN.sub(" ", text).strip()
    if units(text) <= most:
        return text
    start = text.encode("utf-16-le", "replace")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    word = start.rsplit(None, 1)[0] if len(start.split()) > 1 else start
    return word.rstrip(TRAILING) + "…"


def fitting(texts: list[str], most: int) -> list[str]:
    """Return the texts that need no cutting, without empty ones and doubles: a question cut short asks another."""
    shown = [UNSEEN.sub(" ", one).strip() for one in texts]
    return list(dict.fromkeys(one for one in shown if one and units(one) <= most))


def told_apart(texts: list[str], most: int) -> list[str]:
    """Return texts cut short so that they differ: where beginnings are the same, the ends are kept.

    >>> told_apart(["What is the kind?", "What is the shape?", "Xen"], 12)
    ['…the kind?', '…the shape?', 'Xen']
    """
    begun = [fit(one, most) for one in texts]
    return [one if begun.count(one) == 1 else ending(text, most) for one, text in zip(begun, texts, strict=True)]


def ending(text: str, most: int) -> str:
    """Return the last words of ``text`` that fit, else its beginning."""
    if units(text) <= most:
        return text
    words = text.split()
    while words and units(" ".join(words)) > most - 1:
        words.pop(0)
    return f"…{' '.join(words)}" if words else fit(text, most)


def opens(address: str) -> bool:
    """Whether an address may be put behind something to press: of the web, and nothing that runs."""
    return address.startswith(("https://", "http://"))


def weight(value: Json) -> int:
    """Return how many bytes a value takes as JSON."""
    return len(orjson.dumps(value))
