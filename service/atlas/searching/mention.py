"""What a name in a text is: the concept it means, where it stands, how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import hangul
from .folding import EVERYDAY, STOP, singular
from .index import Index
from .naming import Name

BEFORE, AFTER = (
    re.compile(r"\b(in|inside|within) (a |an |the |your |my )?$"),
    re.compile(r" ?(에서|에서의|에서는)(?=\s)"),
)


@dataclass(frozen=True)
class Mention:
    """A name in a text. ``others`` are the concepts that share the name; ``likeness`` is 1 when it is spelt so."""

    concept: int
    key: str
    start: int
    end: int
    rank: int
    likeness: float = 1.0
    others: tuple[int, ...] = ()

    @property
    def everyday(self) -> bool:
        """Whether the name is an ordinary word too."""
        return self.key in EVERYDAY or singular(self.key) in EVERYDAY


@dataclass(frozen=True)
class Found:
    """What a text names, and the stems of its other words that say something.

    ``elsewhere`` are the numbers of what the text names outside of the field.
    """

    text: str
    mentions: list[Mention]
    rest: list[str]
    elsewhere: list[int]

    def settings(self) -> set[int]:
        """Return the concepts that only say where: "a pod in Kubernetes", "ESXi에서 vMotion"; never all of them."""
        places = {one.concept for one in self.mentions if BEFORE.search(self.text[: one.start])}
        places |= {one.concept for one in self.mentions if AFTER.match(self.text, one.end)}
        others = {one.concept for one in self.mentions} - places
        return places if others else set()

    @property
    def concepts(self) -> list[int]:
        """The concepts in the order in which they are named, each once."""
        return list(dict.fromkeys(mention.concept for mention in self.mentions))


@dataclass(frozen=True)
class Match:
    """A name from token ``first``, offset ``offset``, up to token ``last``, offset ``cut``."""

    key: str
    last: int
    cut: int
    names: tuple[Name, ...]


def mention_of(index: Index, found: Match, start: int, end: int, likeness: float = 1.0) -> Mention:
    """Return the mention of a match: of several concepts the best known, own names first."""
    ranks: dict[int, int] = {}
    for name in found.names:
        ranks[name.concept] = min(name.rank, ranks.get(name.concept, name.rank))
    # An own name outranks an alias, unless the other is far better known.
    ordered = sorted(ranks, key=lambda one: (-index.prominence(one) / (1 + 2 * ranks[one]), ranks[one], one))
    return Mention(ordered[0], found.key, start, end, ranks[ordered[0]], likeness, tuple(ordered[1:]))


def usable(key: str) -> bool:
    """Whether a name is long enough to be one inside a text, and is no stop word."""
    return (len(key) > 1 or hangul.is_syllable(key)) and not key.isdigit() and key not in STOP
