"""By which words the vocabulary is asked for: properties and relation types, their labels and cues."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas.searching.folding import STOP, fold, stem, stems, tokens
from service.atlas.searching.index import Index
from service.atlas.searching.meanings import meant
from service.models import Comparison, Property, RelationType, Term

from .other_walks import pattern


@dataclass(frozen=True)
class Phrase:
    """Words that ask for a term. A Latin phrase must stand on word borders, a Korean one anywhere."""

    key: str
    hangul: bool
    term: str
    words: frozenset[str]

    @property
    def length(self) -> int:
        """How telling the phrase is: a Korean syllable counts as two Latin letters."""
        return len(self.key) * (2 if self.hangul else 1)

    def holds(self, word: str) -> bool:
        """Whether a word of the question belongs to the phrase."""
        return word in self.words or (self.hangul and (word in self.key or self.key in word))


@dataclass(frozen=True)
class Lexicon:
    """The vocabulary of one index. ``telling`` counts how often editors compare by a property;
    ``kinds`` has the words of the labels of each kind of concept;
    ``other_walks`` finds words of other walks of life."""

    properties: dict[str, Property]
    relation_types: dict[str, RelationType]
    property_phrases: list[Phrase]
    relation_phrases: list[Phrase]
    telling: Counter[str]
    kinds: dict[str, frozenset[str]]
    kind_labels: dict[str, dict[str, str]]
    other_walks: re.Pattern[str]


_kept: WeakKeyDictionary[Index, Lexicon] = WeakKeyDictionary()
_lock = threading.Lock()


def lexicon(session: Session, index: Index) -> Lexicon:
    """Return the lexicon of ``index``, read once."""
    with _lock:
        found = _kept.get(index)
        if found is None:
            found = _kept[index] = read(session)
        return found


def read(session: Session) -> Lexicon:
    """Read the vocabulary of a database."""
    properties = {row.id: row for row in session.scalars(sa.select(Property).order_by(Property.position))}
    types = {row.id: row for row in session.scalars(sa.select(RelationType).order_by(RelationType.position))}
    for row in (*properties.values(), *types.values()):
        session.expunge(row)
    kinds = session.scalars(sa.select(Term.document).where(Term.noun == "kind")).all()
    walks = session.scalars(sa.select(Term.document).where(Term.noun == "other_walk")).all()
    telling: Counter[str] = Counter()
    for document in session.scalars(sa.select(Comparison.document)):
        telling.update(document["properties"])
    return Lexicon(
        properties,
        types,
        [phrase for row in properties.values() for phrase in phrases(row.id, row.label, row.detail)],
        [phrase for row in types.values() for phrase in phrases(row.id, {}, row.detail)],
        telling,
        {term["id"]: frozenset(meant(fold(" ".join(term["label"].values())))) for term in kinds},
        {term["id"]: term["label"] for term in kinds},
        pattern(word for walk in walks for some in walk["words"].values() for word in some),
    )


def phrases(term: str, label: dict[str, str], detail: dict[str, Any]) -> list[Phrase]:
    """Return the phrases that ask for a term: its label and its cues."""
    cues = detail.get("cues") or {"en": [], "ko": []}
    texts = [*label.values(), *cues["en"], *cues["ko"]]
    found = []
    for text in dict.fromkeys(texts):
        folded = fold(text)
        hangul = any(token.hangul for token in tokens(folded))
        words = [token.text for token in tokens(folded)]
        key = "".join(words) if hangul else " ".join(words)
        found.append(Phrase(key, hangul, term, frozenset(stems(folded))))
    return found


def only_within(key: str, word: str) -> bool:
    """Whether a phrase is but a part of an ordinary word: 이점 in 차이점."""
    return key != word and key in word and stem(word) in STOP and not word.startswith(key)


def asked(phrases: list[Phrase], text: str) -> dict[str, list[Phrase]]:
    """Return the terms whose phrases stand in a folded text, with these phrases."""
    words = [token.text for token in tokens(text)]
    joined = "".join(words)
    spaced = f" {' '.join(words)} | {' '.join(map(stem, words))} "
    said = frozenset(stems(text))
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.hangul:
            hit = phrase.key in joined and phrase.key in "".join(w for w in words if not only_within(phrase.key, w))
        else:
            hit = f" {phrase.key} " in spaced or (len(phrase.words) > 1 and phrase.words <= said)
        if hit:
            found.setdefault(phrase.term, []).append(phrase)
    return found
