"""A synthetic atlas in both languages: made-up words, as common in its texts as Zipf has them.

A concept has a label and an alias in each language, and relations to earlier ones; the first are the best known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import sqlalchemy as sa

from service.atlas.searching import hangul
from service.database import db
from service.models import Concept, Name, Relation, RelationType, utc_now

BATCH = 5_000
WORDS, SAID = 4000, 60  # words of each language; words of one text
EN = ("ba", "ke", "li", "mo", "nu", "ra", "si", "to", "vi", "xa", "zen", "tor", "min", "gal")
KO = ("가", "나", "도", "리", "마", "보", "서", "이", "주", "타", "한", "건", "별", "쿠")
ZIPF = list(accumulate(1 / place for place in range(1, WORDS + 1)))
RELATED = 3  # relations of a concept; the first says what it is a kind of
ASKED = 60  # questions of each kind

Words = dict[str, list[str]]


def word(chance: random.Random, syllables: Sequence[str]) -> str:
    """Return a made-up word."""
    return "".join(chance.choices(syllables, k=chance.randint(2, 4)))


def vocabulary(chance: random.Random) -> Words:
    """Return the words of both languages, the commonest first."""
    return {lang: [word(chance, syllables) for _ in range(WORDS)] for lang, syllables in (("en", EN), ("ko", KO))}


def names(number: int, words: Words) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the label and the aliases of a concept, the same at every call."""
    chance = random.Random(number)

    def name(language: str, syllables: Sequence[str]) -> str:
        return f"{chance.choice(words[language])} {word(chance, syllables)}"

    return {"en": name("en", EN), "ko": name("ko", KO)}, {"en": [name("en", EN)], "ko": [name("ko", KO)]}


def concept(number: int, chance: random.Random, words: Words) -> dict[str, Any]:
    """Return the row of one concept."""
    texts = {lang: " ".join(chance.choices(known, cum_weights=ZIPF, k=SAID)) for lang, known in words.items()}
    label, aliases = names(number, words)
    return {
        "id": f"c{number}", "kind": "thing", "cluster": "all", "label": label,
        "aliases": aliases, "former_ids": [], "description": texts, "misconceptions": [],
        "summary": {lang: text[:80] for lang, text in texts.items()}, "wikidata": None, "revision": 1,
        "updated_at": utc_now(),
    }  # fmt: skip


def called(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a concept's names."""
    own = {"concept_id": made["id"]}
    yield {**own, "field": "id", "language": None, "text": made["id"], "normalized": made["id"]}
    for language, text in made["label"].items():
        yield {**own, "field": "label", "language": language, "text": text, "normalized": text}
        for alias in made["aliases"][language]:
            yield {**own, "field": "alias", "language": language, "text": alias, "normalized": alias}


def related(number: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the rows of a concept's relations: to earlier concepts, to the earliest most often."""
    targets = dict.fromkeys(int(number * chance.random() ** 3) for _ in range(RELATED if number else 0))
    for place, target in enumerate(targets):
        yield {
            "subject_id": f"c{number}", "type_id": "with" if place else "is_a", "target_id": f"c{target}",
            "position": place, "disputed": False,
        }  # fmt: skip


def relation_type(identity: str, **detail: bool) -> dict[str, Any]:
    """Return the row of a relation type."""
    text = {"en": identity, "ko": identity}
    return {
        "id": identity, "position": 0, "label": text, "inverse": text, "sentence": text, "transitive": False,
        "symmetric": False, "acyclic": False, "detail": detail,
    }  # fmt: skip


def fill(size: int, words: Words) -> None:
    """Fill an empty database with ``size`` concepts."""
    chance = random.Random(size)
    db.session.execute(sa.insert(RelationType), [relation_type("is_a", hierarchy=True), relation_type("with")])
    for first in range(0, size, BATCH):
        numbers = range(first, min(first + BATCH, size))
        made = [concept(number, chance, words) for number in numbers]
        db.session.execute(sa.insert(Concept), made)
        db.session.execute(sa.insert(Name), [row for one in made for row in called(one)])
        db.session.execute(sa.insert(Relation), [row for number in numbers for row in related(number, chance)])
    db.session.commit()


def questions(size: int, words: Words) -> dict[str, list[str]]:
    """Return questions by kind: names in many spellings of the first ``size`` concepts, and words of texts."""
    chance = random.Random(size)
    found: dict[str, list[str]] = {}

    def asks(kind: str, question: str) -> None:
        found.setdefault(kind, []).append(question)

    for place in range(ASKED):
        label, aliases = names(chance.randrange(size), words)
        asks("name", label["en"])
        asks("name in a sentence", f"{label['ko']}는 무엇인가요")
        asks("alias", aliases["en" if place % 2 else "ko"][0])
        asks("misspelt", f"{label['en'][:-1]}q")
        asks("initials", hangul.initials(label["ko"]))
        asks("other layout", hangul.to_latin(label["ko"]))
        asks("rare word", f"what is {chance.choice(words['en'])}")
        asks("common word", f"{words['ko'][place]} {chance.choice(words['ko'])}")
    return found
