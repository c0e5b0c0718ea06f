"""All names of an atlas: found exactly, by their beginning, by initial consonants, or in spite of a typo."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from . import hangul
from .folding import fold, tokens

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
        self.names: list[Name] = []
        self.exact: dict[str, list[int]] = defaultdict(list)
        starts: list[tuple[str, int]] = []
        beginnings: list[tuple[str, int]] = []
        for number, name in enumerate(names):
            self.names.append(name)
            words = tokens(fold(name.text))
            key = "".join(word.text for word in words)[:LONGEST_KEY]
            if not key:
                continue
            self.exact[key].append(number)
            offset = 0
            for word in words:
                if not (word.glued and word.hangul) and offset < LONGEST_KEY:
                    starts.append((hangul.letters(key[offset:]), number))
                    if hangul.is_syllable(key[offset]):
                        beginnings.append((hangul.initials(key[offset:]), number))
                offset += len(word.text)
        starts.sort()
        beginnings.sort()
        self.starts, self.start_names = [key for key, _ in starts], [number for _, number in starts]
        self.beginnings, self.beginning_names = [key for key, _ in beginnings], [number for _, number in beginnings]
        self.keys = sorted(self.exact)
        self.spelled = [hangul.letters(key) for key in self.keys]
        self.grams = grams_of(self.spelled)

    def called(self, key: str) -> list[Name]:
        """Return the names that read exactly so."""
        return [self.names[number] for number in self.exact.get(key, ())]

    def starting(self, key: str, limit: int) -> Iterator[Name]:
        """Yield at most ``limit`` names of which a word starts with ``key``, a half-typed syllable included."""
        yield from self._from(self.starts, self.start_names, hangul.letters(key), limit)

    def with_initials(self, letters: str, limit: int) -> Iterator[Name]:
        """Yield at most ``limit`` names of which a word has these initial consonants."""
        yield from self._from(self.beginnings, self.beginning_names, letters, limit)

    def _from(self, keys: list[str], numbers: list[int], start: str, limit: int) -> Iterator[Name]:
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
