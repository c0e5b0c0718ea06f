"""A migration that dies at each of its statements: the database is the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service import migrating
from service.atlas.loading import load
from tests.conftest import BREAD

from .outcome import Outcome

# Migrated from here to the newest, with and without knowledge; the short form leaves statements out.
STARTS = {"base": 12, "0002": 2}


def run(rounds: int, folder: Path) -> Outcome:
    """Kill the migrating process before its first, second, third … statement, until it gets through."""
    outcome = Outcome("kill -9 of a migration before each of its statements")
    for turn in range(rounds):
        for start, step in STARTS.items():
            old = folder / f"{turn}-{start}.db"
            prepare(old, start)
            through, number = False, 1 + turn % step
            while not through:
                copy = folder / "copy.db"
                for ending in ("", "-wal", "-shm"):
                    Path(f"{copy}{ending}").unlink(missing_ok=True)
                shutil.copy(old, copy)
                through = migrated(copy, number)
                judge(copy, old, outcome)
                outcome.times += not through
                number += step
    return outcome


def prepare(database: Path, start: str) -> None:
    """Make a database as an older release left it."""
    engine = sa.create_engine(f"sqlite:///{database}")
    if start != "base":
        migrating.upgrade(engine)
        with Session(engine) as session:
            load(session, BREAD)
        migrating.downgrade(engine, start)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def migrated(database: Path, number: int) -> bool:
    """Migrate in a process of its own that dies before statement ``number``; return whether it got through."""
    child = os.fork()
    if child == 0:
        try:
            engine = sa.create_engine(f"sqlite:///{database}")
            left = [number]

            def count(*_: object) -> None:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

            sa.event.listen(engine, "before_cursor_execute", count)
            migrating.upgrade(engine)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError("the migration failed without being killed")
    return not os.WIFSIGNALED(status)


def judge(copy: Path, old: Path, outcome: Outcome) -> None:
    """See that a database is sound, is of one version, and can be migrated to the end with all it held."""
    outcome.demand(contents(copy)[0] in (contents(old)[0], newest(copy)), "half a migration stands")
    engine = sa.create_engine(f"sqlite:///{copy}")
    migrating.upgrade(engine)
    engine.dispose()
    outcome.demand(contents(copy) == (newest(copy), contents(old)[1]), "migrated afterwards, it is not whole")


def newest(database: Path) -> str:
    """Return the tables of a database that is migrated to the end, as text."""
    whole = database.with_name("whole.db")
    if not whole.exists():
        engine = sa.create_engine(f"sqlite:///{whole}")
        migrating.upgrade(engine)
        engine.dispose()
    return contents(whole)[0]


def contents(database: Path) -> tuple[str, int]:
    """Return the tables of a database as text, and how many concepts, facts and changes it holds."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = sorted(
            str(row) for row in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL")
        )
        held = 0
        for table in ("concept", "fact", "change"):
            with contextlib.suppress(sqlite3.OperationalError):
                held += connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return "\n".join(one for one in tables if "alembic_version" not in one), held
