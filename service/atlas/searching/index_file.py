"""The file that an index lies in: found again, brought up to the knowledge, or made whole.

Whoever looked something up in an older state goes on with it; who comes later meets the new one. All processes of a
machine share a file, one writes while the others wait. Where no file can be written, an index is private: a
temporary database of SQLite's that goes with its process.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import revision
from service.ledger import Change

from . import indexing, storage, tables
from .storage import PRIVATE

Built = tuple[sqlite3.Connection, int]


class Untold(Exception):
    """What changed cannot be told change by change: the index must be made whole."""


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
        with storage.locked(self.path) as writable:
            filed = found_at(session, self.path)
            if filed is None or filed[1] != revision.current(session):
                filed = self.renewed(session, filed, self.path if writable else PRIVATE)
        self.open = filed[0]
        return filed

    def renewed(self, session: Session, filed: Built | None, path: str) -> Built:
        """Return an index of the present revision, made from what there is where that can be, and put at ``path``."""
        found = None
        if path != PRIVATE and filed is not None and storage.has_room(path) and changed(session, path):
            found = found_at(session, path)
        if found is None:
            base = filed or sound(session, self.open)
            found = whole(session, base, path) or made(session, base, PRIVATE)
        if filed is not None:
            filed[0].close()
        return found


def found_at(session: Session, path: str) -> Built | None:
    """Return the index that lies at ``path``, if there is a sound one."""
    connection = storage.opened(path)
    found = sound(session, connection)
    if found is None and connection is not None:
        connection.close()
    return found


def sound(session: Session, connection: sqlite3.Connection | None) -> Built | None:
    """Return an index with its revision, if it is of this database's past and was made by this very code."""
    if connection is None:
        return None
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


def changed(session: Session, path: str) -> bool:
    """Write what is new into the file; return whether that could be done."""
    try:
        with storage.changing(path) as connection:
            (number,) = connection.execute("SELECT value FROM meta WHERE name = 'revision'").fetchone()
            follow(connection, session, int(number))
    except (Untold, sqlite3.OperationalError):  # the latter: the disk is full, or takes no writes
        return False
    return True


def whole(session: Session, base: Built | None, path: str) -> Built | None:
    """Return an index of the present revision in a new file that takes the place of the one at ``path``."""
    if path == PRIVATE:
        return None
    fresh = storage.fresh(path)
    try:
        made(session, base, str(fresh))[0].close()
        storage.put_in_place(fresh, path)
    except (OSError, sqlite3.OperationalError):  # the disk is full, or takes no writes
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        return None
    return found_at(session, path)


def made(session: Session, base: Built | None, path: str) -> Built:
    """Return an index of the present revision in a new database at ``path``."""
    connection, number = storage.empty(path), revision.current(session)
    if base is None:
        connection.executescript(tables.SCHEMA)
        connection.execute("BEGIN")
        indexing.build(connection, session)
    else:
        base[0].backup(connection)
        connection.execute("BEGIN")
        number = base[1]
    try:
        number = follow(connection, session, number)
    except Untold:
        connection.close()
        if path != PRIVATE:
            Path(path).unlink()
        return made(session, None, path)
    connection.execute("COMMIT")
    connection.execute(storage.PAGES_KEPT)
    return connection, number


def follow(connection: sqlite3.Connection, session: Session, number: int) -> int:
    """Bring an index of revision ``number`` up to the present one, and return that; the caller commits.

    Raises:
        Untold: nobody can say what changed.
    """
    while (newer := revision.current(session)) != number:  # what is written meanwhile is brought up at once
        if not indexing.catch_up(connection, session, number, newer):
            raise Untold
        number = newer
    meta = {"revision": str(number), "code": code(), "last": last_change(session, number)}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
    return number
