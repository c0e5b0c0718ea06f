"""How two concepts hang together: the shortest chain of relations, told as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from service.errors import Invalid
from service.models import Concept, Relation, RelationType

from . import korean
from .graph import step_out
from .names import resolve

LONGEST = 8  # steps


@dataclass(frozen=True)
class Step:
    """One relation on the way, in the direction in which it is stored."""

    start: Concept
    relation: RelationType
    end: Concept
    disputed: bool
    sources: list[str]
    forward: bool  # whether the path runs along the relation or against it


@dataclass(frozen=True)
class Path:
    """A chain of relations from ``start`` to ``end``; no steps when none was found."""

    start: Concept
    end: Concept
    steps: list[Step]
    sentence: dict[str, str]


def find_path(session: Session, start: str, end: str) -> Path:
    """Return a shortest path between two concepts over relations of any type and direction.

    Raises:
        Invalid: both are the same.
        Unknown, Moved, Ambiguous: see :func:`resolve`.
    """
    first, last = resolve(session, start), resolve(session, end)
    if first == last:
        raise Invalid("to", "is the same concept as from", "출발 개념과 같습니다")
    chain = chain_between(session, first, last)
    steps = [step_between(session, one, other) for one, other in pairwise(chain)]
    ends = session.get_one(Concept, first), session.get_one(Concept, last)
    return Path(*ends, steps, tell(*ends, steps))


def chain_between(session: Session, first: str, last: str) -> list[str]:
    """Return the ids of a shortest chain, breadth first from ``first``; empty when there is none."""
    came_from: dict[str, str | None] = {first: None}
    frontier = [first]
    for _ in range(LONGEST):
        following: list[str] = []
        reached = set(frontier)
        for subject, target in step_out(session, frontier):
            for near, far in ((subject, target), (target, subject)):
                if near in reached and far not in came_from:
                    came_from[far] = near
                    following.append(far)
        if last in came_from:
            break
        frontier = following
        if not frontier:
            return []
    if last not in came_from:
        return []
    chain: list[str] = []
    node: str | None = last
    while node is not None:
        chain.append(node)
        node = came_from[node]
    return chain[::-1]


def step_between(session: Session, one: str, other: str) -> Step:
    """Return the most telling relation between two neighbours: the first type of the vocabulary wins."""
    query = (
        sa.select(Relation)
        .join(Relation.type)
        .where(
            sa.or_(
                sa.and_(Relation.subject_id == one, Relation.target_id == other),
                sa.and_(Relation.subject_id == other, Relation.target_id == one),
            )
        )
        .options(joinedload(Relation.type), joinedload(Relation.subject), joinedload(Relation.target))
        .options(selectinload(Relation.citations))
        .order_by(RelationType.position, Relation.id)
        .limit(1)
    )
    relation = session.scalars(query).one()
    sources = [citation.source_id for citation in relation.citations]
    return Step(
        relation.subject,
        relation.type,
        relation.target,
        relation.disputed,
        sources,
        relation.subject_id == one,
    )


def sentence_of(relation: RelationType, start: Concept, end: Concept) -> dict[str, str]:
    """Return a relation as a sentence without full stop, in both languages."""
    told = {
        language: template.replace("{a}", start.label[language]).replace("{b}", end.label[language])
        for language, template in relation.sentence.items()
    }
    return {**told, "ko": korean.attach(told["ko"])}


def tell(start: Concept, end: Concept, steps: list[Step]) -> dict[str, str]:
    """Return the path as a short text in both languages."""
    if not steps:
        pair = korean.attach(f"{start.label['ko']}와(과) {end.label['ko']}")
        return {
            "en": f"No relation of the atlas joins {start.label['en']} and {end.label['en']}.",
            "ko": f"{pair} 사이를 잇는 관계가 없다.",
        }
    told = [sentence_of(step.relation, step.start, step.end) for step in steps]
    return {language: ". ".join(one[language] for one in told) + "." for language in ("en", "ko")}
