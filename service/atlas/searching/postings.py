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
        self.concepts: dict[str, array[int]] = {}
        self.impacts: dict[str, array[float]] = {}
        self.rarity: dict[str, float] = {}
        self.size = 0
        for number, weights in enumerate(documents):
            self.size += 1
            for word, weight in weights.items():
                numbers = self.concepts.get(word)
                if numbers is None:
                    numbers = self.concepts[word] = array("i")
                    self.impacts[word] = array("f")
                numbers.append(number)
                self.impacts[word].append(weight / (weight + SATURATION))
        for word, numbers in self.concepts.items():
            self.rarity[word] = math.log(1 + (self.size - len(numbers) + 0.5) / (len(numbers) + 0.5))
            if len(numbers) > CHAMPIONS:
                self._keep_champions(word)
        self.words = sorted(self.concepts)

    def _keep_champions(self, word: str) -> None:
        numbers, impacts = self.concepts[word], self.impacts[word]
        best = sorted(range(len(numbers)), key=lambda place: -impacts[place])[:CHAMPIONS]
        self.concepts[word] = array("i", [numbers[place] for place in best])
        self.impacts[word] = array("f", [impacts[place] for place in best])

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
                factor = weight * self.rarity[word]
                for number, impact in zip(self.concepts[word], self.impacts[word], strict=True):
                    found[number] = found.get(number, 0.0) + factor * impact
        return found
