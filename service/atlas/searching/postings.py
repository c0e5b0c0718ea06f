"""Words → concepts: an inverted index of which a search reads a bounded part, so that it costs the same at any size."""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections.abc import Iterable
from functools import lru_cache

from .tables import WHOLE

CHAMPIONS = 400  # concepts of a word that are looked at, the ones it weighs most in
EXPANSIONS = 12  # longer words that an unknown beginning may stand for
KEPT_COUNTS, KEPT_LISTS = 8192, 512  # words that are asked for again and again are looked up once
PAST = "\U0010ffff"

Weighed = tuple[tuple[int, float], ...]  # concepts by number, and how much a word counts for each, 0 to 1


class Postings:
    """For every stem the concepts it weighs most in, heaviest first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        (self.size,) = connection.execute("SELECT count(*) FROM concept").fetchone()
        self.count = lru_cache(KEPT_COUNTS)(self._count)
        self.listed = lru_cache(KEPT_LISTS)(self._listed)

    def _count(self, word: str) -> int:
        """Return how many concepts hold a stem."""
        row = self.connection.execute("SELECT concepts FROM word WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def _listed(self, word: str) -> tuple[array[int], array[float]]:
        """Return the concepts that a stem weighs most in, and how much: packed, a list takes a tenth of the memory."""
        rows = self.connection.execute(
            "SELECT concept, impact FROM posting WHERE word = ? ORDER BY impact DESC, concept LIMIT ?",
            (word, CHAMPIONS),
        ).fetchall()
        return array("q", [number for number, _ in rows]), array("d", [impact / WHOLE for _, impact in rows])

    def holding(self, word: str) -> Weighed:
        """Return the concepts that a stem weighs most in, heaviest first."""
        return tuple(zip(*self.listed(word), strict=True))

    def known(self, word: str) -> bool:
        """Whether any text of the atlas holds the stem."""
        return self.count(word) > 0

    def rare(self, word: str) -> float:
        """Return how telling a stem is: the logarithm of its rarity; an unknown one is the rarest."""
        count = self.count(word)
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5)) if count else math.log(1 + 2 * self.size)

    def longer(self, beginning: str, limit: int = EXPANSIONS) -> tuple[str, ...]:
        """Return a few known stems that start with ``beginning``."""
        query = "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT ?"
        rows = self.connection.execute(query, (beginning, beginning + PAST, limit)).fetchall()
        return tuple([row[0] for row in rows])

    def scores(self, words: Iterable[tuple[str, float]]) -> dict[int, float]:
        """Return the weight of each concept for weighted stems, by number."""
        found: dict[int, float] = {}
        for word, weight in words:
            factor = weight * self.rare(word)
            for number, impact in self.holding(word):
                found[number] = found.get(number, 0.0) + factor * impact
        return found
