"""All names of an atlas: found exactly, by their beginning, by initial consonants, or in spite of a typo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import hangul
from .folding import TOKEN, fold, tokens

MOST_CANDIDATES = 1500  # keys of one length and end whose distance to a misspelt word is measured
LONGEST_KEY = 60
KEPT, KEPT_CROWDS = 8192, 64  # keys, and beginnings of many names, that are asked for again are looked up once
MOST_READ = 4000  # names that begin alike of which the best are sought
PAST = "\U0010ffff"  # after everything that begins with what stands before it
COLUMNS = "name.concept, rank, language, text, key, prominence"
JOINED = f"SELECT {COLUMNS} FROM name JOIN concept ON concept.number = name.concept"  # nosec B608 # noqa: S608
BETWEEN = "initials = ? AND letters >= ? AND letters < ?"
MET = f"SELECT name AS met FROM beginning WHERE {BETWEEN} ORDER BY letters, name LIMIT ?"  # nosec B608 # noqa: S608
MEETING = "name.number = met JOIN concept ON concept.number = name.concept"
BEGINNING = f"SELECT {COLUMNS} FROM ({MET}) JOIN name ON {MEETING}"  # nosec B608 # noqa: S608
MET_WHERE = MET.replace("name AS met", "name AS met, inner")
BETTER = "key <> ?, inner, rank, language IS NULL, prominence DESC, length(key), name.number"
BEST = f"SELECT {COLUMNS} FROM ({MET_WHERE}) JOIN name ON {MEETING} ORDER BY {BETTER} LIMIT ?"  # nosec B608 # noqa: S608


class Name(NamedTuple):
    """A name of the concept with number ``concept``. ``rank`` is 0 for its own name, 1 for an alias.

    ``key`` is the name as it is looked up; ``prominence`` says how many relations touch the concept.
    """

    concept: int
    rank: int
    language: str | None
    text: str
    key: str
    prominence: int = 0

    @property
    def is_id(self) -> bool:
        """Whether it is an id, which nobody speaks."""
        return self.language is None


class Called(Protocol):
    """Names that are found by how they read."""

    def called(self, key: str) -> tuple[Name, ...]:
        """Return the names that read exactly so."""


class FewNames:
    """Names that are few enough to stand in memory."""

    def __init__(self, names: Iterable[tuple[int, str, str]]) -> None:
        """Take names as number, language and text."""
        self.exact: dict[str, tuple[Name, ...]] = {}
        for number, language, text in names:
            key = key_of(text)
            if key:
                self.exact[key] = (*self.exact.get(key, ()), Name(number, 0, language, text, key))

    def called(self, key: str) -> tuple[Name, ...]:
        """Return the names that read exactly so."""
        return self.exact.get(key, ())


class Names:
    """The names of an index. Keys are names without spaces; see :func:`key_of`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.called = lru_cache(KEPT)(self._called)
        self.crowd = lru_cache(KEPT_CROWDS)(self._crowd)

    def _called(self, key: str) -> tuple[Name, ...]:
        """Return the names that read exactly so."""
        return self._names(f"{JOINED} WHERE key = ? ORDER BY name.concept, name.number", key)

    def known(self, key: str) -> bool:
        """Whether a name reads exactly so."""
        return bool(self.called(key))

    def starting(self, key: str, limit: int) -> tuple[Name, ...]:
        """Return at most ``limit`` names of which a word starts with ``key``, a half-typed syllable included."""
        return self._beginning(0, hangul.letters(key), limit)

    def best(self, key: str, limit: int) -> tuple[Name, ...]:
        """Return names of which a word starts with ``key``: when there are more than ``limit``, the best of them.

        Better is what is called so, then what starts so as a whole, then own names, then the well known.
        """
        names = self.starting(key, limit + 1)
        return names if len(names) <= limit else self.crowd(0, hangul.letters(key), key, limit)

    def best_with_initials(self, letters: str, limit: int) -> tuple[Name, ...]:
        """Return names of which a word has these initial consonants: when there are more, the best, as above."""
        names = self.with_initials(letters, limit + 1)
        return names if len(names) <= limit else self.crowd(1, letters, "", limit)

    def _crowd(self, initials: int, letters: str, key: str, limit: int) -> tuple[Name, ...]:
        return self._names(BEST, initials, letters, letters + PAST, MOST_READ, key, limit)

    def with_initials(self, letters: str, limit: int) -> tuple[Name, ...]:
        """Return at most ``limit`` names of which a word has these initial consonants."""
        return self._beginning(1, letters, limit)

    def _beginning(self, initials: int, letters: str, limit: int) -> tuple[Name, ...]:
        return self._names(BEGINNING, initials, letters, letters + PAST, limit)

    def _names(self, query: str, *given: str | int) -> tuple[Name, ...]:
        return tuple(map(Name._make, self.connection.execute(query, given)))

    def near(self, key: str) -> tuple[str, float] | None:
        """Return the key that ``key`` was probably meant to be, and how near it is, 0 to 1.

        Letters are compared, not syllables; a short word must be nearer than a long one.
        """
        spelled = hangul.letters(key)
        allowed = 0 if len(spelled) < 5 else 1 if len(spelled) < 13 else 2
        if not allowed or len(key) > LONGEST_KEY:
            return None
        candidates = {other: letters for letters, other in self._candidates(spelled, allowed)}
        close = process.extract(spelled, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        # A number is never a slip of another number, and the first letter is rarely wrong.
        likeness = {
            other: 1 - distance / max(len(spelled), len(letters))
            for letters, distance, other in close
            if digits(other) == digits(key) and (allowed > 1 or letters[0] == spelled[0])
        }
        return min(likeness.items(), key=lambda one: (-one[1], one[0]), default=None)

    def _candidates(self, spelled: str, allowed: int) -> Iterator[tuple[str, str]]:
        """Yield letters and key of names that end as ``spelled`` does, or begin so.

        Of a word in ``allowed`` + 1 parts at least one is without a slip; with room between the parts for two
        letters that changed places. Of three parts the first or the last is nearly always a whole one.
        """
        part = (len(spelled) - allowed) // (allowed + 1)
        for backwards, end in ((0, spelled[:part]), (1, spelled[::-1][:part])):
            for length in range(len(spelled) - allowed, len(spelled) + allowed + 1):
                rows = self.connection.execute(
                    "SELECT letters, key FROM spelling WHERE backwards = ? AND length = ? AND letters >= ? "
                    "AND letters < ? LIMIT ?",
                    (backwards, length, end, end + PAST, MOST_CANDIDATES),
                ).fetchall()
                yield from ((letters[::-1], key) for letters, key in rows) if backwards else rows


def key_of(text: str) -> str:
    """Return the key under which a name is found: its words without what stands between them."""
    return "".join(TOKEN.findall(fold(text)))[:LONGEST_KEY]


def beginnings(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield what each word of a name starts, letter by letter; of Korean words the initial consonants too, with a 1.

    The last number is 0 for the whole name, and 1 for what starts inside it.
    """
    for place, rest in enumerate(endings(text)):
        yield 0, hangul.letters(rest), int(place > 0)
        if hangul.is_syllable(rest[0]):
            yield 1, hangul.initials(rest), int(place > 0)


def endings(text: str) -> Iterator[str]:
    """Yield the key of a name from each of its words on."""
    words = tokens(fold(text))
    key = "".join(word.text for word in words)[:LONGEST_KEY]
    offset = 0
    for word in words:
        if not (word.glued and word.hangul) and offset < LONGEST_KEY:
            yield key[offset:]
        offset += len(word.text)


def digits(text: str) -> str:
    """Return the digits of ``text``."""
    return "".join(one for one in text if one.isdigit())
