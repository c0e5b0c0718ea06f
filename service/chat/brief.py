"""Answers of the API in one language and few words: what a language model reads.

A concept's whole answer is about 50 KB; a model needs a tenth of it. What is left out is counted under
``more`` and stands whole at ``url``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from .values import (
    AnswerBrief,
    ComparisonBrief,
    ConceptBrief,
    FactBrief,
    FoundBrief,
    HitBrief,
    MisconceptionBrief,
    PathBrief,
    RelationBrief,
    RowBrief,
    SourceBrief,
    StepBrief,
)

Json = dict[str, Any]
Absolute = Callable[[str], str]
MOST_FACTS, MOST_RELATIONS, MOST_ROWS = 12, 16, 14
LONGEST_DESCRIPTION = 900  # characters
CITED = re.compile(r"\[(\d{1,3})\]")


def hit(one: Json, lang: str) -> HitBrief:
    """Return a concept of a list."""
    return {"id": one["id"], "label": one["label"][lang], "kind": one["kind"], "summary": one["summary"][lang]}


def found(answer: Json, lang: str) -> FoundBrief:
    """Return a page of search results."""
    return {"items": [hit(one, lang) for one in answer["items"]], "total": answer["total"]}


class Numbers:
    """Numbers sources in the order in which they are first cited."""

    def __init__(self, sources: Iterable[Json]) -> None:
        self.known = {one["id"]: one for one in sources}
        self.cited: list[str] = []

    def of(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of sources."""
        numbers = []
        for one in ids:
            if one not in self.cited:
                self.cited.append(one)
            numbers.append(self.cited.index(one) + 1)
        return numbers

    def list(self) -> list[SourceBrief]:
        """Return the sources that were cited."""
        return [
            {"number": number, "title": self.known[one]["title"], "url": self.known[one].get("url")}
            for number, one in enumerate(self.cited, 1)
            if one in self.known
        ]


def concept(answer: Json, lang: str, absolute: Absolute) -> ConceptBrief:
    """Return one concept."""
    numbers = Numbers(answer["sources"])
    facts: list[FactBrief] = [
        {
            "label": one["label"][lang],
            "text": one["text"][lang],
            "as_of": one["as_of"],
            "disputed": one["disputed"],
            "sources": numbers.of(one["sources"]),
        }
        for one in answer["facts"][:MOST_FACTS]
    ]
    relations: list[RelationBrief] = [
        {"label": one["label"][lang], "target": {"id": one["target"]["id"], "label": one["target"]["label"][lang]}}
        for one in answer["relations"][:MOST_RELATIONS]
    ]
    wrong: list[MisconceptionBrief] = [
        {"claim": one["claim"][lang], "correction": one["correction"][lang]} for one in answer["misconceptions"]
    ]
    return {
        **hit(answer, lang),
        "description": shortened(answer["description"][lang], LONGEST_DESCRIPTION),
        "facts": facts,
        "relations": relations,
        "misconceptions": wrong,
        "sources": numbers.list(),
        "more": {
            "facts": len(answer["facts"]) - len(facts),
            "relations": len(answer["relations"]) - len(relations),
        },
        "url": absolute(answer["links"]["self"]),
        "picture": absolute(f"{answer['links']['diagram']}?lang={lang}"),
    }


def comparison(answer: Json, lang: str, absolute: Absolute) -> ComparisonBrief:
    """Return a comparison."""
    numbers = Numbers(answer["sources"])
    rows: list[RowBrief] = [
        {
            "label": row["label"][lang],
            "cells": [cell["text"][lang] if cell else None for cell in row["cells"]],
            "same": row["same"],
            "sources": numbers.of(source for cell in row["cells"] if cell for source in cell["sources"]),
        }
        for row in answer["rows"][:MOST_ROWS]
    ]
    return {
        "title": answer["title"][lang],
        "concepts": [hit(one, lang) for one in answer["concepts"]],
        "summary": answer["summary"][lang],
        "rows": rows,
        "choose": [{"concept": one["concept"], "when": one["when"][lang]} for one in answer["choose"]],
        "sources": numbers.list(),
        "more_rows": len(answer["rows"]) - len(rows),
        "url": absolute(answer["links"]["self"]),
        "picture": absolute(f"{answer['links']['diagram']}?lang={lang}"),
    }


def path(answer: Json, lang: str, absolute: Absolute) -> PathBrief:
    """Return how two concepts hang together."""
    steps: list[StepBrief] = [
        {"start": one["from"], "label": one["label"][lang], "end": one["to"]} for one in answer["steps"]
    ]
    return {"sentence": answer["sentence"][lang], "steps": steps, "url": absolute(answer["links"]["self"])}


def answer(given: Json, absolute: Absolute) -> AnswerBrief:
    """Return an answer of ``ask``."""
    short: AnswerBrief = {
        "question": given["question"],
        "lang": given["lang"],
        "intent": given["intent"],
        "answered": given["answered"],
        "confidence": given["confidence"],
        "concepts": given["concepts"],
        "text": given["answer"]["text"],
        "citations": [{"number": one["number"], "title": one["title"], "url": one.get("url")} for one in cited(given)],
        "follow_ups": [{"question": one["question"]} for one in given["follow_ups"]],
    }
    if given.get("diagram"):
        short["picture"] = absolute(given["diagram"]["url"])
    if given.get("comparison"):
        short["comparison"] = absolute(given["comparison"])
    return short


def cited(given: Json) -> list[Json]:
    """Return the sources whose numbers stand in an answer's text; the rest belong to its longer form."""
    numbers = {int(one) for one in CITED.findall(given["answer"]["text"])}
    return [one for one in given["citations"] if one["number"] in numbers]


def shortened(text: str, longest: int) -> str:
    """Return whole paragraphs of ``text`` while they fit, at least a part of the first.

    >>> shortened("one two three", 8)
    'one two…'
    """
    text = text.strip()
    if len(text) <= longest:
        return text
    kept = ""
    for paragraph in text.split("\n\n"):
        longer = f"{kept}\n\n{paragraph}".strip()
        if len(longer) > longest:
            break
        kept = longer
    return kept or clipped(text, longest)


def clipped(text: str, longest: int) -> str:
    """Return ``text`` in at most ``longest`` characters, cut between words where there are any, with an ellipsis.

    >>> clipped("한 낱말", 3), clipped("abcdef", 4), clipped("abc", 3)
    ('한…', 'abc…', 'abc')
    """
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    word = start.rsplit(None, 1)[0] if len(start.split()) > 1 else start
    return word.rstrip(" ,;:·") + "…"
