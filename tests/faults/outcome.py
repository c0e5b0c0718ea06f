"""What a scenario did, and what was lost."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """What was done ``times`` times, with what was ``lost``: one line for each loss, empty when all held."""

    done: str
    times: int = 0
    lost: list[str] = field(default_factory=list)
    note: str = ""

    def demand(self, holds: bool, loss: str) -> None:
        """Count a loss unless something holds."""
        if not holds:
            self.lost.append(loss)


def examine(database: Path, acknowledged: Collection[str], outcome: Outcome) -> set[str]:
    """Look into a database file for everything that must hold of it; return the ids of its sources.

    The file is whole, nothing hangs loose, every acknowledged source is there, each written once, and the history
    tells exactly what is stored.
    """
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as connection:
        ask = connection.execute
        (verdict,) = ask("PRAGMA integrity_check").fetchone()
        outcome.demand(verdict == "ok", f"integrity_check: {verdict}")
        outcome.demand(not ask("PRAGMA foreign_key_check").fetchall(), "rows hang loose")
        stored = {one for (one,) in ask("SELECT id FROM source")}
        told = [one for (one,) in ask("SELECT document_id FROM change WHERE noun = 'source' AND action = 'added'")]
        (number,) = ask("SELECT number FROM knowledge_revision").fetchone()
        (last,) = ask("SELECT max(revision) FROM change").fetchone()
    missing = set(acknowledged) - stored
    outcome.demand(not missing, f"{len(missing)} acknowledged writes are gone: {sorted(missing)[:3]}")
    outcome.demand(len(told) == len(set(told)), "a write was carried out twice")
    outcome.demand(set(told) == stored, f"the history tells {len(set(told) ^ stored)} sources otherwise")
    outcome.demand(number >= last, f"the revision is {number}, the history is at {last}")
    return stored
