"""A synthetic atlas in both languages: made-up words, as common in its texts as Zipf has them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from service.database import db
from service.models import Concept, Name, utc_now

BATCH = 5_000
WORDS, SAID = 4000, 60  # words of each language; words of one text
EN = ("ba", "ke", "li", "mo", "nu", "ra", "si", "to", "vi", "xa", "zen", "tor", "min", "gal")
KO = ("가", "나", "도", "리", "마", "보", "서", "이", "주", "타", "한", "건", "별", "쿠")
ZIPF = [1 / place for place in range(1, WORDS + 1)]


def word(chance: random.Random, syllables: Sequence[str]) -> str:
    """Return a made-up word."""
    return "".join(chance.choices(syllables, k=chance.randint(2, 4)))


def vocabulary(chance: random.Random) -> dict[str, list[str]]:
    """Return the words of both languages, the commonest first."""
    return {lang: [word(chance, syllables) for _ in range(WORDS)] for lang, syllables in (("en", EN), ("ko", KO))}


def label(number: int, words: dict[str, list[str]]) -> dict[str, str]:
    """Return the names of a concept, the same at every call."""
    chance = random.Random(number)
    return {
        "en": f"{chance.choice(words['en'])} {word(chance, EN)}",
        "ko": f"{chance.choice(words['ko'])} {word(chance, KO)}",
    }


def concept(number: int, chance: random.Random, words: dict[str, list[str]]) -> dict[str, Any]:
    """Return the row of one concept."""
    texts = {lang: " ".join(chance.choices(known, ZIPF, k=SAID)) for lang, known in words.items()}
    return {
        "id": f"c{number}", "kind": "thing", "cluster": "all", "label": label(number, words),
        "aliases": {"en": [], "ko": []}, "former_ids": [], "description": texts, "misconceptions": [],
        "summary": {lang: text[:80] for lang, text in texts.items()}, "wikidata": None, "revision": 1,
        "updated_at": utc_now(),
    }  # fmt: skip


def fill(size: int, words: dict[str, list[str]]) -> None:
    """Fill an empty database with ``size`` concepts."""
    chance = random.Random(size)
    for first in range(0, size, BATCH):
        made = [concept(number, chance, words) for number in range(first, min(first + BATCH, size))]
        db.session.execute(sa.insert(Concept), made)
        names = [
            {"concept_id": one["id"], "field": "label", "language": lang, "text": text, "normalized": text}
            for one in made
            for lang, text in one["label"].items()
        ]
        db.session.execute(sa.insert(Name), names)
    db.session.commit()


def questions(size: int, words: dict[str, list[str]]) -> list[str]:
    """Return names, names with particles, misspelt names, and words of texts, common and rare."""
    chance = random.Random(size)
    found = []
    for place in range(100):
        known = label(chance.randrange(size), words)
        found += [
            known["en"],
            f"{known['ko']}는 무엇인가요",
            known["en"][:-1] + "q",
            f"what is {chance.choice(words['en'])}",
            f"{words['ko'][place]} {chance.choice(words['ko'])}",
        ]
    return found
