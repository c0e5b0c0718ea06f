"""``python -m tests.faults [SCENARIO …]``: break things, print one table.

``ROUNDS`` says how often (1), ``TOGETHER`` how many scenarios run side by side (1): each has its own servers and files.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from . import loaded
from .playing import Row, played

# The longest first, so that none is left to end alone.
SCENARIOS = (
    "power", "memory", "migration", "rehearsal", "stopping", "slow_clients", "renderer", "read_only_disk", "full_disk",
    "clock", "idle", "side_by_side",
)  # fmt: skip


def main() -> int:
    """Run the scenarios; return how many lost something."""
    rounds, together = (int(os.environ.get(name) or 1) for name in ("ROUNDS", "TOGETHER"))
    wanted = sys.argv[1:] or SCENARIOS
    rows: list[Row] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fault-") as folder:
        loaded.make(Path(folder))
        with ProcessPoolExecutor(together, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
            for row in processes.map(partial(played, rounds, Path(folder)), wanted):
                rows.append(row)
                name, outcome, seconds = row
                print(f"{name}: {'held' if not outcome.lost else 'LOST'} in {seconds:.1f} s", flush=True)
    print(f"{len(rows)} scenarios in {time.monotonic() - began:.0f} s")
    print(f"\n| scenario | what was done | times | lost | note | s |\n|---|---|---|---|---|---|\n{table(rows)}")
    return sum(bool(outcome.lost) for _, outcome, _ in rows)


def table(rows: list[Row]) -> str:
    """Return the outcomes as lines of a table."""
    return "\n".join(
        f"| {name} | {one.done} | {one.times} | {'; '.join(one.lost) or 'nothing'} | {one.note} | {seconds:.1f} |"
        for name, one, seconds in rows
    )


if __name__ == "__main__":
    sys.exit(main())
