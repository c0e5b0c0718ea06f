"""As-you-type: the names that what was typed so far may become."""

from __future__ import annotations

from dataclasses import dataclass

from . import hangul
from .folding import compact, fold
from .index import Index
from .naming import Name
from .repairing import misspelt

MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Suggestion:
    """A name to offer, and the number of the concept it belongs to."""

    concept: int
    text: str


def suggest(index: Index, typed: str) -> list[Suggestion]:
    """Return one name a concept, best first; nothing typed, nothing suggested.

    Consonants alone are initials (ㅎㅇㅍ); what starts no name is read on the other keyboard layout, then as misspelt.
    """
    key = compact(typed)
    if not key:
        return []
    bare = "".join(fold(typed).split())
    if hangul.is_letters(bare):
        names = index.names.best_with_initials(hangul.loose(bare), MOST_LOOKED_AT)
    else:
        names = beginning(index, key)
    best: dict[int, tuple[tuple[float, ...], str]] = {}
    begun = hangul.letters(key)
    for name in names:
        place = order(name, key, begun)
        if name.concept not in best or place < best[name.concept][0]:
            best[name.concept] = (place, name.text)
    return [
        Suggestion(concept, text) for concept, (_, text) in sorted(best.items(), key=lambda item: (item[1][0], item[0]))
    ]


def beginning(index: Index, key: str) -> tuple[Name, ...]:
    """Return names of which a word starts with ``key``, or with what was probably meant by it."""
    names = index.names.best(key, MOST_LOOKED_AT)
    if names:
        return names
    other = compact(hangul.to_latin(key) if hangul.is_syllable(key[0]) else hangul.from_latin(key))
    names = index.names.best(other, MOST_LOOKED_AT) if other != key and len(other) > 1 else ()
    if names:
        return names
    meant = misspelt(index, key)
    return index.names.called(meant[0]) if meant else ()


def order(name: Name, key: str, begun: str) -> tuple[float, ...]:
    """Return the place of a name: whole, from its start, one's own, well known, short."""
    own = name.key
    # The last syllable may be half typed: only then the letters below it are worth a look.
    start = own.startswith(key) or (own.startswith(key[:-1]) and hangul.letters(own[: len(key) + 1]).startswith(begun))
    return (own != key, not start, name.rank, name.language is None, -name.prominence, len(own))
