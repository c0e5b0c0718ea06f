"""Ask: from a question to an answer with its confidence, citations, picture and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import names
from service.atlas.concepts import load_sources
from service.atlas.searching import index as indexes
from service.atlas.searching import search
from service.atlas.searching.folding import compact
from service.errors import AtlasError, Invalid, Moved
from service.models import Source, Term

from . import intents
from .confidence import ANSWERED, confidence
from .draft import Draft
from .following import follow_ups
from .material import Material
from .polite import polite
from .reading import Reading, language_of, read
from .signs import signs
from .wording import phrase

NEAREST = 3
UNKNOWN = "unknown"  # the intent of an answer that is none for lack of knowledge
UNNAMED = 0.55  # how sure an answer can be whose concept was only guessed from words
SEVERAL = 2


@dataclass(frozen=True)
class Answer:
    """What is said to a question. ``concepts`` are ids; ``citations`` are in the order of their numbers."""

    question: str
    lang: str
    intent: str
    answered: bool
    confidence: float
    concepts: list[str]
    text: str
    markdown: str
    citations: list[Source]
    diagram: dict[str, str] | None
    comparison: str | None
    follow_ups: list[dict[str, str]]


def ask(
    session: Session, question: str, *, lang: str | None = None, spoken: str = "en", context: Sequence[str] = ()
) -> Answer:
    """Answer ``question`` from what the atlas holds.

    ``lang`` is the language asked for, ``spoken`` the listener's; ``context`` names concepts just talked about.

    Raises:
        Invalid: the question holds no letter or digit.
    """
    index = indexes.current(session)
    if not compact(question):
        raise Invalid("q", "holds no letter or digit", "글자나 숫자가 없습니다")
    material = Material(session, index)
    known = [number for one in context if (number := numbered(session, index, one)) is not None]
    reading = read(index, material.lexicon, question, language_of(question, lang, spoken), known)
    if reading.found.elsewhere and not special(reading):
        return apart(material, reading)
    draft = intents.described(material, reading)
    if draft is None:
        guessed = not reading.concepts
        reading = guess(material, reading) if guessed else reading
        if not reading.concepts:
            return unknown(material, reading, 0.05)
        draft = intents.draft(material, reading)
        draft.sure = min(draft.sure, UNNAMED) if guessed else draft.sure
    sure = confidence(signs(material, reading, draft))
    if sure < ANSWERED:
        return unknown(material, reading, sure)
    for number in reading.found.elsewhere[:1]:
        draft.say(told_apart(material, number, reading.lang))
    return finished(material, reading, draft, sure)


def numbered(session: Session, index: indexes.Index, reference: str) -> int | None:
    """Return the number of a concept of the context; one that is not known is passed over."""
    try:
        return index.numbers.get(names.resolve(session, reference.strip()))
    except Moved as moved:
        return index.numbers.get(moved.canonical)
    except AtlasError:
        return None


def special(reading: Reading) -> bool:
    """Whether the question names something of the field that is no ordinary word."""
    return any(not mention.everyday for mention in reading.found.mentions)


def guess(material: Material, reading: Reading) -> Reading:
    """Return the reading with the concept whose texts hold nearly all of the question's words, if there is one."""
    index = material.index
    rest = [word for word in dict.fromkeys(reading.found.rest) if len(word) > 1]
    if len(rest) < SEVERAL or not all(index.postings.known(word) for word in rest):
        return reading
    ranked = search.rank(index, reading.question, reading.found)[:1]
    found = [number for number, _ in ranked]
    return replace(reading, concepts=found, order=found)


def finished(material: Material, reading: Reading, draft: Draft, sure: float) -> Answer:
    """Return the answer of a draft."""
    index = material.index
    text = draft.text()
    markdown = draft.markdown()
    sources = load_sources(material.session, draft.cited)
    concepts = list(dict.fromkeys([*draft.meant, *reading.concepts, *draft.concepts, *draft.compared, *reading.nearby]))
    main = draft.compared or concepts
    return Answer(
        question=reading.question,
        lang=reading.lang,
        intent=draft.intent,
        answered=True,
        confidence=sure,
        concepts=[index.ids[number] for number in concepts],
        text=text,
        markdown=markdown,
        citations=sources,
        diagram=picture(material, draft, main, reading.lang),
        comparison="/v1/comparisons/" + ",".join(index.ids[number] for number in draft.compared)
        if len(draft.compared) >= SEVERAL
        else None,
        follow_ups=follow_ups(material, reading, draft, main),
    )


def picture(material: Material, draft: Draft, concepts: list[int], lang: str) -> dict[str, str] | None:
    """Return the picture that belongs to an answer: of the comparison, or of the first concept that is drawn."""
    index = material.index
    if len(draft.compared) >= SEVERAL:
        ids = ",".join(index.ids[number] for number in draft.compared)
        labels = " vs ".join(material.label(number, lang) for number in draft.compared)
        return {"url": f"/v1/comparisons/{ids}.svg?lang={lang}", "alt": labels}
    for number in concepts[:2]:
        document = material.diagram(number)
        if document is not None:
            alt = f"{document['title'][lang]}: {document['message'][lang]}"
            return {"url": f"/v1/diagrams/{document['id']}.svg?lang={lang}", "alt": alt}
    return None


def told_apart(material: Material, number: int, lang: str) -> str:
    """Return the sentence that tells something elsewhere from the field."""
    document = material.index.elsewhere[number]
    explanation = document["explanation"][lang]
    words = {"a": document["label"][lang], "subject": subject(material.session, lang)}
    return phrase("elsewhere", lang, **words, explanation=polite(explanation) if lang == "ko" else explanation)


def subject(session: Session, lang: str) -> str:
    """Return what the atlas is about."""
    document = session.scalar(sa.select(Term.document).where(Term.noun == "atlas"))
    return str(document["subject"][lang]) if document else ""


def apart(material: Material, reading: Reading) -> Answer:
    """Answer that the question is about something else that shares a word with the field."""
    text = told_apart(material, reading.found.elsewhere[0], reading.lang)
    near = material.index.elsewhere[reading.found.elsewhere[0]].get("concept")
    numbers = [material.index.numbers[near]] if near in material.index.numbers else []
    return refused(material, reading, text, sure=0.1, numbers=numbers, intent="elsewhere")


def unknown(material: Material, reading: Reading, sure: float) -> Answer:
    """Answer honestly that the atlas does not know, with what stands nearest."""
    ranked = search.rank(material.index, reading.question, reading.found)[:NEAREST]
    text = phrase("unknown", reading.lang, subject=subject(material.session, reading.lang))
    return refused(material, reading, text, sure=sure, numbers=[number for number, _ in ranked], intent=UNKNOWN)


def refused(material: Material, reading: Reading, text: str, *, sure: float, numbers: list[int], intent: str) -> Answer:
    """Return an answer that is none."""
    draft = Draft(reading.lang, intent)
    return Answer(
        question=reading.question,
        lang=reading.lang,
        intent=intent,
        answered=False,
        confidence=sure,
        concepts=[material.index.ids[number] for number in numbers],
        text=text,
        markdown=text,
        citations=[],
        diagram=None,
        comparison=None,
        follow_ups=follow_ups(material, reading, draft, numbers),
    )
