"""Walks over the graph: relations with what follows from them, and bounded neighbourhoods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from service.errors import Invalid
from service.models import Concept, Relation, RelationType

from .concepts import Edge, Page, counted, demand_page, edge
from .names import resolve

FAN_OUT = 5_000  # edges that one step of a walk looks at
CLOSURE_LIMIT = 500  # edges that a transitive closure may return
# What an edge shows: its ends by their labels, what it means, and who says so.
SEEN = (
    joinedload(Relation.type),
    *(joinedload(end).load_only(Concept.id, Concept.label) for end in (Relation.target, Relation.subject)),
    selectinload(Relation.citations),
)


def relations_of(
    session: Session,
    reference: str,
    *,
    type_id: str | None,
    direction: str,
    transitive: bool,
    page: int,
    page_size: int,
) -> Page:
    """Return a page of a concept's relations, out before in; with ``transitive`` also those that follow from chains.

    Raises:
        Invalid: an unknown type, ``transitive`` with a type that is not, or a page past the end.
        Unknown, Moved, Ambiguous: see :func:`resolve`.
    """
    concept = resolve(session, reference)
    types = {row.id: row for row in session.scalars(sa.select(RelationType).order_by(RelationType.position))}
    if type_id is not None and type_id not in types:
        listed = ", ".join(types)
        raise Invalid("type", f"use one of {listed}", f"{listed} 가운데 하나를 사용하십시오")
    if transitive and type_id and not types[type_id].transitive:
        raise Invalid("transitive", f"{type_id} is not transitive", f"{type_id}은(는) 추이 관계가 아닙니다")
    further: list[Edge] = []
    if transitive:
        chains = [type_id] if type_id else [name for name, row in types.items() if row.transitive]
        ways = ("out", "in") if direction == "both" else (direction,)
        further = [far for chain in chains for way in ways for far in closure(session, concept, chain, way)]
        further = [far for far in further if far.distance > 1]
    query = direct(concept, direction, type_id)
    near, start = counted(session, query), (page - 1) * page_size
    demand_page(page, near + len(further), page_size)
    items = edges_among(session, concept, session.scalars(query.limit(page_size).offset(start)).all())
    items += further[max(0, start - near) : max(0, start + page_size - near)]
    return Page(items, near + len(further), page, page_size)


def direct(concept: str, direction: str, type_id: str | None) -> sa.Select[Any]:
    """Return the query for the relations of a concept, by id: out in the editor's order, then in by type and name.

    A symmetric one that comes in counts as out.
    """
    out = sa.select(
        Relation.id, sa.literal(0).label("way"), Relation.position.label("place"), sa.literal("").label("far")
    ).where(Relation.subject_id == concept)
    into = (
        sa.select(Relation.id, sa.literal(1), RelationType.position, Relation.subject_id)
        .join(RelationType, RelationType.id == Relation.type_id)
        .where(Relation.target_id == concept)
    )
    if direction != "both":
        into = into.where(RelationType.symmetric.is_(direction == "out"))
    ways = [into] if direction == "in" else [out, into]
    if type_id is not None:
        ways = [way.where(Relation.type_id == type_id) for way in ways]
    found = sa.union_all(*ways).subquery()
    return sa.select(found.c.id).order_by(*list(found.c)[1:], found.c.id)


def edges_among(session: Session, concept: str, wanted: Sequence[int]) -> list[Edge]:
    """Return the relations of these ids as seen from ``concept``, in this order."""
    query = sa.select(Relation).where(Relation.id.in_(wanted)).options(*SEEN)
    found = {relation.id: relation for relation in session.scalars(query)}
    edges = []
    for relation in (found[number] for number in wanted):
        out = relation.subject_id == concept
        other = relation.target if out else relation.subject
        edges.append(edge(relation, "out" if out or relation.type.symmetric else "in", other))
    return edges


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
            .options(*SEEN)
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
