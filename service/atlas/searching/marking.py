"""Where a hit is: a short piece of text with the words that matched between ``<mark>`` tags."""

from __future__ import annotations

import html
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from service.models import Concept

from . import hangul
from .folding import TOKEN, compact, fold, stem

Texts = list[tuple[str, str | None, str]]  # field, language, text

LONGEST = 160
BEFORE = 40  # characters shown before the first mark of a long text


@dataclass(frozen=True)
class Matched:
    """Where a hit was found; ``marked`` is HTML with ``<mark>`` around what matched."""

    field: str
    language: str | None
    text: str
    marked: str


def hits(text: str, wanted: Set[str]) -> list[tuple[int, int]]:
    """Return where ``text`` holds a wanted stem."""
    lowered = text.lower()
    if len(lowered) != len(text) or not any(beginning(word) in lowered for word in wanted):
        return []  # most texts hold nothing that is wanted, and are not taken apart
    return [match.span() for match in TOKEN.finditer(lowered) if stem(match[0]) in wanted or match[0] in wanted]


@lru_cache(maxsize=4096)
def beginning(word: str) -> str:
    """Return what every word begins with whose stem this is.

    >>> beginning("body"), beginning("machine"), beginning("가상")
    ('bod', 'machine', '가상')
    """
    return word[:-1] if word.endswith("y") and len(word) > 1 else word


def piece(text: str, wanted: Set[str]) -> tuple[str, str]:
    """Return a piece of ``text`` around its first hit, plain and as HTML with every hit marked."""
    text = " ".join(text.split())
    places = hits(text, wanted)
    start = 0
    if len(text) > LONGEST and places:
        start = max(0, min(places[0][0] - BEFORE, len(text) - LONGEST))
    end = min(len(text), start + LONGEST)
    out, position = [], start
    for first, last in places:
        if first >= position and last <= end:
            out.append(f"{html.escape(text[position:first])}<mark>{html.escape(text[first:last])}</mark>")
            position = last
    out.append(html.escape(text[position:end]))
    left, right = ("…" if start else ""), ("…" if end < len(text) else "")
    return left + text[start:end] + right, left + "".join(out) + right


def matched(concept: Concept, facts: list[dict[str, str]], wanted: set[str], keys: set[str], q: str) -> Matched:
    """Return the text of a concept that shows best why it was found: a name before sentences."""
    korean_first = ("ko", "en") if any(hangul.is_syllable(one) for one in q) else ("en", "ko")
    names: Texts = [("label", language, concept.label[language]) for language in korean_first]
    names += [("alias", language, text) for language in korean_first for text in concept.aliases[language]]
    names.append(("id", None, concept.id))
    for field, language, text in names:
        if compact(text) in keys:
            return Matched(field, language, text, f"<mark>{piece(text, set())[1]}</mark>")
    letters = "".join(fold(q).split())
    if hangul.is_letters(letters):
        for field, language, text in names:
            if hangul.loose(letters) in hangul.initials(compact(text)):
                return Matched(field, language, text, f"<mark>{piece(text, set())[1]}</mark>")
    summaries: Texts = [("summary", language, concept.summary[language]) for language in korean_first]
    said: Texts = [("fact", language, text[language]) for language in korean_first for text in facts]
    described: Texts = [("description", language, concept.description[language]) for language in korean_first]
    for texts in (names, summaries, said, described):
        best, most = names[0], 0
        for one in texts:
            many = len({one[2][first:last].lower() for first, last in hits(one[2], wanted)})
            if many > most:
                best, most = one, many
        if most:
            return Matched(best[0], best[1], *piece(best[2], wanted))
    return Matched(names[0][0], names[0][1], *piece(names[0][2], wanted))
