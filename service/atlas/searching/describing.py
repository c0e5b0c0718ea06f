"""Which concept a text describes without naming it: "what do you call a guest that runs inside a guest?".

What somebody looks for is told by its own words, so the names in a description only say what stands near it. The
words of a description count by their rarity: wholly where the label or the summary of a concept holds them, in part
where only its other texts do. Of what fits about as well, the better known and the wider concept is meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas.yaml_text import shipped
from service.models import Concept

from .folding import compact, fold, tokens
from .index import Index
from .meanings import meant
from .mention import Found

WAYS = shipped(Path(__file__).parent / "describing.yaml")
SOUGHT, ASKING = re.compile("|".join(WAYS["sought"])), re.compile("|".join(WAYS["asking"]))
EMPTY = frozenset(WAYS["empty"])
# "… what hypervisor?", "하이퍼바이저는?": the kind of what is sought.
KIND_BEFORE, KIND_AFTER = (
    re.compile(r"\b(which|what)( (type|kind) of)? $"),
    re.compile(r"(은|는|이)?\s*(무엇|뭐|뭔|[?？]|$)"),
)
GENUS_AFTER = re.compile(
    r"(의|를 위한)?\s*(\S+\s)?"
    r"(기술|방식|방법|기법|기능|모델|유형|제품|도구|서비스|technique|technology|method|feature|model)\S*\s*(무엇|뭐|뭔|이름|$|[?？])"
)
# What is meant must hold this share of a description and this evidence beside names of the field; without any it must
# have this proof.
BESIDE_NAMES, FAINT, ALONE = 0.4, 0.25, 0.43
FEWEST = 3  # words by which something can be described, one of them beside names
LOOKED_AT = 30  # concepts whose summaries are read
STRONG = 0.6  # the impact of a word that texts turn around
ELSEWHERE = 0.6  # what a word counts that the texts hold, but neither label nor summary
UNHEARD = 0.57  # of the weight of the rarest word, what one counts that the atlas does not know
NEAR, MOST_NEAR, KIN, KNOWN, WIDER = 0.03, 3, 0.18, 0.03, 0.02
MANY = 3
BEST = 4


@dataclass(frozen=True)
class Fit:
    """A concept that fits a description: the ``share`` of its words it holds, and the ``score`` it is ranked by.

    ``evidence`` is the weight of the words that its label and summary hold, in rarest words: two common ones prove
    little.
    """

    number: int
    share: float
    evidence: float
    score: float

    @property
    def proof(self) -> float:
        """How well the description proves that the concept is meant: much evidence, and a large share of it."""
        return self.share * self.evidence


def is_sought(text: str) -> bool:
    """Whether a folded text asks for the name of what it describes.

    >>> is_sought("what do you call a virtual switch"), is_sought("what is a switch")
    (True, False)
    """
    return SOUGHT.search(text.strip()) is not None


def recognized(session: Session, index: Index, found: Found) -> list[Fit]:
    """Return the few concepts that a text means which asks for the name of what it describes; none when it does not,
    or when nothing fits well enough."""
    fits = described(session, index, found) if is_sought(found.text) else []
    if not fits:
        return []
    if all(one.everyday for one in found.mentions):
        return fits if fits[0].proof >= ALONE else []
    return fits if fits[0].share >= BESIDE_NAMES and fits[0].evidence >= FAINT else []


def described(session: Session, index: Index, found: Found) -> list[Fit]:
    """Return the few concepts that fit a description best; none when it says too little."""
    words = words_of(index, found)
    names = {word for one in found.concepts for label in index.labels[one].values() for word in meant(fold(label))}
    if len(words) < FEWEST or all(word in names for word in words):
        return []
    holding = {word: dict(index.postings.holding(word)) for word in words}
    rarest = index.postings.rare("")
    weights = {word: index.postings.rare(word) if holding[word] else UNHEARD * rarest for word in words}
    rough: dict[int, float] = {}
    for word in words:
        for number, impact in holding[word].items():
            rough[number] = rough.get(number, 0.0) + weights[word] * min(1.0, impact / STRONG)
    # A name of several words may be the description itself: "moving a running machine".
    named = {one.concept for one in found.mentions if len(tokens(found.text[one.start : one.end])) < MANY}
    kinds = kinds_sought(found)
    below = {number for number in rough if not kinds.isdisjoint(index.above(number))} if kinds else set()
    candidates = sorted((below or set(rough)) - named, key=lambda one: (-round(rough[one], 6), one))[:LOOKED_AT]
    kindred = kinds_meant(found)
    near = summaries(session, index, candidates)
    whole = sum(weights.values())
    fits = []
    for number in candidates:
        evidence = sum(weights[word] for word in words if word in near[number])
        far = sum(
            weights[word] * min(1.0, holding[word].get(number, 0.0) / STRONG)
            for word in words
            if word not in near[number]
        )
        share = (evidence + ELSEWHERE * far) / whole
        company = NEAR * min(MOST_NEAR, len(index.neighbours(number) & named))
        kin = KIN if not kindred.isdisjoint(index.above(number)) else 0.0
        score = share + company + kin + KNOWN * math.log1p(index.prominence(number))
        fits.append(Fit(number, share, evidence / rarest, score))
    return widest(index, sorted(fits, key=lambda fit: (-round(fit.score, 6), fit.number))[:BEST])


def words_of(index: Index, found: Found) -> list[str]:
    """Return the meanings of what a description says; a name that is spaced otherwise as its label is."""
    words = [word for word in meant(ASKING.sub(" ", found.text)) if word not in EMPTY]
    for mention in found.mentions:
        span = found.text[mention.start : mention.end]
        for label in index.labels[mention.concept].values():
            if compact(label) == compact(span) and fold(label) != span:
                run = set(meant(span))
                words = [word for word in words if word not in run] + list(meant(fold(label)))
    return list(dict.fromkeys(words))


def kinds_sought(found: Found) -> set[int]:
    """Return the named concepts of which a kind is sought."""
    return {
        one.concept
        for one in found.mentions
        if KIND_BEFORE.search(found.text[: one.start]) or KIND_AFTER.match(found.text, one.end)
    }


def kinds_meant(found: Found) -> set[int]:
    """Return the named concepts that stand right before what is asked for: "which virtualization technique"."""
    return {
        one.concept
        for one in found.mentions
        if GENUS_AFTER.match(found.text, one.end) or KIND_BEFORE.search(found.text[: one.start])
    }


def summaries(session: Session, index: Index, numbers: Sequence[int]) -> dict[int, set[str]]:
    """Return the words of labels and summaries."""
    ids = {index.ids[number]: number for number in numbers}
    rows = session.execute(sa.select(Concept.id, Concept.label, Concept.summary).where(Concept.id.in_(ids)))
    return {ids[row.id]: texts([*row.label.values(), *row.summary.values()]) for row in rows}


def texts(some: Iterable[str]) -> set[str]:
    """Return the meanings of the words of texts."""
    return {word for text in some for word in meant(fold(text))}


def widest(index: Index, fits: list[Fit]) -> list[Fit]:
    """Put first what the best fit is a kind of, if that fits about as well."""
    for fit in fits[1:]:
        if fit.number in index.above(fits[0].number) and fit.share > fits[0].share - WIDER:
            return [fit, *(one for one in fits if one is not fit)]
    return fits
