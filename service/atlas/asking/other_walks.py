"""Which words of a question belong to other walks of life: shopping, jobs, health, sport, code of other kinds."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from service.atlas.searching.folding import alternatives
from service.atlas.searching.mention import Found
from service.atlas.yaml_text import shipped

HANGUL = re.compile(r"[가-힣]")


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Return the pattern of all such words: Latin ones between word borders, Korean ones from the start of a word."""
    rows = shipped(Path(__file__).parent / "other_walks.yaml")
    words = [word for row in rows.values() for word in row]
    whole = [word for word in words if not word.endswith("*")]
    begun = [word[:-1] for word in words if word.endswith("*")]
    return re.compile(rf"(?<!\w)(?:(?:{alternatives(whole)})(?![a-z0-9가-힣])|(?:{alternatives(begun)})[a-z가-힣]*)")


def strays(found: Found) -> list[str]:
    """Return the words of a question that belong to other walks of life and are no part of a name.

    >>> from service.atlas.searching.mention import Mention
    >>> strays(Found("docker shoes size chart", [Mention(0, "docker", 0, 6, 0)], [], []))
    ['shoes', 'size chart']
    """
    names = [(mention.start, mention.end) for mention in found.mentions]
    return [
        match[0]
        for match in pattern().finditer(found.text)
        if not any(start <= match.start() < end for start, end in names)
    ]
