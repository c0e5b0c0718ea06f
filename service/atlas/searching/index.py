"""The index of one database: built once, kept until the knowledge revision moves."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import revision
from service.models import Comparison, Concept, Fact, Relation, RelationType, Term
from service.models import Name as StoredName

from .folding import fold, stems
from .naming import Name, Names
from .postings import Postings

# How much a word of each field counts.
NAME, SUMMARY, FACT, DESCRIPTION = 4.0, 2.0, 1.0, 0.6
OWN_FIELDS = ("id", "label", "former_id")


@dataclass(frozen=True)
class Edge:
    """A stored relation by numbers of concepts."""

    subject: int
    type: str
    target: int
    disputed: bool


@dataclass(eq=False)
class Index:
    """What a search needs of an atlas. Concepts are numbered in the order of their ids."""

    revision: int
    ids: list[str]
    labels: list[dict[str, str]]
    kinds: list[str]
    clusters: list[str]
    names: Names
    postings: Postings
    edges: list[Edge]
    touching: dict[int, list[Edge]]
    comparisons: dict[frozenset[int], str]
    hierarchy: frozenset[str]  # the relation types that lead from a kind to a wider one
    elsewhere: list[dict[str, Any]]  # what shares words with the field and lies outside
    foreign: Names  # the names of these, by number

    def __post_init__(self) -> None:
        self.numbers = {identity: number for number, identity in enumerate(self.ids)}
        self.kinds_of: dict[int, list[int]] = defaultdict(list)
        for edge in self.edges:
            if edge.type in self.hierarchy:
                self.kinds_of[edge.subject].append(edge.target)

    def prominence(self, number: int) -> int:
        """Return how many relations touch a concept."""
        return len(self.touching.get(number, ()))

    def above(self, number: int) -> list[int]:
        """Return what a concept is a kind of, directly or not, the nearest first."""
        found: list[int] = []
        frontier = [number]
        while frontier:
            frontier = [up for one in frontier for up in self.kinds_of.get(one, ()) if up not in found]
            found += dict.fromkeys(frontier)
        return found

    def neighbours(self, number: int) -> set[int]:
        """Return the concepts that a relation joins to one."""
        return {end for edge in self.touching.get(number, ()) for end in (edge.subject, edge.target)} - {number}


class Kept:
    """The index of one engine and the lock under which it is built."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.index: Index | None = None


_kept: WeakKeyDictionary[Any, Kept] = WeakKeyDictionary()
_guard = threading.Lock()


def current(session: Session) -> Index:
    """Return the index of the session's database at its present revision, building it when there is none."""
    with _guard:
        kept = _kept.setdefault(session.get_bind(), Kept())
    number = revision.current(session)
    index = kept.index
    if index is not None and index.revision == number:
        return index
    with kept.lock:
        if kept.index is None or kept.index.revision != number:
            kept.index = build(session)
        return kept.index


def build(session: Session) -> Index:
    """Read the atlas and index it; read again when it changed meanwhile."""
    while True:
        number = revision.current(session)
        index = read(session, number)
        if revision.current(session) == number:
            return index


def read(session: Session, number: int) -> Index:
    """Return the index of what the database holds now."""
    columns = (Concept.id, Concept.label, Concept.kind, Concept.cluster, Concept.summary, Concept.description)
    rows = session.execute(sa.select(*columns, Concept.misconceptions).order_by(Concept.id)).all()
    numbers = {row.id: position for position, row in enumerate(rows)}
    said: dict[str, list[dict[str, str]]] = defaultdict(list)
    for concept, told in session.execute(sa.select(Fact.concept_id, Fact.text)):
        said[concept].append(told)
    called: dict[str, list[Name]] = defaultdict(list)
    stored = sa.select(StoredName.concept_id, StoredName.field, StoredName.language, StoredName.text)
    for concept, field, language, text in session.execute(stored.order_by(StoredName.id)):
        called[concept].append(Name(numbers[concept], int(field not in OWN_FIELDS), language, text))
    edges = [
        Edge(numbers[subject], type_id, numbers[target], disputed)
        for subject, type_id, target, disputed in session.execute(
            sa.select(Relation.subject_id, Relation.type_id, Relation.target_id, Relation.disputed).order_by(
                Relation.subject_id, Relation.position
            )
        )
    ]
    touching: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        touching[edge.subject].append(edge)
        touching[edge.target].append(edge)
    types = session.execute(sa.select(RelationType.id, RelationType.detail)).all()
    elsewhere = session.scalars(sa.select(Term.document).where(Term.noun == "elsewhere").order_by(Term.position)).all()
    curated = session.scalars(sa.select(Comparison.document).order_by(Comparison.id))
    return Index(
        revision=number,
        ids=[row.id for row in rows],
        labels=[row.label for row in rows],
        kinds=[row.kind for row in rows],
        clusters=[row.cluster for row in rows],
        names=Names(name for row in rows for name in called[row.id]),
        postings=Postings(weights(row, called[row.id], said[row.id]) for row in rows),
        edges=edges,
        touching=dict(touching),
        comparisons={frozenset(numbers[one] for one in each["concepts"]): each["id"] for each in curated},
        hierarchy=frozenset(row.id for row in types if row.detail.get("hierarchy")),
        elsewhere=list(elsewhere),
        foreign=Names(name for position, each in enumerate(elsewhere) for name in foreign_names(position, each)),
    )


def weights(row: Any, names: list[Name], facts: list[dict[str, str]]) -> dict[str, float]:
    """Return how much each stem counts for one concept, both languages together."""
    found: dict[str, float] = {}
    for weight, texts in fields(row, names, facts):
        for text in texts:
            for word in stems(fold(text)):
                found[word] = found.get(word, 0.0) + weight
    return found


def fields(row: Any, names: list[Name], facts: list[dict[str, str]]) -> Iterator[tuple[float, list[str]]]:
    """Yield how much a word of each field counts, and the texts of the field in both languages."""
    yield NAME, [name.text for name in names if not name.rank]
    yield NAME / 2, [name.text for name in names if name.rank]
    yield SUMMARY, list(row.summary.values())
    yield DESCRIPTION, list(row.description.values())
    corrected = [
        one[part][language] for one in row.misconceptions for part in ("claim", "correction") for language in one[part]
    ]
    yield FACT, [*(text for fact in facts for text in fact.values()), *corrected]


def foreign_names(position: int, document: dict[str, Any]) -> Iterator[Name]:
    """Yield the names of something that lies elsewhere."""
    for language in ("en", "ko"):
        for text in (document["label"][language], *document["aliases"][language]):
            yield Name(position, 0, language, text)
