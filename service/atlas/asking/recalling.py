"""Concepts that a question means without naming them, by a word of their name."""

from __future__ import annotations

from collections.abc import Sequence

from service.atlas.searching.folding import fold
from service.atlas.searching.index import Index
from service.atlas.searching.meanings import meaning, meant
from service.atlas.searching.mention import Found

LOOKED_AT = 12  # concepts whose texts fit best
MOST_HINTED = 3
RARE = 1.6  # a word of a name hints at it when at most a fifth of the concepts use it


def fitting(index: Index, words: Sequence[str]) -> list[int]:
    """Return the concepts whose texts fit words best."""
    scores = index.postings.scores((word, 1.0) for word in dict.fromkeys(words))
    return sorted(scores, key=lambda one: (-round(scores[one], 6), one))[:LOOKED_AT]


def words_of_names(index: Index, number: int) -> set[str]:
    """Return the meanings of the words of a concept's labels."""
    return {word for label in index.labels[number].values() for word in meant(fold(label))}


def hinted(index: Index, found: Found, words: Sequence[str]) -> list[int]:
    """Return concepts not far from those that are named whose labels hold one of ``words``:
    "hypervisor escape" is about leaving a virtual machine."""
    said = {one for word in words if index.postings.rare(one := meaning(word)) >= RARE}
    near = {one for number in found.concepts for one in (number, *index.neighbours(number))}
    about = [*said, *(word for number in found.concepts for word in words_of_names(index, number))]
    shared = {
        number: len(words_of_names(index, number) & said)
        for number in fitting(index, about)
        if number not in found.concepts and near & index.neighbours(number)
    }
    most = max(shared.values(), default=0)
    return [number for number, count in shared.items() if count and count == most][:MOST_HINTED]
