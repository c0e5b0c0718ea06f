"""How sure an answer is: what was named and how plainly, what of the question the atlas knows, what it decided."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice

from service.atlas.searching.folding import stem, stems
from service.atlas.searching.index import Index
from service.atlas.searching.mention import Mention

from .draft import Draft
from .evidence import words_of
from .material import Material
from .reading import Reading

ANSWERED = 0.55  # below it the service says that it does not know
PLAIN, ORDINARY, CENTRAL, COMPANY, RECALLED = 1.0, 0.45, 0.3, 0.15, 0.9
COMPANIONS = 2  # so many names vouch for each other
SOUND = 0.8  # how surely a name must be read to vouch for another
HUB = 60  # relations of a concept that the whole field turns around
# Weights of a logistic model, fitted to the project's own questions (tests/eval); see `make eval`.
BIAS, NAMED, APART, ALONE, MODIFIES, SURE = -5.79, 6.29, -2.67, -1.69, -1.57, 3.4
NEXT = re.compile(r"\s+([^\W\d_]+)")
# "to host a room" names no host: an ordinary word between a subject and an object is a verb.
SUBJECT, OBJECT = re.compile(r"\b(i|you|we|they|to|he|she) $"), re.compile(r" (a|an|the|my|your|our|this|their)\b")
VERB = 0.6
NEAREST = 2  # words behind a name that may be what it modifies


@dataclass(frozen=True)
class Signs:
    """What confidence rests on, each 0 to 1: how plainly something is named, how much of the question is not about
    it, whether a single name stands beside words that the atlas has never heard, how many names only modify a word
    that is not about them ("xen spa"), how well the knowledge decides."""

    named: float
    apart: float
    alone: float
    modifies: float
    sure: float


def signs(material: Material, reading: Reading, draft: Draft) -> Signs:
    """Return the signs for an answer."""
    index, mentions = material.index, reading.found.mentions
    rest = [word for word in reading.unexplained if not word.isdigit()]
    known = {word for concept in material.concepts(reading.concepts[:3]) for word in texts_of(concept)}
    strange = strangers(index, reading)
    apart = {word for word in rest if word not in known}
    unheard = bool(strange) or any(not index.postings.known(word) for word in rest)
    names = len({mention.concept for mention in mentions})
    sound = len({mention.concept for mention in mentions if mention.likeness >= SOUND and not mention.everyday})
    after = [reading.text_from(mention) for mention in mentions]
    modifying = sum(following(text) in apart or not strange.isdisjoint(nearest(text)) for text in after)
    other = len(apart) + (len(reading.found.elsewhere) if strange else 0)
    return Signs(
        named(index, reading),
        other / (len(rest) + other - len(apart) + 2 * len(mentions) + 1),
        float(unheard and sound < COMPANIONS),
        min(1.0, modifying / max(1, names)),
        draft.sure,
    )


def strangers(index: Index, reading: Reading) -> set[str]:
    """Return the stems of what is named elsewhere, unless the question sets it beside the field to tell them apart."""
    if reading.has("compare"):
        return set()
    documents = [index.elsewhere[number] for number in reading.found.elsewhere]
    said = set(stems(reading.text))
    names = (name for document in documents for some in document["aliases"].values() for name in some)
    return said & words_of(names)


def following(text: str) -> str | None:
    """Return the stem of the word that a text goes on with, if nothing stands before it."""
    match = NEXT.match(text)
    return stem(match[1]) if match else None


def nearest(text: str) -> list[str]:
    """Return the stems of the next two words."""
    return list(islice(stems(text), NEAREST))


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
    best = min(PLAIN, best + COMPANY) if company else best
    return best * VERB if any(is_verb(reading, mention) for mention in reading.found.mentions) else best


def is_verb(reading: Reading, mention: Mention) -> bool:
    """Whether an ordinary word is used as a verb."""
    before = reading.found.text[: mention.start]
    return mention.everyday and bool(SUBJECT.search(before) and OBJECT.match(reading.text_from(mention)))


def plainness(index: Index, mention: Mention) -> float:
    """Return how plainly one name names: a special one wholly, an ordinary word half and more when the field is full
    of it, a misspelt one less."""
    known = min(1.0, index.prominence(mention.concept) / HUB)
    return (ORDINARY + CENTRAL * known if mention.everyday else PLAIN) * mention.likeness


def confidence(found: Signs) -> float:
    """Return the probability that an answer with these signs is right."""
    score = BIAS + NAMED * found.named + APART * found.apart + SURE * found.sure
    score += ALONE * found.alone + MODIFIES * found.modifies
    return round(1 / (1 + math.exp(-score)), 2)
