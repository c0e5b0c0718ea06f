"""The tables of an index: SQLite, in a file of its own, written once and then only read.

Concepts are numbered in the order of their ids with gaps between them, so that a new one finds its place and equal
scores fall alike whether an index was built whole or brought up change by change.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import orjson

from . import hangul
from .naming import beginnings, key_of

GAP = 1 << 20  # between the numbers of neighbouring concepts
WHOLE = 1000  # an impact of 1, as it is stored
POSTINGS, GATHERED = "posting", "gathered"  # where postings belong, and where those of a whole atlas wait
SATURATION = 1.5  # the weight at which a word counts half of what it can

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT '',
    cluster TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '{}', prominence INTEGER NOT NULL DEFAULT 0);
CREATE TABLE name (number INTEGER PRIMARY KEY, key TEXT NOT NULL, concept INTEGER NOT NULL, rank INTEGER NOT NULL,
    language TEXT, text TEXT NOT NULL);
CREATE INDEX name_key ON name (key, concept);
CREATE INDEX name_concept ON name (concept);
CREATE TABLE beginning (initials INTEGER NOT NULL, letters TEXT NOT NULL, name INTEGER NOT NULL,
    inner INTEGER NOT NULL, PRIMARY KEY (initials, letters, name)) WITHOUT ROWID;
CREATE TABLE spelling (backwards INTEGER NOT NULL, length INTEGER NOT NULL, letters TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (backwards, length, letters, key)) WITHOUT ROWID;
CREATE TABLE text (concept INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE word (word TEXT PRIMARY KEY, concepts INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE posting (word TEXT NOT NULL, impact INTEGER NOT NULL, concept INTEGER NOT NULL,
    PRIMARY KEY (word, impact DESC, concept)) WITHOUT ROWID;
CREATE TABLE edge (subject INTEGER NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL, target INTEGER NOT NULL,
    disputed INTEGER NOT NULL, PRIMARY KEY (subject, position)) WITHOUT ROWID;
CREATE INDEX edge_target ON edge (target, subject, position);
"""


class Crowded(Exception):
    """There is no number left between two concepts: the index must be built whole."""


@dataclass(frozen=True)
class Entry:
    """What the index is told of one concept: its own words, its names, how much each stem counts, its relations.

    A relation is type, id of the target, and whether it is disputed.
    """

    id: str
    kind: str
    cluster: str
    label: dict[str, str]
    names: Sequence[tuple[int, str | None, str]]  # rank, language, text
    weights: dict[str, float]
    relations: Sequence[tuple[str, str, bool]]


