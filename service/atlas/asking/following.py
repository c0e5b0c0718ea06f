"""Three questions that follow from an answer, taken from the graph around it."""

from __future__ import annotations

from urllib.parse import urlencode

from .draft import Draft
from .material import Material
from .reading import Reading
from .wording import phrase

MOST = 3


def follow_ups(material: Material, reading: Reading, draft: Draft, concepts: list[int]) -> list[dict[str, str]]:
    """Return questions with the addresses that answer them, none of them the one that was asked."""
    lang = reading.lang
    questions: list[str] = []
    if concepts:
        first = concepts[0]
        label = material.label(first, lang)
        compared = counterpart(material, first, set(draft.compared))
        if compared is not None:
            questions.append(phrase("what_between", lang, a=label, b=material.label(compared, lang)))
        if len(draft.compared) > 1 and draft.intent != "relation":
            other = material.label(draft.compared[1], lang)
            questions.append(phrase("how_related", lang, a=label, b=other))
        if draft.intent != "architecture" and material.own_diagram(first) is not None:
            questions.append(phrase("structure_of", lang, a=label))
        if draft.intent != "list" and len(material.narrower(first)) > 1:
            questions.append(phrase("kinds_of", lang, a=label))
        if draft.intent not in ("define",):
            questions.append(phrase("what_is", lang, a=label))
        near = [edge for edge in material.index.touching.get(first, ()) if edge.type not in material.index.hierarchy]
        ends = [edge.target if edge.subject == first else edge.subject for edge in near]
        ends += material.index.above(first)
        ends.sort(key=lambda one: (-material.index.prominence(one), one))
        others = [end for one in concepts[1:] for end in (one, *material.index.above(one))]
        for one in dict.fromkeys([*(end for end in ends if end not in concepts), *others]):
            if one != first:
                questions.append(phrase("what_is", lang, a=material.label(one, lang)))
    asked = reading.question.strip()
    chosen = [one for one in dict.fromkeys(questions) if one != asked][:MOST]
    context = ",".join(material.index.ids[number] for number in concepts[:3])
    return [{"question": one, "url": address(one, lang, context)} for one in chosen]


def counterpart(material: Material, number: int, taken: set[int]) -> int | None:
    """Return what a concept is most usefully compared with, beyond what was compared already."""
    pairs = [key for key in material.index.comparisons if number in key and not (key - {number}) <= taken]
    pairs.sort(key=lambda key: (len(key), sorted(key)))
    return next((one for key in pairs for one in sorted(key) if one != number and one not in taken), None)


def address(question: str, lang: str, context: str) -> str:
    """Return the address at which a question is asked."""
    return f"/v1/ask?{urlencode({'q': question, 'lang': lang, 'context': context})}"
