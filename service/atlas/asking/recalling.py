"""Concepts that a question means without naming them: by a word of their name, or by what it says of them."""

from __future__ import annotations

from collections.abc import Sequence

from service.atlas.searching.folding import fold, is_content, stems
from service.atlas.searching.index import Index
from service.atlas.searching.mention import Found

LOOKED_AT = 12  # concepts whose texts fit best
MOST_HINTED = 3
FEWEST_WORDS = 3  # words by which a concept can be described
COVERED = 0.5  # share of these that its texts must hold, rare words counting more


def fitting(index: Index, words: Sequence[str]) -> list[int]:
    """Return the concepts whose texts fit words best."""
    scores = index.postings.scores((word, 1.0) for word in words)
    return sorted(scores, key=lambda one: (-round(scores[one], 6), one))[:LOOKED_AT]


def words_of_names(index: Index, number: int) -> set[str]:
    """Return the stems of a concept's labels."""
    return {word for label in index.labels[number].values() for word in stems(fold(label))}


def hinted(index: Index, found: Found, words: Sequence[str]) -> list[int]:
    """Return concepts not far from those that are named whose labels hold one of ``words``:
    "hypervisor escape" is about leaving a virtual machine."""
    near = {one for number in found.concepts for one in (number, *index.neighbours(number))}
    about = [*words, *(word for number in found.concepts for word in words_of_names(index, number))]
    shared = {
        number: len(words_of_names(index, number) & set(words))
        for number in fitting(index, about)
        if number not in found.concepts and near & index.neighbours(number)
    }
    most = max(shared.values(), default=0)
    return [number for number, count in shared.items() if count and count == most][:MOST_HINTED]


def described(index: Index, found: Found) -> int | None:
    """Return the concept that a question describes, if its texts hold most of the words and nothing named fits as
    well: "what turns Linux into a hypervisor?"."""
    own = [word for word in dict.fromkeys(stems(found.text)) if is_content(word)]
    about = dict.fromkeys([*own, *(word for number in found.concepts for word in words_of_names(index, number))])
    best = fitting(index, list(about))[:1]
    if len(own) < FEWEST_WORDS or not best or best[0] in found.concepts:
        return None
    held = [word for word in own if best[0] in index.postings.concepts.get(word, ())]
    weight = sum(map(index.postings.rare, own))
    return best[0] if sum(map(index.postings.rare, held)) >= COVERED * weight else None