def number_all(connection: sqlite3.Connection, identities: Iterable[str]) -> None:
    """Number the concepts of an empty index."""
    connection.execute("CREATE TEMPORARY TABLE known (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.executemany("INSERT OR IGNORE INTO known VALUES (?)", ((one,) for one in identities))
    connection.execute(
        "INSERT INTO concept (number, id) SELECT ? * row_number() OVER (ORDER BY id), id FROM known ORDER BY id", (GAP,)
    )
    connection.execute("DROP TABLE known")


def number_new(connection: sqlite3.Connection, identity: str) -> None:
    """Give a concept a number between its neighbours', unless it has one.

    Raises:
        Crowded: there is none.
    """
    if connection.execute("SELECT 1 FROM concept WHERE id = ?", (identity,)).fetchone():
        return
    before = connection.execute(
        "SELECT number FROM concept WHERE id < ? ORDER BY id DESC LIMIT 1", (identity,)
    ).fetchone() or (0,)
    after = connection.execute("SELECT number FROM concept WHERE id > ? ORDER BY id LIMIT 1", (identity,)).fetchone()
    number = before[0] + GAP if after is None else (before[0] + after[0]) // 2
    if number == before[0]:
        raise Crowded
    connection.execute("INSERT INTO concept (number, id) VALUES (?, ?)", (number, identity))


def numbers_of(connection: sqlite3.Connection, identities: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those concepts that have one."""
    found = {}
    for identity in identities:
        row = connection.execute("SELECT number FROM concept WHERE id = ?", (identity,)).fetchone()
        if row is not None:
            found[identity] = row[0]
    return found


def add(connection: sqlite3.Connection, entries: Sequence[Entry], postings: str = POSTINGS) -> None:
    """Write what is told of concepts that have numbers and nothing else yet; see :func:`sort` for ``postings``."""
    ids = {one.id for one in entries} | {target for one in entries for _, target, _ in one.relations}
    numbers = numbers_of(connection, sorted(ids))
    known = [one for one in entries if one.id in numbers]
    connection.executemany(
        "UPDATE concept SET kind = ?, cluster = ?, label = ? WHERE number = ?",
        [(one.kind, one.cluster, orjson.dumps(one.label).decode(), numbers[one.id]) for one in known],
    )
    add_names(connection, [(numbers[one.id], *name) for one in known for name in one.names])
    connection.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?, ?)",
        [
            (numbers[one.id], place, type_id, numbers[target], disputed)
            for one in known
            for place, (type_id, target, disputed) in enumerate(one.relations)
            if target in numbers
        ],
    )
    add_words(connection, {numbers[one.id]: impacts(one.weights) for one in known}, postings)


def impacts(weights: dict[str, float]) -> dict[str, int]:
    """Return how much each stem counts as it is stored, out of ``WHOLE``: twice the weight is not twice the impact."""
    return {word: round(WHOLE * weight / (weight + SATURATION)) for word, weight in weights.items()}


def add_names(connection: sqlite3.Connection, said: Sequence[tuple[int, int, str | None, str]]) -> None:
    """Write names (concept, rank, language, text) and all that they are found by."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM name").fetchone()
    names = [(number, key_of(one[3]), *one) for number, one in enumerate(said, last + 1)]
    names = [one for one in names if one[1]]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", names)
    connection.executemany(
        "INSERT OR IGNORE INTO beginning VALUES (?, ?, ?, ?)",
        sorted(
            (initials, letters, number, inner)
            for number, _, _, _, _, text in names
            for initials, letters, inner in beginnings(text)
        ),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO spelling VALUES (?, ?, ?, ?)",
        sorted({row for _, key, *_ in names for row in spellings(key)}),
    )


def spellings(key: str) -> Iterable[tuple[int, int, str, str]]:
    """Yield the rows by which a misspelt key is found: its letters from either end."""
    letters = hangul.letters(key)
    yield 0, len(letters), letters, key
    yield 1, len(letters), letters[::-1], key


def add_words(connection: sqlite3.Connection, words: dict[int, dict[str, int]], into: str) -> None:
    """Write how much the stems of concepts count: ``into`` the table of postings, or to be sorted in there later."""
    connection.executemany(
        "INSERT INTO text VALUES (?, ?)",
        [(number, " ".join(f"{word} {impact}" for word, impact in own.items())) for number, own in words.items()],
    )
    postings = [(word, impact, number) for number, own in words.items() for word, impact in own.items()]
    connection.executemany(f"INSERT INTO {into} VALUES (?, ?, ?)", postings)  # nosec B608 # noqa: S608
    if into == POSTINGS:
        count(connection, Counter(word for own in words.values() for word in own), 1)


def gather(connection: sqlite3.Connection) -> None:
    """Make a place for the postings of a whole atlas."""
    connection.execute(f"CREATE TEMPORARY TABLE {GATHERED} (word TEXT, impact INTEGER, concept INTEGER)")


def sort(connection: sqlite3.Connection) -> None:
    """Write what was gathered in the order of the table: filled at random, it takes many times as long."""
    ordered = f"SELECT word, impact, concept FROM {GATHERED} ORDER BY word, impact DESC, concept"  # nosec B608 # noqa: S608
    connection.execute(f"INSERT INTO {POSTINGS} {ordered}")  # nosec B608
    connection.execute("INSERT INTO word SELECT word, count(*) FROM posting GROUP BY word")
    connection.execute(f"DROP TABLE {GATHERED}")


def count(connection: sqlite3.Connection, words: Counter[str], sign: int) -> None:
    """Count concepts that hold words up or down."""
    connection.executemany(
        "INSERT INTO word VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET concepts = concepts + excluded.concepts",
        sorted((word, sign * many) for word, many in words.items()),
    )


def clear(connection: sqlite3.Connection, number: int) -> None:
    """Forget what was told of a concept; its number and what others say of it stay."""
    for words in connection.execute("SELECT words FROM text WHERE concept = ?", (number,)).fetchall():
        own = words[0].split(" ")
        pairs = list(zip(own[::2], own[1::2], strict=True)) if words[0] else []
        connection.executemany(
            "DELETE FROM posting WHERE word = ? AND impact = ? AND concept = ?",
            [(word, int(impact), number) for word, impact in pairs],
        )
        count(connection, Counter(word for word, _ in pairs), -1)
        connection.executemany("DELETE FROM word WHERE word = ? AND concepts < 1", [(word,) for word, _ in pairs])
    connection.execute("DELETE FROM text WHERE concept = ?", (number,))
    names = connection.execute("SELECT number, key, text FROM name WHERE concept = ?", (number,)).fetchall()
    connection.executemany(
        "DELETE FROM beginning WHERE initials = ? AND letters = ? AND name = ?",
        [(initials, letters, name) for name, _, text in names for initials, letters, _ in beginnings(text)],
    )
    connection.execute("DELETE FROM name WHERE concept = ?", (number,))
    for key in {key for _, key, _ in names}:
        if not connection.execute("SELECT 1 FROM name WHERE key = ?", (key,)).fetchone():
            connection.executemany(
                "DELETE FROM spelling WHERE backwards = ? AND length = ? AND letters = ? AND key = ?", spellings(key)
            )
    connection.execute("DELETE FROM edge WHERE subject = ?", (number,))


def ends_of(connection: sqlite3.Connection, number: int) -> set[int]:
    """Return the concepts that a concept's own relations touch, itself among them."""
    rows = connection.execute("SELECT target FROM edge WHERE subject = ?", (number,)).fetchall()
    return {number, *(row[0] for row in rows)}


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget a concept, and every relation to it."""
    clear(connection, number)
    connection.execute("DELETE FROM edge WHERE target = ?", (number,))
    connection.execute("DELETE FROM concept WHERE number = ?", (number,))


def weigh(connection: sqlite3.Connection, numbers: Collection[int] | None = None) -> None:
    """Count how many relations touch concepts: those of ``numbers``, or all."""
    counted = (
        "UPDATE concept SET prominence = (SELECT count(*) FROM edge WHERE subject = number)"
        " + (SELECT count(*) FROM edge WHERE target = number)"
    )
    if numbers is None:
        connection.execute(counted)
    else:
        connection.executemany(f"{counted} WHERE number = ?", [(number,) for number in sorted(numbers)])
