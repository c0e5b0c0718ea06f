"""Walks over the graph: relations with what follows from them, and bounded neighbourhoods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from service.errors import Invalid
from service.models import Concept, Relation, RelationType

from .concepts import Edge, edge, edges_of, get_concept
from .names import resolve

FAN_OUT = 5_000  # edges that one step of a walk looks at
CLOSURE_LIMIT = 500  # edges that a transitive closure may return


def relations_of(
    session: Session, reference: str, *, type_id: str | None, direction: str, transitive: bool
) -> list[Edge]:
    """Return the relations of a concept; with ``transitive`` also those that follow from chains.

    Raises:
        Invalid: an unknown type, or ``transitive`` with a type that is not.
        Unknown, Moved, Ambiguous: see :func:`resolve`.
    """
    concept = get_concept(session, reference)
    types = {row.id: row for row in session.scalars(sa.select(RelationType).order_by(RelationType.position))}
    if type_id is not None and type_id not in types:
        listed = ", ".join(types)
        raise Invalid("type", f"use one of {listed}", f"{listed} 가운데 하나를 사용하십시오")
    direct = edges_of(concept, direction, type_id)
    if not transitive:
        return direct
    chains = [type_id] if type_id else [name for name, row in types.items() if row.transitive]
    if type_id and not types[type_id].transitive:
        raise Invalid("transitive", f"{type_id} is not transitive", f"{type_id}은(는) 추이 관계가 아닙니다")
    ways = ("out", "in") if direction == "both" else (direction,)
    further = [found for chain in chains for way in ways for found in closure(session, concept.id, chain, way)]
    return direct + [found for found in further if found.distance > 1]


def closure(session: Session, start: str, type_id: str, direction: str) -> list[Edge]:
    """Return what is reached from ``start`` by one transitive type, nearest first, bounded."""
    near, far = (
        (Relation.subject_id, Relation.target_id) if direction == "out" else (Relation.target_id, Relation.subject_id)
    )
    seen, frontier = {start}, [start]
    found: list[Edge] = []
    distance = 0
    while frontier and len(found) < CLOSURE_LIMIT:
        distance += 1
        query = (
            sa.select(Relation)
            .where(Relation.type_id == type_id, near.in_(frontier))
            .options(joinedload(Relation.type))
            .options(
                *(joinedload(end).load_only(Concept.id, Concept.label) for end in (Relation.target, Relation.subject))
            )
            .options(selectinload(Relation.citations))
            .order_by(far)
            .limit(FAN_OUT)
        )
        frontier = []
        for relation in session.scalars(query):
            other = relation.target if direction == "out" else relation.subject
            if other.id not in seen:
                seen.add(other.id)
                frontier.append(other.id)
                found.append(edge(relation, direction, other, distance))
    return found[:CLOSURE_LIMIT]


@dataclass(frozen=True)
class Neighbourhood:
    """A bounded graph around a concept: nodes by distance, edges among them."""

    center: str
    depth: int
    nodes: list[tuple[Concept, int]]
    edges: list[Relation]
    omitted: int


def neighbourhood(session: Session, reference: str, depth: int, limit: int = 60) -> Neighbourhood:
    """Return what lies within ``depth`` steps of a concept, at most ``limit`` nodes, nearest first."""
    center = resolve(session, reference)
    distance = {center: 0}
    frontier = [center]
    omitted: set[str] = set()
    for step in range(1, depth + 1):
        following: list[str] = []
        for ends in step_out(session, frontier):
            for far in ends:
                if far in distance:
                    continue
                if len(distance) >= limit:
                    omitted.add(far)
                    continue
                distance[far] = step
                following.append(far)
        frontier = following
    concepts = {c.id: c for c in session.scalars(sa.select(Concept).where(Concept.id.in_(distance)))}
    inner = (
        sa.select(Relation)
        .where(Relation.subject_id.in_(distance), Relation.target_id.in_(distance))
        .options(joinedload(Relation.type), selectinload(Relation.citations))
        .order_by(Relation.id)
    )
    nodes = [(concepts[name], far) for name, far in distance.items()]
    return Neighbourhood(center, depth, nodes, list(session.scalars(inner)), len(omitted))


def step_out(session: Session, frontier: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return the ends of relations that touch ``frontier``, in a stable order, bounded."""
    query = (
        sa.select(Relation.subject_id, Relation.target_id)
        .where(sa.or_(Relation.subject_id.in_(frontier), Relation.target_id.in_(frontier)))
        .order_by(Relation.type_id, Relation.subject_id, Relation.target_id)
        .limit(FAN_OUT)
    )
    return session.execute(query).all()
