"""What the pages say in their own voice: ``words.yaml``, checked to be whole when it is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from service.atlas import korean
from service.atlas.yaml_text import shipped
from service.language import SPOKEN

FILE = Path(__file__).with_name("words.yaml")


@cache
def words() -> dict[str, dict[str, str]]:
    """Return every wording by key and language.

    Raises:
        ValueError: a wording lacks a language.
    """
    read: dict[str, dict[str, str]] = shipped(FILE)
    for key, texts in read.items():
        if set(texts) != set(SPOKEN):
            raise ValueError(f"{FILE.name}: {key} needs {' and '.join(SPOKEN)}")
    return read


def say(language: str, key: str, **filled: object) -> str:
    """Return a wording in ``language`` with its braces filled in.

    >>> say("ko", "compare_another", label="Xen")
    'Xen을 다른 개념과 비교'
    """
    text = words()[key][language].format(**filled)
    return korean.attach(text) if language == "ko" and filled else text


def known(key: str) -> bool:
    """Whether there is a wording of this key."""
    return key in words()
