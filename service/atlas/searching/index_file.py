"""The file that an index lies in: made beside the one before it, put in its place whole, never written again.

Whoever looked something up in the old file goes on with it; who comes later meets the new one. All processes of a
machine share a file, one makes it while the others wait. Where no file can be written, an index is private: a
temporary database of SQLite's that goes with its process.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import revision
from service.ledger import Change

from . import indexing, tables

PRIVATE = ""  # SQLite's name for a temporary database
PAGES_KEPT = "PRAGMA cache_size = -4096"  # 4 MB of a file that is looked up; the system keeps the rest for everybody
PAGES_WRITTEN = "PRAGMA cache_size = -65536"
Built = tuple[sqlite3.Connection, int]


def file_of(url: sa.URL) -> str:
    """Return where the index of a database is kept unless a setting says so: beside a SQLite file, else nowhere."""
    path = url.database or ""
    is_file = url.get_backend_name() == "sqlite" and path not in ("", ":memory:") and not path.startswith("file:")
    return f"{path}.search" if is_file else PRIVATE


class IndexFile:
    """The index of one database on disk, and what this process has open of it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.open: sqlite3.Connection | None = None

    def brought_up(self, session: Session) -> Built:
        """Return the index of the present revision and its number, brought up or made if need be."""
        with locked(self.path) as writable:
            stored = [sound(session, one) for one in (opened(self.path), self.open) if one is not None]
            best = max((one for one in stored if one), key=lambda one: one[1], default=None)
            if best is None or best[1] != revision.current(session):
                best = renewed(session, best, self.path if writable else PRIVATE)
        self.open = best[0]
        return best


@contextlib.contextmanager
def locked(path: str) -> Iterator[bool]:
    """Let no other process make the file meanwhile; tell whether it can be made at all."""
    if path == PRIVATE:
        yield False
        return
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield True
    finally:
        os.close(lock)


def opened(path: str) -> sqlite3.Connection | None:
    """Return a connection that looks up in a finished file, if there is one.

    The file never changes: SQLite may leave out all locks. Threads share the connection; SQLite orders them.
    """
    if path == PRIVATE or not Path(path).is_file():
        return None
    address = f"file:{quote(str(Path(path).absolute()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(PAGES_KEPT)
    except sqlite3.DatabaseError:  # something else lies there
        connection.close()
        return None
    return connection


def sound(session: Session, connection: sqlite3.Connection) -> Built | None:
    """Return an index with its revision, if it is of this database's past and was made by this very code."""
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    except sqlite3.DatabaseError:
        return None
    number = int(meta.get("revision", -1))
    if not 0 <= number <= revision.current(session) or meta.get("code") != code():
        return None
    return (connection, number) if meta.get("last") == last_change(session, number) else None


def last_change(session: Session, number: int) -> str:
    """Return what tells the history of a database up to a revision from that of another one."""
    query = sa.select(Change.id, Change.at, Change.noun, Change.document_id).where(Change.revision <= number)
    row = session.execute(query.order_by(Change.revision.desc(), Change.id.desc()).limit(1)).first()
    return " ".join(map(str, row)) if row else ""


@cache
def code() -> str:
    """Return a digest of what decides how an index looks: the files of this folder."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *folder.glob("*.yaml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def renewed(session: Session, base: Built | None, path: str) -> Built:
    """Return an index of the present revision, made from ``base`` where that can be, and put at ``path``."""
    if path == PRIVATE:
        return made(session, base, PRIVATE)
    fresh = Path(f"{path}.new")
    try:
        connection, number = made(session, base, str(fresh))
        connection.close()
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
        finished = opened(path)
    except (OSError, sqlite3.OperationalError):  # the disk is full, or takes no writes
        finished = None
    if finished is not None:
        return finished, number
    with contextlib.suppress(OSError):
        fresh.unlink(missing_ok=True)
    return made(session, base, PRIVATE)


def made(session: Session, base: Built | None, path: str) -> Built:
    """Return an index of the present revision in a new database at ``path``."""
    connection, number = empty(path), revision.current(session)
    if base is None:
        connection.executescript(tables.SCHEMA)
        connection.execute("BEGIN")
        indexing.build(connection, session)
    else:
        base[0].backup(connection)
        connection.execute("BEGIN")
        number = base[1]
    while (newer := revision.current(session)) != number:  # what is written meanwhile is brought up at once
        if not indexing.catch_up(connection, session, number, newer):
            connection.close()
            return made(session, None, path)
        number = newer
    meta = {"revision": str(number), "code": code(), "last": last_change(session, number)}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
    connection.execute("COMMIT")
    connection.execute(PAGES_KEPT)
    return connection, number


def empty(path: str) -> sqlite3.Connection:
    """Return a new database that nobody else sees: it needs no journal."""
    if path != PRIVATE:
        Path(path).unlink(missing_ok=True)  # of somebody who was stopped
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", PAGES_WRITTEN):
        connection.execute(pragma)
    return connection
