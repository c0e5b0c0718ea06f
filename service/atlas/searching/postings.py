"""Words → concepts: an inverted index whose lists are bounded, so that a search costs the same at any size."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

CHAMPIONS = 400  # concepts that a word keeps, the ones it weighs most in
SATURATION = 1.5  # the weight at which a word counts half of what it can
EXPANSIONS = 12  # longer words that an unknown beginning may stand for


class Postings:
    """For every stem the concepts it weighs most in, heaviest first."""

    def __init__(self, documents: Iterable[dict[str, float]]) -> None:
        lists: dict[str, list[tuple[float, int]]] = {}
        size = 0
        for number, weights in enumerate(documents):
            size += 1
            for word, weight in weights.items():
                lists.setdefault(word, []).append((weight, number))
        self.size = size
        self.rarity: dict[str, float] = {}
        self.concepts: dict[str, array[int]] = {}
        self.impacts: dict[str, array[float]] = {}
        for word, entries in lists.items():
            rarity = math.log(1 + (size - len(entries) + 0.5) / (len(entries) + 0.5))
            if len(entries) > CHAMPIONS:
                entries.sort(key=lambda entry: (-entry[0], entry[1]))
                del entries[CHAMPIONS:]
            self.rarity[word] = rarity
            self.concepts[word] = array("i", [number for _, number in entries])
            self.impacts[word] = array("f", [rarity * weight / (weight + SATURATION) for weight, _ in entries])
        self.words = sorted(self.concepts)

    def known(self, word: str) -> bool:
        """Whether any text of the atlas holds the stem."""
        return word in self.concepts

    def rare(self, word: str) -> float:
        """Return how telling a stem is: the logarithm of its rarity; an unknown one is the rarest."""
        return self.rarity.get(word, math.log(1 + 2 * self.size))

    def longer(self, beginning: str) -> Iterator[str]:
        """Yield a few known stems that start with ``beginning``."""
        first = bisect_left(self.words, beginning)
        for word in self.words[first : first + EXPANSIONS]:
            if not word.startswith(beginning):
                return
            yield word

    def scores(self, words: Iterable[tuple[str, float]]) -> dict[int, float]:
        """Return the weight of each concept for weighted stems, by number."""
        found: dict[int, float] = {}
        for word, weight in words:
            if word in self.concepts:
                for number, impact in zip(self.concepts[word], self.impacts[word], strict=True):
                    found[number] = found.get(number, 0.0) + weight * impact
        return found
