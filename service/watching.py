"""One look that tells whether the knowledge moved, exact across all processes of a machine.

A SQLite file in WAL mode shows every commit in shared memory; see ``wal_index``. In other modes SQLite counts the
commits of *other* connections in ``PRAGMA data_version``, which costs some system calls and reads no table: a
connection of this module's own never writes, so every commit is another's. Other engines are asked for the revision.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

import sqlalchemy as sa

from .ledger import KnowledgeRevision
from .wal_index import NoIndex, WalIndex

SEEN = "virtlas.revision"  # what a request's environment calls the revision that was seen when it came
REVISION = sa.select(KnowledgeRevision.number)
REVISION_SQL = "SELECT number FROM knowledge_revision"


class Unseen(Exception):
    """The database cannot be looked at just now; whoever asked must go on without the revision."""


class Watcher(threading.local):
    """One thread's own connection to a SQLite file, and what it saw last."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.connection: sqlite3.Connection | None = None
        self.look: Callable[[str], sqlite3.Cursor] | None = None
        self.version = -1
        self.revision = 0

    def open(self) -> Callable[[str], sqlite3.Cursor]:
        """Connect; the connection stays for the thread's life and goes with it."""
        # Garbage collection may close it from another thread; it is never used from one.
        self.connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self.connection.execute("PRAGMA busy_timeout = 10000")
        self.connection.execute("PRAGMA query_only = ON")
        self.version = -1
        self.look = self.connection.cursor().execute
        return self.look

    def current(self) -> int:
        """Return the knowledge revision."""
        look = self.look or self.open()
        version = look("PRAGMA data_version").fetchone()[0]
        if version != self.version:
            # The count is read before the revision: a commit in between is met at the next look.
            row = look(REVISION_SQL).fetchone()
            self.revision = row[0] if row else 0
            self.version = version
        return self.revision

    def close(self) -> None:
        """Let go of this thread's connection."""
        if self.connection is not None:
            self.connection.close()
        self.connection = self.look = None


class RevisionWatch:
    """The knowledge revision of an engine's database, as cheaply as the engine allows."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.path = str(engine.url.database or "")
        is_file = engine.url.get_backend_name() == "sqlite" and self.path not in ("", ":memory:")
        self.watcher = Watcher(self.path) if is_file else None
        self.index: WalIndex | None = None
        self.without_index = False
        self.lock = threading.Lock()

    def current(self) -> int:
        """Return the number of the last committed change.

        Raises:
            Unseen: the database is away, locked or without tables.
        """
        try:
            if self.index is not None:
                return self.index.current()
            if self.watcher is not None:
                return self.opened(self.watcher)
            with self.engine.connect() as connection:
                return connection.scalar(REVISION) or 0
        except (sqlite3.Error, sa.exc.SQLAlchemyError) as error:
            if self.watcher is not None:
                self.watcher.close()
            raise Unseen from error

    def at_once(self) -> int | None:
        """Return the same without waiting for anything, or ``None`` where that cannot be."""
        return None if self.index is None else self.index.at_once()

    def opened(self, watcher: Watcher) -> int:
        """Return the revision as seen in shared memory from now on, or by ``watcher`` where that cannot be."""
        with self.lock:
            if self.index is None and not self.without_index:
                try:
                    self.index = WalIndex(self.path, REVISION_SQL)
                except NoIndex:
                    self.without_index = True
        return self.index.current() if self.index else watcher.current()

    def close(self) -> None:
        """Let go of the database, at the end of the application's life."""
        if self.watcher is not None:
            self.watcher.close()
        if self.index is not None:
            self.index.close()
            self.index = None
