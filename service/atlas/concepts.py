"""Concepts: lists, one with all that is said of it, its relations in either direction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Invalid, Unknown
from service.models import Base, Concept, Name, Relation, Source, Term

from .names import normalize, resolve
from .reading import read_concepts

DIRECTIONS = ("out", "in", "both")
Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Edge:
    """A relation seen from one of its ends. ``distance`` counts steps of a transitive closure;
    ``hierarchy`` says whether it leads from a kind to a broader kind.
    """

    type: str
    direction: str
    label: dict[str, str]
    target: Concept
    disputed: bool
    sources: list[str]
    verified: list[str] = field(default_factory=list)
    distance: int = 1
    hierarchy: bool = False


@dataclass(frozen=True)
class Page:
    """A slice of a list. ``page`` counts from 1."""

    items: Sequence[Any]
    total: int
    page: int
    page_size: int


def paged(session: Session, query: sa.Select[Any], page: int, page_size: int) -> Page:
    """Return one page of ``query``.

    Raises:
        Invalid: the page lies past the end.
    """
    total = counted(session, query)
    demand_page(page, total, page_size)
    items = session.scalars(query.limit(page_size).offset((page - 1) * page_size)).all()
    return Page(items, total, page, page_size)


def counted(session: Session, query: sa.Select[Any]) -> int:
    """Return how many rows a query has."""
    return session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0


def demand_page(page: int, total: int, page_size: int) -> None:
    """Refuse a page past the end.

    Raises:
        Invalid: it is.
    """
    last = max(1, -(-total // page_size))
    if page > last:
        raise Invalid("page", f"{page} is past the last page, {last}", f"마지막 쪽은 {last}쪽입니다")


def list_concepts(
    session: Session, *, kind: str | None, cluster: str | None, q: str | None, page: int, page_size: int
) -> Page:
    """Return concepts by id. ``q`` matches any part of a name, in any spelling.

    Raises:
        Invalid: an unknown kind or cluster, or a page past the end.
    """
    query = sa.select(Concept).order_by(Concept.id)
    for noun, wanted, column in (("kind", kind, Concept.kind), ("cluster", cluster, Concept.cluster)):
        if wanted is not None:
            known = session.scalars(sa.select(Term.id).where(Term.noun == noun).order_by(Term.position)).all()
            if wanted not in known:
                raise Invalid(noun, f"use one of {', '.join(known)}", f"{', '.join(known)} 가운데 하나를 사용하십시오")
            query = query.where(column == wanted)
    if q is not None:
        key = normalize(q)
        if not key:
            raise Invalid("q", "holds no letter or digit", "글자나 숫자가 없습니다")
        query = query.where(
            Concept.id.in_(sa.select(Name.concept_id).where(Name.normalized.contains(key, autoescape=True)))
        )
    return paged(session, query, page, page_size)


def get_concept(session: Session, reference: str) -> Concept:
    """Return the concept that ``reference`` is, with facts and relations; see :func:`resolve` for errors."""
    identity = resolve(session, reference)
    return load_concepts(session, [identity])[0]


def load_concepts(session: Session, identities: Sequence[str]) -> list[Concept]:
    """Return concepts with facts and relations, in the order of ``identities``."""
    found = read_concepts(session, identities)
    # They have the attributes of the mapped class that an answer shows; see ``reading``.
    return cast("list[Concept]", [found[identity] for identity in identities])


def edges_of(concept: Concept, direction: str = "both", type_id: str | None = None) -> list[Edge]:
    """Return the relations of a loaded concept, out before in. A symmetric one counts as out."""
    edges = []
    for relation in concept.relations:
        edges.append(edge(relation, "out", relation.target))
    for relation in sorted(concept.inbound, key=lambda one: (one.type.position, one.subject_id)):
        edges.append(edge(relation, "out" if relation.type.symmetric else "in", relation.subject))
    return [one for one in edges if direction in ("both", one.direction) and type_id in (None, one.type)]


def edge(relation: Relation, direction: str, other: Concept, distance: int = 1) -> Edge:
    """Return ``relation`` as seen from the end that is not ``other``."""
    label = relation.type.label if direction == "out" else relation.type.inverse
    sources = [citation.source_id for citation in relation.citations]
    verified = [citation.source_id for citation in relation.citations if citation.verified]
    hierarchy = bool(relation.type.detail.get("hierarchy"))
    return Edge(relation.type_id, direction, label, other, relation.disputed, sources, verified, distance, hierarchy)


def sources_of(session: Session, concept: Concept, edges: Iterable[Edge] = ()) -> list[Source]:
    """Return the sources that a concept's claims rest on, in the order of their first citation."""
    named = [citation.source_id for fact in concept.facts for citation in fact.citations]
    named += [source for one in edges for source in one.sources]
    named += [source for one in concept.misconceptions for source in one["sources"]]
    return load_sources(session, named)


def load_sources(session: Session, identities: Iterable[str]) -> list[Source]:
    """Return sources by id, each once, in the order given."""
    wanted = list(dict.fromkeys(identities))
    if not wanted:
        return []
    columns = (Source.id, Source.title, Source.publisher, Source.year, Source.url, Source.kind)
    found = {row[0]: row for row in session.execute(sa.select(*columns).where(Source.id.in_(wanted)))}
    return cast("list[Source]", [found[identity] for identity in wanted if identity in found])


def get_source(session: Session, identity: str) -> Source:
    """Return one source.

    Raises:
        Unknown: there is none of this id.
    """
    return row_of(session, Source, "source", identity)


def row_of(session: Session, model: type[Row], noun: str, identity: str) -> Row:
    """Return the row of this id.

    Raises:
        Unknown: there is none.
    """
    row = session.get(model, identity[:80])
    if row is None:
        raise Unknown(noun, identity)
    return row
