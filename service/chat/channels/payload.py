"""What a platform sent, read forgivingly: a null, strange or missing member is no member."""

from __future__ import annotations

from typing import Any

import orjson


def read(body: bytes | str) -> Any:
    """Return the value of JSON text, or nothing when it is none."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def member(value: Any, *names: str) -> Any:
    """Return what stands under ``names``, one in the other, or nothing.

    >>> member({"a": {"b": 1}}, "a", "b"), member({"a": None}, "a", "b"), member([1], "a")
    (1, None, None)
    """
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
