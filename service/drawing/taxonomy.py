"""Kinds of a concept as a value: what it is, and two levels of what is of its kind.

A concept without kinds of its own is shown among its siblings, under the thing that it is a kind of.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.models import Concept, Relation, RelationType

from .graph import weights
from .hues import Hues

TITLE = {"en": "{}: kinds", "ko": "{}의 종류"}
AMONG = {"en": "{}: where it belongs", "ko": "{}의 분류"}
DISPUTED = {"en": "{} (disputed)", "ko": "{}(이견 있음)"}
LEVELS_UP = 3
WIDEST = 4  # broader things side by side
FEWEST, FEW = 2, 4  # kinds of a thing that are worth showing one of them among; fewer than that look lost
Pairs = list[tuple[str, str]]


def kinds(session: Session, concept: Concept, base: str) -> diagrams.Taxonomy:
    """Return the tree of ``concept`` over the relation types that lead from a kind to a broader kind."""
    types = hierarchy(session)
    below = narrower(session, [concept.id], types)
    top = concept if below else parent(session, concept, types)
    if top is not concept:
        below = narrower(session, [top.id], types)
        higher = parent(session, top, types) if len(below[top.id]) < FEW else top
        if higher is not top:  # few are of its kind: the picture has room for two levels
            top, below = higher, narrower(session, [higher.id], types)
    above, ups = broader(session, top.id, types)
    children = below.get(top.id, [])
    shown = {top.id, *children, *(name for row in above for name in row)}
    further = {
        head: [name for name in names if name not in shown]
        for head, names in narrower(session, children, types).items()
    }
    everything = [top.id, *(n for row in above for n in row), *children, *(n for f in further.values() for n in f)]
    everything = list(dict.fromkeys(everything))
    found = {one.id: one for one in session.scalars(sa.select(Concept).where(Concept.id.in_(everything)))}
    heavy = weights(session, everything)
    doubted = disputed(session, [top.id, *children], types)
    hues = Hues(session, found.values())

    def ranked(names: list[str]) -> list[str]:
        return sorted(names, key=lambda name: (name != concept.id, -len(further.get(name, ())), -heavy[name], name))

    def twig(name: str, head: str) -> diagrams.Twig:
        node = hues.node(found[name], base)
        # What is a kind of two things stands under both of them, each time as a box of its own.
        if head != top.id:
            node = replace(node, id=f"{name}~{head}")
        if (name, head) in doubted:
            node = replace(node, label={lang: text.format(node.label[lang]) for lang, text in DISPUTED.items()})
        return diagrams.Twig(node, tuple(twig(one, name) for one in ranked(further.get(name, []))))

    root = diagrams.Twig(hues.node(top, base), tuple(twig(name, top.id) for name in ranked(children)))
    rows = tuple(tuple(hues.node(found[name], base) for name in row) for row in above)
    words = TITLE if top is concept else AMONG
    title = {language: text.format(concept.label[language]) for language, text in words.items()}
    return diagrams.Taxonomy(f"{concept.id}-taxonomy", title, concept.summary, root, rows, tuple(ups), hues.legend())


def parent(session: Session, concept: Concept, types: list[str]) -> Concept:
    """Return what ``concept`` is a kind of: nothing disputed, nothing broader than another, the one with most kinds.

    The concept itself when it is a kind of nothing, or nothing else is of that kind.
    """
    query = sa.select(Relation.target_id).where(
        Relation.subject_id == concept.id, Relation.type_id.in_(types), Relation.disputed.is_(False)
    )
    names = sorted(set(session.scalars(query)) - {concept.id})
    siblings = narrower(session, names, types)
    narrow = [name for name in names if not set(names) & set(siblings[name])]
    if not narrow or all(len(siblings[name]) < FEWEST for name in narrow):
        return concept
    return session.get_one(Concept, max(narrow, key=lambda name: (len(siblings[name]), name)))


def disputed(session: Session, heads: list[str], types: list[str]) -> set[tuple[str, str]]:
    """Return the pairs (kind, broader kind) under ``heads`` about which sources disagree."""
    query = sa.select(Relation.subject_id, Relation.target_id).where(
        Relation.target_id.in_(heads), Relation.type_id.in_(types), Relation.disputed
    )
    return {(low, high) for low, high in session.execute(query)}


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
