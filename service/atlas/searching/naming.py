"""All names of an atlas: found exactly, by their beginning, by initial consonants, or in spite of a typo."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from . import hangul
from .folding import TOKEN, fold, tokens

MOST_CANDIDATES = 1500  # keys whose distance to a misspelt word is measured
LONGEST_KEY = 60
OWN = 0  # rank of an id or label; an alias has 1


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the concept with number ``concept``. ``rank`` is 0 for its own name, 1 for an alias."""

    concept: int
    rank: int
    language: str | None
    text: str

    @property
    def is_id(self) -> bool:
        """Whether it is an id, which nobody speaks."""
        return self.language is None


class Names:
    """The names of an atlas. Keys are names without spaces; see :func:`.folding.compact`."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: list[Name] = list(names)
        self.exact: dict[str, tuple[int, ...]] = {}
        for number, name in enumerate(self.names):
            key = "".join(TOKEN.findall(fold(name.text)))[:LONGEST_KEY]
            if key:
                self.exact[key] = (*self.exact.get(key, ()), number)

    @cached_property
    def starts(self) -> tuple[list[str], array[int]]:
        """What the words of names start, letter by letter, in order; and the number of each name."""
        return in_order(
            (hangul.letters(rest), number) for number, name in enumerate(self.names) for rest in endings(name.text)
        )

    @cached_property
    def beginnings(self) -> tuple[list[str], array[int]]:
        """The initial consonants from each Korean word of names on, in order; and the number of each name."""
        return in_order(
            (hangul.initials(rest), number)
            for number, name in enumerate(self.names)
            if not name.text.isascii()
            for rest in endings(name.text)
            if hangul.is_syllable(rest[0])
        )

    @cached_property
    def keys(self) -> list[str]:
        """The keys, in order."""
        return sorted(self.exact)

    @cached_property
    def spelled(self) -> list[str]:
        """The letters of each key."""
        return [hangul.letters(key) for key in self.keys]

    @cached_property
    def grams(self) -> dict[str, array[int]]:
        """Which keys hold each group of letters: needed for typos alone."""
        return grams_of(self.spelled)

    def called(self, key: str) -> list[Name]:
        """Return the names that read exactly so."""
        return [self.names[number] for number in self.exact.get(key, ())]

    def starting(self, key: str, limit: int) -> Iterator[Name]:
        """Yield at most ``limit`` names of which a word starts with ``key``, a half-typed syllable included."""
        yield from self._from(*self.starts, hangul.letters(key), limit)

    def with_initials(self, letters: str, limit: int) -> Iterator[Name]:
        """Yield at most ``limit`` names of which a word has these initial consonants."""
        yield from self._from(*self.beginnings, letters, limit)

    def _from(self, keys: list[str], numbers: Sequence[int], start: str, limit: int) -> Iterator[Name]:
        first = bisect_left(keys, start)
        for index in range(first, min(first + limit, len(keys))):
            if not keys[index].startswith(start):
                return
            yield self.names[numbers[index]]

    def near(self, key: str) -> tuple[str, float] | None:
        """Return the key that ``key`` was probably meant to be, and how near it is, 0 to 1.

        Letters are compared, not syllables; a short word must be nearer than a long one.
        """
        spelled = hangul.letters(key)
        allowed = 0 if len(spelled) < 5 else 1 if len(spelled) < 13 else 2
        if not allowed or len(key) > LONGEST_KEY:
            return None
        best: tuple[str, float] | None = None
        for number in self._candidates(spelled):
            letters = self.spelled[number]
            if abs(len(letters) - len(spelled)) > allowed:
                continue
            other = self.keys[number]
            distance = OSA.distance(spelled, letters, score_cutoff=allowed)
            # A number is never a slip of another number, and the first letter is rarely wrong.
            if distance > allowed or digits(key) != digits(other) or (allowed == 1 and spelled[0] != letters[0]):
                continue
            likeness = 1 - distance / max(len(spelled), len(letters))
            if best is None or likeness > best[1]:
                best = (other, likeness)
        return best

    def _candidates(self, spelled: str) -> Iterator[int]:
        """Yield numbers of keys that share letter groups, those of the rarest groups first."""
        lists = sorted((self.grams[gram] for gram in grams(spelled) if gram in self.grams), key=len)
        seen: set[int] = set()
        for numbers in lists[:6]:
            for number in numbers:
                if number not in seen:
                    seen.add(number)
                    yield number
            if len(seen) >= MOST_CANDIDATES:
                return


def endings(text: str) -> Iterator[str]:
    """Yield the key of a name from each of its words on."""
    words = tokens(fold(text))
    key = "".join(word.text for word in words)[:LONGEST_KEY]
    offset = 0
    for word in words:
        if not (word.glued and word.hangul) and offset < LONGEST_KEY:
            yield key[offset:]
        offset += len(word.text)


def in_order(pairs: Iterable[tuple[str, int]]) -> tuple[list[str], array[int]]:
    """Return keys in order, and what belongs to each."""
    ordered = sorted(pairs)
    return [key for key, _ in ordered], array("i", [number for _, number in ordered])


def digits(text: str) -> str:
    """Return the digits of ``text``."""
    return "".join(one for one in text if one.isdigit())


def grams(spelled: str) -> set[str]:
    """Return the groups of three neighbouring letters, the ends marked."""
    padded = f"^{spelled}$"
    return {padded[index : index + 3] for index in range(len(padded) - 2)}


def grams_of(spelled: list[str]) -> dict[str, array[int]]:
    """Return the numbers of the spellings that hold each group of letters, at most so many for each."""
    found: dict[str, array[int]] = {}
    for number, letters in enumerate(spelled):
        for gram in grams(letters):
            numbers = found.setdefault(gram, array("i"))
            if len(numbers) < MOST_CANDIDATES:
                numbers.append(number)
    return found
