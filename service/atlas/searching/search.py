"""Ranked hits for a question: a name beats a mention, and a mention beats words that happen to occur."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas.concepts import Page
from service.errors import Invalid
from service.models import Concept, Fact, Term

from . import describing, hangul, index, mentions
from .folding import EVERYDAY, STOP, compact, fold, stems, tokens
from .marking import Matched, matched
from .mention import Found, usable
from .suggest import beginning, suggest

WHOLE, NAMED, SHARED, BEGUN, TEXT = 100.0, 60.0, 40.0, 30.0, 10.0
WIDER = 12.0  # what a named kind, or an ordinary word, loses to a special name beside it
MODIFIER = 4.0  # what a name loses that stands right before another: the last word is the topic
FAINT = 0.15  # share of the best text score below which a concept is no hit


@dataclass(frozen=True)
class Hit:
    """A concept that was found, its score, and why."""

    concept: Concept
    score: float
    matched: Matched


def search(session: Session, q: str, *, kind: str | None = None, page: int = 1, limit: int = 20) -> Page:
    """Return one page of hits, best first.

    Raises:
        Invalid: nothing to look for, an unknown kind, or a page past the end.
    """
    built = index.current(session)
    if not compact(q):
        raise Invalid("q", "holds no letter or digit", "글자나 숫자가 없습니다")
    if kind is not None:
        known = session.scalars(sa.select(Term.id).where(Term.noun == "kind").order_by(Term.position)).all()
        if kind not in known:
            raise Invalid("kind", f"use one of {', '.join(known)}", f"{', '.join(known)} 가운데 하나를 사용하십시오")
    found = mentions.find(built, q)
    scores = scored(built, q, found)
    for fit in describing.recognized(session, built, found)[:1]:  # what is described and not named stands first
        scores[fit.number] = max(scores.values(), default=0.0) + TEXT
    if kind is not None:
        scores = {number: scores[number] for number in built.cards.of_kind(scores, kind)}
    last = max(1, -(-len(scores) // limit))
    if page > last:
        raise Invalid("page", f"{page} is past the last page, {last}", f"마지막 쪽은 {last}쪽입니다")
    shown = best(built, scores, page * limit)[(page - 1) * limit :]
    return Page(hits_of(session, built, q, found, shown), len(scores), page, limit)


def rank(built: index.Index, q: str, found: Found) -> list[tuple[int, float]]:
    """Return the numbers of the concepts that ``q`` is about, with their scores, best first."""
    scores = scored(built, q, found)
    return best(built, scores, len(scores))


def best(built: index.Index, scores: dict[int, float], most: int) -> list[tuple[int, float]]:
    """Return the ``most`` best of ``scores``, best first: of equal ones the better known, then in the order of ids.

    How well known a concept is lies on disk, and is looked up of those alone that may stand among the best.
    """
    falling = sorted(((round(score, 6), number) for number, score in scores.items()), reverse=True)
    least = falling[min(most, len(falling)) - 1][0] if falling else 0.0
    able = {number: score for score, number in falling if score >= least}
    known = built.cards.prominences(able)
    ordered = sorted(able, key=lambda number: (-able[number], -known[number], number))
    return [(number, scores[number]) for number in ordered[:most]]


def scored(built: index.Index, q: str, found: Found) -> dict[int, float]:
    """Return how much each concept is what ``q`` is about, by number; those that are not at all are left out."""
    scores = text_scores(built, found)
    letters = "".join(fold(q).split())
    if hangul.is_letters(letters):
        for place, one in enumerate(suggest(built, q)):
            scores[one.concept] = scores.get(one.concept, 0.0) + WHOLE - place
    for number, score in named_scores(built, found).items():
        scores[number] = scores.get(number, 0.0) + score
    key = compact(q)
    for name in built.names.called(key):
        scores[name.concept] = scores.get(name.concept, 0.0) + WHOLE - 10 * name.rank
    if not found.mentions and len(key) > 1:
        for name in beginning(built, key):
            part = BEGUN * len(key) / max(len(key), len(name.key))
            scores[name.concept] = scores.get(name.concept, 0.0) + part
    return scores


def text_scores(built: index.Index, found: Found) -> dict[int, float]:
    """Return how well the texts of concepts fit the words of a question, at most ``TEXT``.

    Beside names texts only order what the names leave open.
    """
    words: dict[str, float] = {}
    for mention in found.mentions:
        for word in stems(found.text[mention.start : mention.end]):
            words[word] = 1.0
    for word in found.rest:
        if built.postings.known(word):
            words[word] = 1.0
        else:
            for longer in built.postings.longer(word) if len(word) > 1 else ():
                words.setdefault(longer, 0.3)
    scores = built.postings.scores(words.items())
    best = max(scores.values(), default=0.0)
    most = TEXT / 3 if found.mentions else TEXT
    return {number: most * score / best for number, score in scores.items() if score > FAINT * best}


def named_scores(built: index.Index, found: Found) -> dict[int, float]:
    """Return what the concepts get that a question names: a thing more than its kind, the first more than the next."""
    scores: dict[int, float] = {}
    wider = {kind for mention in found.mentions for kind in built.above(mention.concept)}
    several = len(found.concepts) > 1
    settings = found.settings()
    for place, mention in enumerate(found.mentions):
        score = NAMED * mention.likeness - place
        if several and mention.everyday and not settings:
            score -= WIDER
        following = found.mentions[place + 1] if place + 1 < len(found.mentions) else None
        if following and not found.text[mention.end : following.start].strip() and not following.everyday:
            score -= MODIFIER
        if mention.concept in settings:
            score -= MODIFIER
        if mention.concept in wider:
            score -= WIDER
        scores[mention.concept] = max(score, scores.get(mention.concept, 0.0))
        for other in mention.others:
            scores[other] = max(SHARED - place, scores.get(other, 0.0))
    for number in inner(built, found):
        scores.setdefault(number, SHARED)
    return scores


def inner(built: index.Index, found: Found) -> list[int]:
    """Return concepts whose own names stand inside the longer names of a text, unless they are kinds of these."""
    numbers: list[int] = []
    for mention in found.mentions:
        words = tokens(found.text[mention.start : mention.end])
        bounds = [mention.start, *(mention.start + word.end for word in words)]
        for first, last in pairwise(bounds):
            key = compact(found.text[first:last])
            if key == mention.key or key in EVERYDAY or not usable(key):
                continue
            short = key[:-1] if key.endswith("s") else key
            for name in [*built.names.called(key), *built.names.called(short)]:
                if not name.rank and name.concept not in (mention.concept, *built.above(mention.concept)):
                    numbers.append(name.concept)
    return list(dict.fromkeys(numbers))


def hits_of(session: Session, built: index.Index, q: str, found: Found, ranked: list[tuple[int, float]]) -> list[Hit]:
    """Return the hits of one page with their texts."""
    ids = [built.ids[number] for number, _ in ranked]
    rows = {row.id: row for row in session.scalars(sa.select(Concept).where(Concept.id.in_(ids)))}
    wanted = {word for word in [*found.rest, *stems(found.text)] if len(word) > 1 and word not in STOP}
    keys = {mention.key for mention in found.mentions} | {compact(q)}
    facts: dict[str, list[Any]] = {}
    said = sa.select(Fact.concept_id, Fact.text).where(Fact.concept_id.in_(ids)).order_by(Fact.id)
    for concept, text in session.execute(said):
        facts.setdefault(concept, []).append(text)
    return [
        Hit(rows[identity], round(score, 3), matched(rows[identity], facts.get(identity, []), wanted, keys, q))
        for identity, (_, score) in zip(ids, ranked, strict=True)
        if identity in rows
    ]
