"""The index of one database: looked up where it lies on disk, and of the revision that the knowledge has."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import revision
from service.models import Comparison, RelationType, Term

from .cards import Cards, Column, Edge, Edges, Numbers
from .index_file import IndexFile, file_of, found_at
from .naming import FewNames, Names
from .postings import Postings

KEPT = 2048  # concepts whose wider kinds are looked up once

__all__ = ["Edge", "Index", "current", "keep_at"]


class Index:
    """What a search needs of an atlas. Concepts are numbered in the order of their ids.

    Nothing but what editors curate by hand stands in memory: it is as large for a million concepts as for a hundred.
    """

    def __init__(self, session: Session, connection: sqlite3.Connection, number: int) -> None:
        """Look up in ``connection``, which holds the index of revision ``number`` of the session's database."""
        self.revision = number
        self.cards = Cards(connection)
        self.ids: Column[str] = Column(self.cards, "id")
        self.labels: Column[dict[str, str]] = Column(self.cards, "label")
        self.kinds: Column[str] = Column(self.cards, "kind")
        self.clusters: Column[str] = Column(self.cards, "cluster")
        self.numbers = Numbers(connection)
        self.names = Names(connection)
        self.postings = Postings(connection)
        self.touching = Edges(connection)
        self.comparisons = comparisons(session, self.numbers)
        types = session.execute(sa.select(RelationType.id, RelationType.detail)).all()
        # The relation types that lead from a kind to a wider one.
        self.hierarchy = frozenset(row.id for row in types if row.detail.get("hierarchy"))
        # What shares words with the field and lies outside, and the names of these, by number.
        outside = sa.select(Term.document).where(Term.noun == "elsewhere").order_by(Term.position)
        self.elsewhere: list[dict[str, Any]] = list(session.scalars(outside))
        self.foreign = FewNames(
            name for place, each in enumerate(self.elsewhere) for name in foreign_names(place, each)
        )
        # Nothing here leads back to the index: it goes, and its snapshot of the file, when the last request let go.
        self.above = lru_cache(KEPT)(partial(above, self.touching, self.hierarchy))
        weakref.finalize(self, connection.close).atexit = False

    def prominence(self, number: int) -> int:
        """Return how many relations touch a concept."""
        return self.cards.card(number).prominence

    def neighbours(self, number: int) -> set[int]:
        """Return the concepts that a relation joins to one."""
        return {end for edge in self.touching.of(number) for end in (edge.subject, edge.target)} - {number}


def above(touching: Edges, hierarchy: frozenset[str], number: int) -> tuple[int, ...]:
    """Return what a concept is a kind of, directly or not, the nearest first."""
    found: list[int] = []
    frontier = [number]
    while frontier:
        wider = [edge for one in frontier for edge in touching.of(one) if edge.subject == one]
        frontier = [edge.target for edge in wider if edge.type in hierarchy and edge.target not in found]
        found += dict.fromkeys(frontier)
    return tuple(found)


class Kept:
    """The index of one engine, its file, and the lock under which another takes its place."""

    def __init__(self, engine: Any) -> None:
        self.lock = threading.Lock()
        self.file = IndexFile(file_of(engine.url))
        self.index: Index | None = None


_kept: WeakKeyDictionary[Any, Kept] = WeakKeyDictionary()
_guard = threading.Lock()


def kept(engine: Any) -> Kept:
    """Return what is kept for an engine."""
    with _guard:
        found = _kept.get(engine)
        if found is None:
            found = _kept[engine] = Kept(engine)
        return found


def keep_at(engine: Any, path: str) -> None:
    """Keep the index of an engine's database in the file ``path``; without one where :func:`file_of` says."""
    if path:
        kept(engine).file = IndexFile(path)


def known(engine: Any, number: int) -> Index | None:
    """Return the index of an engine's database at revision ``number`` if it is at hand; it takes no session."""
    index = kept(engine).index
    return index if index is not None and index.revision == number else None


def current(session: Session) -> Index:
    """Return the index of the session's database at its present revision."""
    own = kept(session.get_bind())
    number = revision.current(session)
    index = own.index
    if index is not None and index.revision == number:
        return index
    with own.lock:
        while own.index is None or own.index.revision != revision.current(session):
            own.index = Index(session, *own.file.brought_up(session))
        return own.index


def is_filed(session: Session) -> bool:
    """Whether the index of the present revision lies in its file, if it has one: else each process makes its own."""
    path = kept(session.get_bind()).file.path
    found = found_at(session, path) if path else None
    if found is not None:
        found[0].close()
    return not path or (found is not None and found[1] == revision.current(session))


def comparisons(session: Session, numbers: Numbers) -> dict[frozenset[int], str]:
    """Return the ids of the curated comparisons by what they compare."""
    found = {}
    for identity, key in session.execute(sa.select(Comparison.id, Comparison.key).order_by(Comparison.id)):
        compared = [numbers.get(one) for one in key.split(",")]
        if None not in compared:
            found[frozenset(one for one in compared if one is not None)] = identity
    return found


def foreign_names(place: int, document: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Yield the names of something that lies elsewhere: its number, a language, a text."""
    for language in ("en", "ko"):
        for text in (document["label"][language], *document["aliases"][language]):
            yield place, language, text
