"""A quiz made from the graph: who is described? The wrong choices are siblings of the right one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import request
from flask.typing import ResponseReturnValue

from service.atlas import concepts, forms
from service.atlas.names import normalize
from service.database import db
from service.errors import Unknown
from service.models import Concept, Relation, RelationType, Source

from .layout import page, terms
from .pages import blueprint

QUESTIONS = 10
CHOICES = 4
LETTERS = "ABCDEF"
BLANK = "____"


@dataclass(frozen=True)
class Question:
    """A concept to be recognized by its summary, and what to choose from, in a settled order."""

    right: Concept
    choices: Sequence[Concept]
    hidden: dict[str, str]


def shuffled(identities: Iterable[str], seed: str) -> list[str]:
    """Return ids in an order that looks random and is the same each time: an address names one question."""
    return sorted(identities, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())


def siblings() -> dict[str, set[str]]:
    """Return for each concept those that are kinds of the same thing."""
    query = sa.select(Relation.subject_id, Relation.target_id).join(RelationType)
    pairs = db.session.execute(query.where(RelationType.detail["hierarchy"].as_boolean())).all()
    families: dict[str, set[str]] = defaultdict(set)
    for child, parent in pairs:
        families[parent].add(child)
    found: dict[str, set[str]] = defaultdict(set)
    for child, parent in pairs:
        found[child] |= families[parent] - {child}
    return found


def questions(cluster: str) -> list[Question]:
    """Return the questions of a cluster: concepts with siblings first, the rest filled up from the cluster."""
    ids = list(db.session.scalars(sa.select(Concept.id).where(Concept.cluster == cluster)))
    kin = siblings()
    asked = sorted(shuffled(ids, cluster), key=lambda one: len(kin[one]) < CHOICES - 1)[:QUESTIONS]
    drawn = {}
    for one in asked:
        near = shuffled(kin[one], one)
        rest = [other for other in shuffled(ids, one) if other != one and other not in near]
        drawn[one] = [*near, *rest][: CHOICES - 1]
    named = {other for one, others in drawn.items() for other in (one, *others)}
    query = sa.select(Concept).where(Concept.id.in_(named))
    loaded = {one.id: one for one in db.session.scalars(query)}
    return [
        Question(loaded[one], [loaded[other] for other in shuffled([one, *others], one + cluster)], masked(loaded[one]))
        for one, others in drawn.items()
    ]


def masked(concept: Concept) -> dict[str, str]:
    """Return a summary in which the concept's own names are blanks: it must not give itself away."""
    return {language: without_names(text, concept, language) for language, text in concept.summary.items()}


def without_names(text: str, concept: Concept, language: str) -> str:
    """Return a text with every name of the concept blanked out, the longest first."""
    names = {concept.label[language], concept.label["en"], *concept.aliases.get(language, ())}
    for name in sorted((one for one in names if len(normalize(one)) > 1), key=len, reverse=True):
        text = text.replace(name, BLANK).replace(name[0].lower() + name[1:], BLANK)
    return text


@blueprint.get("/quiz")
def pick_quiz(lang: str) -> ResponseReturnValue:
    """The areas that can be asked about."""
    counted = dict(db.session.execute(sa.select(Concept.cluster, sa.func.count()).group_by(Concept.cluster)).all())
    asked = {name: min(QUESTIONS, counted.get(name, 0)) for name in terms("cluster")}
    listed = [(term, asked[name]) for name, term in terms("cluster").items() if asked[name] >= CHOICES]
    return page("quizzes.html", clusters=listed)


@blueprint.get("/quiz/<reference:cluster>")
def show_quiz(lang: str, cluster: str) -> ResponseReturnValue:
    """One question of an area; with a choice, whether it is right and why, with the source."""
    term = terms("cluster").get(cluster)
    asked = questions(cluster) if term else []
    if term is None or len(asked) < CHOICES:
        raise Unknown("cluster", cluster)
    number = min(max(1, request.args.get("n", 1, type=int)), len(asked))
    question = asked[number - 1]
    chosen = request.args.get("choice", "")
    chosen = chosen if chosen in {one.id for one in question.choices} else ""
    sources = sources_for(question.right) if chosen else []
    return page(
        "quiz.html",
        cluster=term,
        question=question,
        number=number,
        count=len(asked),
        chosen=chosen,
        letters=LETTERS,
        sources=sources,
        numbers=forms.numbers(sources),
    )


def sources_for(concept: Concept) -> list[Source]:
    """Return the documents that the right answer rests on, at most three."""
    loaded = concepts.load_concepts(db.session, [concept.id])[0]
    return concepts.sources_of(db.session, loaded, concepts.edges_of(loaded, "out"))[:3]
