"""What the sureness of an answer rests on: how plainly something is named, what of the question is met."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.atlas.searching.folding import words
from service.atlas.searching.index import Index
from service.atlas.searching.meanings import meaning
from service.atlas.searching.mention import Mention
from service.models import Concept

from .draft import Draft
from .evidence import words_of
from .material import Material
from .other_walks import strays
from .reading import Reading

PLAIN, ORDINARY, CENTRAL, COMPANY, RECALLED = 1.0, 0.45, 0.3, 0.15, 0.9
COMPANIONS = 2  # so many names vouch for each other
SOUND = 0.8  # how surely a name must be read to vouch for another
HUB = 60  # relations of a concept that the whole field turns around
NEXT = re.compile(r"\s+([^\W\d_]+)")
# "to host a room" names no host: an ordinary word between a subject and an object is a verb.
SUBJECT, OBJECT = re.compile(r"\b(i|you|we|they|to|he|she) $"), re.compile(r" (a|an|the|my|your|our|this|their)\b")
VERB = 0.6
NEAREST = 2  # words behind a name that may be what it modifies
AT_HOME = 0.5  # what a word of another walk of life counts that the concept's texts use too
LOOKED_AT = 4  # concepts whose texts may hold the words of a question


@dataclass(frozen=True)
class Signs:
    """What confidence rests on, each 0 to 1.

    How plainly something is named; how much of the question no text about it holds; whether a single name stands
    beside words that the atlas has never heard; how many names only modify a word that is not about them ("xen spa");
    whether words of other walks of life stand there; how much of the question's
    weight the answer itself takes up; how much of the properties asked for it does not tell; how well the knowledge
    decides.
    """

    named: float
    apart: float
    alone: float
    modifies: float
    stray: float
    met: float
    untold: float
    sure: float


def signs(material: Material, reading: Reading, draft: Draft) -> Signs:
    """Return the signs for an answer."""
    index, mentions = material.index, reading.found.mentions
    rest = list(dict.fromkeys(meaning(word) for word in reading.unexplained if not word.isdigit()))
    about = dict.fromkeys([*reading.concepts[:3], *draft.meant, *draft.concepts])
    concepts = material.concepts(list(about)[:LOOKED_AT])
    held = {word for concept in concepts for word in texts_of(concept)}
    strange = strangers(index, reading)
    apart = {word for word in rest if word not in held}
    unheard = {word for word in rest if not index.postings.known(word)}
    names = len({mention.concept for mention in mentions})
    sound = len({mention.concept for mention in mentions if mention.likeness >= SOUND and not mention.everyday})
    after = [reading.text_from(mention) for mention in mentions]
    modifying = sum(following(text) in apart or not strange.isdisjoint(nearest(text)) for text in after)
    other = len(apart) + (len(reading.found.elsewhere) if strange else 0)
    # The name of a property that is asked for is at home here, wherever else its words are used.
    asked_for = (material.lexicon.properties[term].label for term in reading.properties)
    asked = words_of(text for label in asked_for for text in label.values())
    strayed = [
        said
        for one in strays(material.lexicon.other_walks, reading.found)
        if not (said := set(map(meaning, words(one)))) <= asked
    ]
    stray = sum(AT_HOME if said <= held else 1.0 for said in strayed)
    return Signs(
        named=max(named(index, reading), draft.recalled),
        apart=other / (len(rest) + other - len(apart) + 2 * len(mentions) + 1),
        alone=float(bool(strange or unheard) and sound < COMPANIONS),
        modifies=min(1.0, modifying / max(1, names)),
        stray=min(1.0, stray / max(1, names)),
        met=met(index, rest, draft),
        untold=untold(reading, draft),
        sure=draft.sure,
    )


def untold(reading: Reading, draft: Draft) -> float:
    """Return how much of what the question asks for by its words no fact of the answer tells."""
    whole = sum(reading.properties.values())
    left = sum(weight for term, weight in reading.properties.items() if term not in draft.told)
    return left / whole if whole else 0.0


def met(index: Index, rest: Iterable[str], draft: Draft) -> float:
    """Return how much of the weight of words an answer takes up, rare ones weighing more; of no words all."""
    said = words_of(piece.text for piece in (*draft.lead, *draft.points))
    weights = {word: index.postings.rare(word) for word in rest}
    whole = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in said) / whole if whole else 1.0


def strangers(index: Index, reading: Reading) -> set[str]:
    """Return the words of what is named elsewhere, unless the question sets it beside the field to tell them apart."""
    if reading.has("compare"):
        return set()
    documents = [index.elsewhere[number] for number in reading.found.elsewhere]
    said = {meaning(word) for word in words(reading.text)}
    names = (name for document in documents for some in document["aliases"].values() for name in some)
    return said & words_of(names)


def following(text: str) -> str | None:
    """Return the word that a text goes on with, if nothing stands before it."""
    match = NEXT.match(text)
    return meaning(match[1]) if match else None


def nearest(text: str) -> list[str]:
    """Return the next two words."""
    return [meaning(word) for word in words(text)[:NEAREST]]


def texts_of(concept: Concept) -> set[str]:
    """Return the words of everything that is said of a concept."""
    texts = [*concept.label.values(), *concept.summary.values(), *concept.description.values()]
    texts += [text for fact in concept.facts for text in fact.text.values()]
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
