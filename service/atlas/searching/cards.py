"""What an index knows of concepts by number: id, kind, label, and the relations that touch them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

import orjson

T = TypeVar("T")
KEPT = 2048  # concepts that are asked for again and again are looked up once
MOST_EDGES = 2000  # relations of one concept that are looked at


@dataclass(frozen=True, slots=True)
class Edge:
    """A stored relation by numbers of concepts."""

    subject: int
    type: str
    target: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A concept as its index knows it. ``prominence`` says how many relations touch it."""

    id: str
    kind: str
    cluster: str
    label: dict[str, str]
    prominence: int


class Column(Generic[T]):
    """One member of the cards, by number."""

    def __init__(self, cards: Cards, member: str) -> None:
        self.cards, self.member = cards, member

    def __getitem__(self, number: int) -> T:
        found: T = getattr(self.cards.card(number), self.member)
        return found


class Numbers:
    """The numbers of concepts, by id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.get = lru_cache(KEPT)(self._get)

    def _get(self, identity: str | None) -> int | None:
        """Return the number of a concept, if the index knows it."""
        row = self.connection.execute("SELECT number FROM concept WHERE id = ?", (identity,)).fetchone()
        return row[0] if row else None

    def __getitem__(self, identity: str | None) -> int:
        number = self.get(identity)
        if number is None:
            raise KeyError(identity)
        return number

    def __contains__(self, identity: str | None) -> bool:
        return self.get(identity) is not None


class Edges:
    """The relations of concepts, by number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.of = lru_cache(KEPT)(self._of)

    def _of(self, number: int) -> tuple[Edge, ...]:
        """Return the relations that touch a concept, in the order of their subjects and of their editors."""
        rows = self.connection.execute(
            "SELECT subject, type, target, disputed FROM ("
            "SELECT subject, position, type, target, disputed FROM edge WHERE subject = ?1 UNION ALL "
            "SELECT subject, position, type, target, disputed FROM edge WHERE target = ?1) "
            "ORDER BY subject, position LIMIT ?2",
            (number, MOST_EDGES),
        ).fetchall()
        return tuple([Edge(subject, kind, target, bool(disputed)) for subject, kind, target, disputed in rows])

    def get(self, number: int, _default: Any = ()) -> tuple[Edge, ...]:
        """Return the relations that touch a concept; of one without any nothing."""
        return self.of(number)


class Cards:
    """The concepts of an index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.card = lru_cache(KEPT)(self._card)

    def _card(self, number: int) -> Card:
        """Return the card of a concept.

        Raises:
            KeyError: there is none of this number.
        """
        row = self.connection.execute(
            "SELECT id, kind, cluster, label, prominence FROM concept WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise KeyError(number)
        identity, kind, cluster, label, prominence = row
        return Card(identity, kind, cluster, orjson.loads(label), prominence)

    def prominences(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return how many relations touch each of some concepts, by number; one query, however many they are."""
        query = "SELECT number, prominence FROM concept WHERE number IN (SELECT value FROM json_each(?))"
        return dict(self.connection.execute(query, (listed(numbers),)).fetchall())

    def of_kind(self, numbers: Iterable[int], kind: str) -> list[int]:
        """Return those of some concepts that are of a kind."""
        query = "SELECT number FROM concept WHERE number IN (SELECT value FROM json_each(?)) AND kind = ?"
        return [row[0] for row in self.connection.execute(query, (listed(numbers), kind)).fetchall()]


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as the one argument of a query."""
    return orjson.dumps(list(numbers)).decode()
