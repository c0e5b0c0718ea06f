"""What SQLite tells all processes of a machine about commits: the header of its write-ahead log's index.

Every commit in WAL mode rewrites that header, in memory that the processes share; reading it takes no lock and no
system call. Its form: https://www.sqlite.org/walformat.html, section 2.1 (two copies of 48 bytes; a count of commits,
the length of the log, check sums).
"""

from __future__ import annotations

import mmap
import os
import sqlite3
import threading
from collections.abc import Callable

HEADER = 96  # bytes: both copies, so that a header that is just being written differs from any that was read before


class NoIndex(Exception):
    """The database keeps no write-ahead log that could be looked at."""


class WalIndex:
    """A value of a SQLite database, read again only after a commit.

    One connection stays open as long as the index is looked at: while there is one, SQLite neither removes nor
    replaces the file. Nor is the file itself ever closed before: on Unix that would drop the locks that SQLite holds
    on it for this whole process.
    """

    def __init__(self, path: str, query: str) -> None:
        """Look at the database file ``path`` for what ``query``, a select of one number, gives.

        Raises:
            NoIndex: the database is not in WAL mode, or its index cannot be mapped.
            sqlite3.Error: the database is away, or without the table.
        """
        self.query, self.lock = query, threading.Lock()
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            self.connection.execute("PRAGMA busy_timeout = 10000")
            self.connection.execute("PRAGMA query_only = ON")
            name = index_of(self.connection)
            self.asked()  # a first read makes the index
            self.index = mapped(name)
        except BaseException:
            self.connection.close()
            raise
        self.read: Callable[[slice], bytes] = self.index.__getitem__
        self.seen = (b"", 0)

    def asked(self) -> int:
        """Ask the database. All rows are fetched: a statement left open would hold back every checkpoint."""
        rows = self.connection.execute(self.query).fetchall()
        return int(rows[0][0]) if rows else 0

    def at_once(self) -> int | None:
        """Return the number without waiting for anything; ``None`` after a commit, until it is read again."""
        header, number = self.seen  # replaced as a whole: no other thread's half is ever met
        return number if self.read(WHOLE) == header else None

    def current(self) -> int:
        """Return the number, as of the last commit of any process."""
        number = self.at_once()
        if number is not None:
            return number
        with self.lock:
            # The header is read before the number: a commit in between is met at the next look.
            header = self.read(WHOLE)
            number = self.asked()
            self.seen = (header, number)
        return number

    def close(self) -> None:
        """Stop looking, for good. Other connections of this process must be gone, or go next."""
        self.connection.close()
        self.index.close()


WHOLE = slice(0, HEADER)


def index_of(connection: sqlite3.Connection) -> str:
    """Return the path of a database's index.

    Raises:
        NoIndex: the database is not in WAL mode.
    """
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        raise NoIndex(f"{mode} mode")
    return f"{connection.execute('PRAGMA database_list').fetchall()[0][2]}-shm"


def mapped(path: str) -> mmap.mmap:
    """Return the first bytes of a file as memory that all processes share.

    Raises:
        NoIndex: it cannot be done here.
    """
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        return mmap.mmap(number, HEADER, access=mmap.ACCESS_READ)  # the descriptor stays open: see WalIndex
    except (OSError, ValueError) as error:
        raise NoIndex(str(error)) from error
