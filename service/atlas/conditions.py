"""What a writing client knows of the thing it writes, and the tags that name a state of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson

from service.errors import Overtaken, Unconditional


@dataclass(frozen=True)
class Condition:
    """What the client knows: the thing's tags (``If-Match``), or that there is none (``If-None-Match: *``)."""

    tags: frozenset[str] = frozenset()
    anything: bool = False
    nothing: bool = False

    def demand(self, stored: str | None, also: frozenset[str] = frozenset()) -> None:
        """Let the write go on when the condition holds for the tag of what is ``stored``.

        ``also`` holds further tags that name what is stored.

        Raises:
            Unconditional: the client said nothing.
            Overtaken: it does not hold.
        """
        if not (self.tags or self.anything or self.nothing):
            raise Unconditional
        holds = (
            stored is None if self.nothing else stored is not None and (self.anything or self.tags & {stored, *also})
        )
        if not holds:
            raise Overtaken


def tag_of(shown: Any) -> str:
    """Return the strong tag of something as an editor writes it; the same words have the same tag at every revision."""
    body = orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(body, digest_size=12).hexdigest()
