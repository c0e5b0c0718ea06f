"""From the database into an index: all of it, or what the ledger says has changed since.

Concepts are read some hundreds at a time: a million of them take no more memory than a thousand.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas.rows import batches
from service.ledger import Change
from service.models import Concept, Fact, Relation
from service.models import Name as StoredName

from . import tables
from .folding import fold, stem, words
from .meanings import meaning
from .tables import Crowded, Entry

# How much a word of each field counts.
NAME, SUMMARY, FACT, DESCRIPTION = 4.0, 2.0, 1.0, 0.6
OWN_FIELDS = ("id", "label", "former_id")
# Documents that are brought up one by one; above, everything is read anew. One costs as much as five do in the whole.
MOST_CHANGES, MOST_OF_ALL = 2000, 0.1


def build(connection: sqlite3.Connection, session: Session) -> None:
    """Index all that the database holds; ``connection`` is an empty index."""
    tables.number_all(connection, session.scalars(sa.select(Concept.id).execution_options(yield_per=10_000)))
    numbered = connection.execute("SELECT id FROM concept ORDER BY number").fetchall()
    tables.gather(connection)
    for some in batches([row[0] for row in numbered]):
        tables.add(connection, list(entries(session, some)), tables.GATHERED)
    tables.sort(connection)
    tables.weigh(connection)


def catch_up(connection: sqlite3.Connection, session: Session, since: int, number: int) -> bool:
    """Index what changed after one revision up to another; return whether that could be told.

    The ledger must have a line of every revision in between: one that has none was not made by a write.
    """
    (size,) = connection.execute("SELECT count(*) FROM concept").fetchone()
    most = max(MOST_CHANGES, int(MOST_OF_ALL * size))
    rows = session.execute(
        sa.select(Change.revision, Change.noun, Change.document_id)
        .where(Change.revision > since, Change.revision <= number)
        .limit(most + 1)
    ).all()
    if len(rows) > most or len({row.revision for row in rows}) != number - since:
        return False
    changed = sorted({row.document_id for row in rows if row.noun == "concept"})
    touched: set[int] = set()
    try:
        for some in batches(changed):
            found = list(entries(session, some))
            for one in found:
                tables.number_new(connection, one.id)
            told = {one.id for one in found}
            for identity, place in tables.numbers_of(connection, some).items():
                touched |= tables.ends_of(connection, place)
                (tables.clear if identity in told else tables.remove)(connection, place)
            tables.add(connection, found)
            for place in tables.numbers_of(connection, sorted(told)).values():
                touched |= tables.ends_of(connection, place)
    except Crowded:
        return False
    tables.weigh(connection, touched)
    return True


def entries(session: Session, identities: Sequence[str]) -> Iterator[Entry]:
    """Yield what the index is told of the concepts of these ids, as far as there are any."""
    said: dict[str, list[dict[str, str]]] = defaultdict(list)
    for concept, told in session.execute(sa.select(Fact.concept_id, Fact.text).where(Fact.concept_id.in_(identities))):
        said[concept].append(told)
    called: dict[str, list[tuple[int, str | None, str]]] = defaultdict(list)
    names = sa.select(StoredName.concept_id, StoredName.field, StoredName.language, StoredName.text)
    for concept, field, language, text in session.execute(
        names.where(StoredName.concept_id.in_(identities)).order_by(StoredName.id)
    ):
        called[concept].append((int(field not in OWN_FIELDS), language, text))
    related: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    edges = sa.select(Relation.subject_id, Relation.type_id, Relation.target_id, Relation.disputed)
    for subject, type_id, target, disputed in session.execute(
        edges.where(Relation.subject_id.in_(identities)).order_by(Relation.subject_id, Relation.position)
    ):
        related[subject].append((type_id, target, disputed))
    columns = (Concept.id, Concept.label, Concept.kind, Concept.cluster, Concept.summary, Concept.description)
    for row in session.execute(sa.select(*columns, Concept.misconceptions).where(Concept.id.in_(identities))):
        weighed = weights(row, called[row.id], said[row.id])
        yield Entry(row.id, row.kind, row.cluster, row.label, called[row.id], weighed, related[row.id])


def weights(row: Any, names: Sequence[tuple[int, str | None, str]], facts: list[dict[str, str]]) -> dict[str, float]:
    """Return how much each stem counts for one concept, both languages together."""
    found: dict[str, float] = {}
    for weight, texts in fields(row, names, facts):
        for text in texts:
            for word in words(fold(text)):
                for key in dict.fromkeys((stem(word), meaning(word))):  # what it means too, when others say the same
                    found[key] = found.get(key, 0.0) + weight
    return found


def fields(
    row: Any, names: Sequence[tuple[int, str | None, str]], facts: list[dict[str, str]]
) -> Iterator[tuple[float, list[str]]]:
    """Yield how much a word of each field counts, and the texts of the field in both languages."""
    yield NAME, [text for rank, _, text in names if not rank]
    yield NAME / 2, [text for rank, _, text in names if rank]
    yield SUMMARY, list(row.summary.values())
    yield DESCRIPTION, list(row.description.values())
    corrected = [
        one[part][language] for one in row.misconceptions for part in ("claim", "correction") for language in one[part]
    ]
    yield FACT, [*(text for fact in facts for text in fact.values()), *corrected]
