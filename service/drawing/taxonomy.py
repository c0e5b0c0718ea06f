"""Kinds of a concept as a value: what it is, and two levels of what is of its kind."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.models import Concept, Relation, RelationType

from .graph import weights
from .hues import Hues

TITLE = {"en": "{}: kinds", "ko": "{}의 종류"}
LEVELS_UP = 3
WIDEST = 4  # broader things side by side
Pairs = list[tuple[str, str]]


def kinds(session: Session, concept: Concept, base: str) -> diagrams.Taxonomy:
    """Return the tree of ``concept`` over the relation types that lead from a kind to a broader kind."""
    types = hierarchy(session)
    above, ups = broader(session, concept.id, types)
    below = narrower(session, [concept.id], types)
    children = below.get(concept.id, [])
    seen = {concept.id, *children, *(name for row in above for name in row)}
    further: dict[str, list[str]] = {}
    for parent, names in narrower(session, children, types).items():
        # What is a kind of two things is drawn under the first of them.
        further[parent] = [name for name in names if name not in seen]
        seen.update(further[parent])
    everything = [concept.id, *(n for row in above for n in row), *children, *(n for f in further.values() for n in f)]
    found = {one.id: one for one in session.scalars(sa.select(Concept).where(Concept.id.in_(everything)))}
    heavy = weights(session, everything)

    def ranked(names: list[str]) -> list[str]:
        return sorted(names, key=lambda name: (-len(further.get(name, ())), -heavy[name], name))

    hues = Hues(session, found.values())

    def twig(name: str) -> diagrams.Twig:
        leaves = tuple(diagrams.Twig(hues.node(found[one], base)) for one in ranked(further.get(name, [])))
        return diagrams.Twig(hues.node(found[name], base), leaves)

    root = diagrams.Twig(hues.node(concept, base), tuple(twig(name) for name in ranked(children)))
    rows = tuple(tuple(hues.node(found[name], base) for name in row) for row in above)
    title = {language: text.format(concept.label[language]) for language, text in TITLE.items()}
    return diagrams.Taxonomy(f"{concept.id}-taxonomy", title, concept.summary, root, rows, tuple(ups), hues.legend())


def hierarchy(session: Session) -> list[str]:
    """Return the relation types that lead from a kind to a broader kind."""
    return [one.id for one in session.scalars(sa.select(RelationType)) if one.detail.get("hierarchy")]


def broader(session: Session, concept: str, types: list[str]) -> tuple[list[list[str]], Pairs]:
    """Return rows of broader things, the broadest first, and who is a kind of whom between neighbouring rows."""
    rows: list[list[str]] = []
    ups: Pairs = []
    seen, frontier = {concept}, [concept]
    for _ in range(LEVELS_UP):
        query = (
            sa.select(Relation.subject_id, Relation.target_id)
            .where(Relation.subject_id.in_(frontier), Relation.type_id.in_(types))
            .order_by(Relation.subject_id, Relation.position, Relation.target_id)
        )
        pairs = [(low, high) for low, high in session.execute(query) if high not in seen]
        row = list(dict.fromkeys(high for _, high in pairs))[:WIDEST]
        if not row:
            break
        ups += [(low, high) for low, high in pairs if high in row]
        rows.append(row)
        seen.update(row)
        frontier = row
    return rows[::-1], ups


def narrower(session: Session, concepts: list[str], types: list[str]) -> dict[str, list[str]]:
    """Return the direct kinds of each of ``concepts``."""
    query = (
        sa.select(Relation.target_id, Relation.subject_id)
        .where(Relation.target_id.in_(concepts), Relation.type_id.in_(types))
        .order_by(Relation.target_id, Relation.subject_id)
    )
    found: dict[str, list[str]] = {name: [] for name in concepts}
    for parent, child in session.execute(query):
        found[parent].append(child)
    return {parent: list(dict.fromkeys(names)) for parent, names in found.items() if names}
