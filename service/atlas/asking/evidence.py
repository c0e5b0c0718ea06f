"""Which facts of a concept matter to a question: what it asks for, what shares its words, what editors compare by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from service.atlas.comparison_rows import Cell
from service.atlas.comparisons import cell_of_facts
from service.atlas.searching.folding import fold
from service.atlas.searching.index import Index
from service.atlas.searching.meanings import meant
from service.models import Concept, Fact

from .draft import Draft
from .lexicon import Lexicon
from .reading import Reading
from .wording import of

ASKED, SHARED, TELLING = 6.0, 1.0, 0.6
SIDES = 6  # sources shown of a dispute, so that no side stands without one
MOST_OF_ONE = 2  # facts of one property among the points
SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Claim:
    """One or several facts of one property, and how much they matter to a question."""

    property: str
    label: dict[str, str]
    cell: Cell
    weight: float
    shared: float


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the meanings of the telling words of texts."""
    return {word for text in texts for word in meant(fold(text))}


def own_words(concept: Concept) -> set[str]:
    """Return the stems of a concept's names: that a fact of it names it says nothing."""
    return words_of([*concept.label.values(), *concept.aliases["en"], *concept.aliases["ko"]])


def overlap(index: Index, wanted: Iterable[str], text: Set[str]) -> float:
    """Return how much of what is wanted a text holds, rare words counting more."""
    return sum(index.postings.rare(word) for word in wanted if word in text)


def claims(index: Index, lexicon: Lexicon, reading: Reading, concept: Concept) -> list[Claim]:
    """Return the facts of a concept, those that matter most first; what is disputed stands together."""
    wanted = reading.words - own_words(concept)
    found = []
    for facts in grouped(concept.facts):
        first = facts[0].property
        cell = cell_of_facts(facts)
        shared = overlap(index, wanted, words_of([*cell.text.values(), *first.label.values()]))
        asked = ASKED + reading.properties[first.id] / 10 if first.id in reading.properties else 0.0
        telling = TELLING * math.log1p(lexicon.telling[first.id])
        found.append(Claim(first.id, first.label, cell, asked + SHARED * shared + telling, shared))
    return sorted(found, key=lambda claim: -claim.weight)


def grouped(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return facts one by one, but all disputed ones of a property together."""
    groups: list[list[Fact]] = []
    disputes: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.disputed and fact.property_id in disputes:
            disputes[fact.property_id].append(fact)
            continue
        groups.append([fact])
        if fact.disputed:
            disputes[fact.property_id] = groups[-1]
    return groups


def add_claims(draft: Draft, found: Sequence[Claim], most: int, *, prefix: str = "") -> None:
    """Add the first claims to a draft as points, a few of one property."""
    counts: dict[str, int] = {}
    for claim in found:
        if counts.get(claim.property, 0) < MOST_OF_ONE and most > 0:
            counts[claim.property] = counts.get(claim.property, 0) + 1
            most -= 1
            draft.told.add(claim.property)
            label = claim.label[draft.lang]
            marks = SIDES if claim.cell.disputed else 2
            draft.add(claim.cell.text[draft.lang], claim.cell.sources, f"{prefix}{label}", marks)


def tell(draft: Draft, concept: Concept, claim: Claim) -> None:
    """Add a claim to a draft as a sentence about its concept; a dispute with the sources of every side."""
    text = of(concept, claim.label[draft.lang], claim.cell.text[draft.lang], draft.lang)
    draft.told.add(claim.property)
    draft.say(text, claim.cell.sources, marks=SIDES if claim.cell.disputed else 2)


def passages(index: Index, reading: Reading, concept: Concept, most: int) -> list[str]:
    """Return the sentences of a description that share most with the question, in their order."""
    wanted = reading.words - own_words(concept)
    sentences = [
        one for part in concept.description[reading.lang].split("\n\n") for one in SENTENCE.split(part.strip())
    ]
    scored = [
        (overlap(index, wanted, words_of([one])), place, one) for place, one in enumerate(sentences) if len(one) > 20
    ]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1]))[:most]
    return [one for _, _, one in sorted(best, key=lambda one: one[1])]


def misconception(index: Index, reading: Reading, concepts: Sequence[Concept]) -> tuple[dict[str, Any], float] | None:
    """Return the wrong belief that a question repeats, and how closely: 1 is word by word."""
    best: tuple[dict[str, Any], float] | None = None
    for concept in concepts:
        for one in concept.misconceptions:
            claim = words_of([one["claim"][reading.lang]])
            both = overlap(index, reading.words, claim)
            whole = overlap(index, reading.words | claim, reading.words | claim)
            likeness = both / whole if whole else 0.0
            if best is None or likeness > best[1]:
                best = (one, likeness)
    return best
