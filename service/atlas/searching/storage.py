"""Where an index lies on disk: a file for each time it was made whole, and a link that names the one in use.

Small changes are written into the file by SQLite's write-ahead log, so that a write of one concept costs what one
concept costs, however many there are. Whoever looks things up holds a snapshot: what is written later is not in it.
Logs under snapshots cannot be emptied; one that has grown long ends with the file, when the index is copied into the
next. https://www.sqlite.org/wal.html, https://www.sqlite.org/isolation.html
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

PRIVATE = ""  # SQLite's name for a temporary database
PAGES_KEPT = "PRAGMA cache_size = -4096"  # 4 MB of a file that is looked up; the system keeps the rest for everybody
PAGES_WRITTEN = "PRAGMA cache_size = -65536"
SHORT_LOG = 16 * 1_048_576  # bytes of a log that is never too long; else a quarter of its file is


@contextlib.contextmanager
def locked(path: str) -> Iterator[bool]:
    """Let no other process make or change the file meanwhile; tell whether it can be made at all."""
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
    """Return a connection that looks things up in the file as it is now, if there is one.

    Threads share the connection; SQLite orders them. Where a log cannot be shared, as on a disk that takes no writes,
    the file is read as one that never changes.
    """
    if path == PRIVATE or not Path(path).is_file():
        return None
    file = Path(path).resolve()
    log = log_of(file)
    for more in ("", "&immutable=1"):
        if more and log.exists() and log.stat().st_size:
            break  # the file alone is not all
        address = f"file:{quote(str(file))}?mode=ro{more}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(PAGES_KEPT)
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on nothing changes
        except sqlite3.OperationalError:
            connection.close()
        except sqlite3.DatabaseError:  # something else lies there
            connection.close()
            break
        else:
            return connection
    return None


def log_of(file: Path) -> Path:
    """Return where SQLite writes what is not in the file yet."""
    return file.with_name(f"{file.name}-wal")


def has_room(path: str) -> bool:
    """Whether changes may be added to the log of a file; a link to nothing has none."""
    file = Path(path).resolve()
    log = log_of(file)
    return file.is_file() and (not log.exists() or log.stat().st_size <= max(SHORT_LOG, file.stat().st_size // 4))


@contextlib.contextmanager
def changing(path: str) -> Iterator[sqlite3.Connection]:
    """Change the file in one transaction; an exception, or the end of the process, leaves it as it was."""
    file = Path(path).resolve()
    with contextlib.closing(sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True, isolation_level=None)) as own:
        for pragma in ("PRAGMA synchronous = NORMAL", "PRAGMA wal_autocheckpoint = 0", "PRAGMA busy_timeout = 10000"):
            own.execute(pragma)
        own.execute("BEGIN IMMEDIATE")
        try:
            yield own
        except BaseException:
            own.execute("ROLLBACK")
            raise
        own.execute("COMMIT")


def empty(path: str) -> sqlite3.Connection:
    """Return a new database that nobody else sees: it needs no journal."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", PAGES_WRITTEN):
        connection.execute(pragma)
    return connection


def fresh(path: str) -> Path:
    """Return a name beside ``path`` that nothing has."""
    return Path(f"{path}-{secrets.token_hex(4)}")


def put_in_place(made: Path, path: str) -> None:
    """Let ``path`` lead to a finished file; who looks things up in the one before it goes on with that."""
    with contextlib.closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with made.open("rb") as file:
        os.fsync(file.fileno())
    link = fresh(path)
    link.symlink_to(made.name)
    link.replace(path)
    clean(path)


def clean(path: str) -> None:
    """Remove all files of this index but the one in use: older ones, and those of somebody who was stopped."""
    folder, used = Path(path).parent, Path(path).resolve().name
    own = re.compile(rf"{re.escape(Path(path).name)}-[0-9a-f]{{8}}(-wal|-shm|-journal)?")
    for file in folder.iterdir():
        if own.fullmatch(file.name) and not file.name.startswith(used):
            with contextlib.suppress(OSError):
                file.unlink()
