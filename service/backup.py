"""Backups of a SQLite database: taken while it is served, checked when made and when brought back.

A backup is one ZIP file: the database as one consistent state, and a manifest with its checksum, its revision
and its migration. It is put in place by renaming, so that a backup that was interrupted is not there at all.
It is brought back into the live file through SQLite's own backup interface: one transaction, for every process
that has the file open; whoever reads sees all of the old state or all of the new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import sqlalchemy as sa

from . import migrating
from .models import utc_now

FORMAT = "virtlas-backup-1"
MANIFEST, DATABASE = "manifest.json", "virtlas.db"
PIECE = 1 << 20  # bytes read at a time
HEADROOM = 1000  # revisions that a server may make between the look at its revision and the swap
PATIENCE = 30.0  # seconds to wait for a writer


class BackupError(Exception):
    """A backup cannot be made or brought back; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: str
    sha256: str
    bytes: int
    revision: int
    migration: str
    made_at: str


def database_file(url: str | sa.URL) -> Path:
    """Return the file of a SQLite address.

    Raises:
        BackupError: the database is not a SQLite file.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise BackupError("only a SQLite file is backed up here; use your database's own tools, such as pg_dump")
    return Path(str(parsed.database))


def back_up(database: Path, target: Path) -> Manifest:
    """Write a backup of ``database``, which may be in use, to ``target``; a file of that name is replaced.

    Raises:
        BackupError: there is no database, or it is damaged.
    """
    if not database.is_file():
        raise BackupError(f"there is no database at {database}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with working_file(target.parent) as copy, working_file(target.parent) as packed:
        with contextlib.closing(opened(database)) as live, contextlib.closing(opened(copy)) as still:
            try:
                live.backup(still)
                still.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            except sqlite3.DatabaseError as error:
                raise BackupError(f"{database} cannot be read: {error}") from error
        revision, migration = examined(copy)
        digest, size = checksum(copy)
        made_at = utc_now().strftime("%Y-%m-%dT%H:%M:%SZ")
        manifest = Manifest(FORMAT, digest, size, revision, migration, made_at)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST, orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))
            archive.write(copy, DATABASE)
        settle(packed)
        packed.replace(target)
        settle(target.parent)
    return manifest


def restore(source: Path, database: Path) -> Manifest:
    """Bring ``database`` back to the backup ``source``, at once for every process that has it open.

    The revision moves on, never back: nobody takes an answer of the lost state for one of the new. Keys that were
    revoked stay revoked. A backup of an older release is migrated before it is put in place.

    Raises:
        BackupError: ``source`` is no backup, is damaged, or is of a newer release. The database is as it was.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    with working_file(database.parent) as copy:
        manifest = unpacked(source, copy)
        revision, migration = examined(copy)
        if (revision, migration) != (manifest.revision, manifest.migration):
            raise BackupError(f"{source} is damaged: its manifest tells of another database")
        migrate(source, copy)
        if database.is_file() and database.stat().st_size:
            carry_over(database, copy)
            swap(copy, database)
        else:
            settle(copy)
            copy.replace(database)
            settle(database.parent)
    return manifest


def unpacked(source: Path, copy: Path) -> Manifest:
    """Write the database of a backup to ``copy``, checked against its manifest.

    Raises:
        BackupError: it is no backup, or a damaged one.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = Manifest(**orjson.loads(archive.read(MANIFEST)))
            with archive.open(DATABASE) as packed, copy.open("wb") as file:
                # One byte more than promised is enough to see that there is more: a bomb fills no disk.
                while (room := manifest.bytes + 1 - file.tell()) > 0 and (piece := packed.read(min(PIECE, room))):
                    file.write(piece)
    except (KeyError, TypeError, orjson.JSONDecodeError) as error:
        raise BackupError(f"{source} is no backup of this service: it has no manifest") from error
    except FileNotFoundError as error:
        raise BackupError(f"there is no file {source}") from error
    except Exception as error:  # zipfile and zlib raise many kinds for damage; none may pass for a backup
        raise BackupError(f"{source} is damaged, or no backup: {error}") from error
    if manifest.format != FORMAT:
        raise BackupError(f"{source} is of another format, {manifest.format}")
    if checksum(copy) != (manifest.sha256, manifest.bytes):
        raise BackupError(f"{source} is damaged: the checksum differs")
    return manifest


def examined(copy: Path) -> tuple[int, str]:
    """Return the revision and the migration of a database.

    Raises:
        BackupError: it is damaged, or not of this service.
    """
    with contextlib.closing(opened(copy)) as connection:
        try:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
            migration = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            row = connection.execute("SELECT number FROM knowledge_revision").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError(f"it is damaged, or not a database of this service: {error}") from error
    if verdict != "ok" or loose:
        raise BackupError(f"the database is damaged: {verdict if verdict != 'ok' else f'{len(loose)} loose rows'}")
    return row[0] if row else 0, migration[0] if migration else ""


def migrate(source: Path, copy: Path) -> None:
    """Bring a backup of an older release up to this one.

    Raises:
        BackupError: it is of a newer release.
    """
    engine = sa.create_engine(f"sqlite:///{copy}")
    try:
        migrating.upgrade(engine)
    except Exception as error:
        raise BackupError(f"{source} cannot be migrated; is it of a newer release? {error}") from error
    finally:
        engine.dispose()


def carry_over(database: Path, copy: Path) -> None:
    """Let the revision move on past the live one, and keep keys revoked that were revoked since."""
    with contextlib.closing(opened(database)) as live, contextlib.closing(opened(copy)) as still:
        try:
            row = live.execute("SELECT number FROM knowledge_revision").fetchone()
            revoked = live.execute("SELECT revoked_at, id FROM api_key WHERE revoked_at IS NOT NULL").fetchall()
        except sqlite3.DatabaseError:
            return  # what is there cannot be read: that is why it is brought back
        past = (row[0] if row else 0) + HEADROOM
        with still:
            still.execute("UPDATE knowledge_revision SET number = max(number + 1, ?)", (past,))
            still.executemany("UPDATE api_key SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", revoked)


def swap(copy: Path, database: Path) -> None:
    """Put the state of ``copy`` into the live file, in one transaction.

    Raises:
        BackupError: the live file is no database, or somebody holds it.
    """
    with contextlib.closing(opened(copy)) as still, contextlib.closing(opened(database)) as live:
        try:
            still.backup(live)
        except sqlite3.DatabaseError as error:
            raise BackupError(
                f"{database} cannot be written: {error}. Stop the service, move the file and those beside it away, "
                "and try again"
            ) from error


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection of a database file, patient with writers."""
    return sqlite3.connect(path, timeout=PATIENCE)


def checksum(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file, in hexadecimal, and its length in bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


@contextlib.contextmanager
def working_file(folder: Path) -> Iterator[Path]:
    """Give a new file's name in ``folder``; whatever happens, nothing stays of it."""
    handle, name = tempfile.mkstemp(prefix=".backup-", dir=folder)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(name + ending).unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
