"""How sure an answer is: what was named and how plainly, what of the question the atlas knows, what it decided."""

from __future__ import annotations

import math
from dataclasses import dataclass

from service.atlas.searching.index import Index
from service.atlas.searching.mention import Mention

from .draft import Draft
from .evidence import words_of
from .material import Material
from .reading import Reading

ANSWERED = 0.6  # below it the service says that it does not know
PLAIN, ORDINARY, CENTRAL, COMPANY, RECALLED = 1.0, 0.45, 0.3, 0.15, 0.9
HUB = 60  # relations of a concept that the whole field turns around
# Weights of a logistic model, fitted to the project's own questions (tests/eval); see `make eval`.
BIAS, NAMED, STRANGE, APART, SURE = -4.65, 4.69, -1.89, -2.81, 3.17


@dataclass(frozen=True)
class Signs:
    """What confidence rests on, each 0 to 1: how plainly something is named, how much of the question the atlas
    has never heard of, how much of it is not about what is named, how well the knowledge decides."""

    named: float
    strange: float
    apart: float
    sure: float


def signs(material: Material, reading: Reading, draft: Draft) -> Signs:
    """Return the signs for an answer."""
    index = material.index
    rest = [word for word in reading.unexplained if not word.isdigit()]
    strange = [word for word in rest if not index.postings.known(word)]
    familiar = [word for word in rest if index.postings.known(word)]
    known = {word for concept in material.concepts(reading.concepts[:3]) for word in texts_of(concept)}
    apart = [word for word in familiar if word not in known]
    size = len(rest) + 2 * len(reading.found.mentions) + 1
    return Signs(named(index, reading), len(strange) / size, len(apart) / size, draft.sure)


def texts_of(concept: object) -> set[str]:
    """Return the stems of everything that is said of a concept."""
    texts = [*concept.label.values(), *concept.summary.values(), *concept.description.values()]  # type: ignore[attr-defined]
    texts += [text for fact in concept.facts for text in fact.text.values()]  # type: ignore[attr-defined]
    return words_of(texts)


def named(index: Index, reading: Reading) -> float:
    """Return how plainly the question names something of the field; ordinary words support each other."""
    if not reading.found.mentions:
        return RECALLED if reading.followed else 0.0
    best = max(plainness(index, mention) for mention in reading.found.mentions)
    company = len({mention.concept for mention in reading.found.mentions}) > 1
    return min(PLAIN, best + COMPANY) if company else best


def plainness(index: Index, mention: Mention) -> float:
    """Return how plainly one name names: a special one wholly, an ordinary word half and more when the field is full
    of it, a misspelt one less."""
    known = min(1.0, index.prominence(mention.concept) / HUB)
    return (ORDINARY + CENTRAL * known if mention.everyday else PLAIN) * mention.likeness


def confidence(found: Signs) -> float:
    """Return the probability that an answer with these signs is right."""
    score = BIAS + NAMED * found.named + STRANGE * found.strange + APART * found.apart + SURE * found.sure
    return round(1 / (1 + math.exp(-score)), 2)
