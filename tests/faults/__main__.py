"""``python -m tests.faults [SCENARIO …]``: break things, print one table.

``ROUNDS`` says how often (1), ``TOGETHER`` how many scenarios run side by side (1): each has its own servers and files.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from .playing import Row, played

SCENARIOS = (
    "power", "side_by_side", "full_disk", "read_only_disk", "renderer", "clock", "idle", "slow_clients", "stopping",
    "memory", "migration", "rehearsal",
)  # fmt: skip


def main() -> int:
    """Run the scenarios; return how many lost something."""
    rounds, together = (int(os.environ.get(name) or 1) for name in ("ROUNDS", "TOGETHER"))
    wanted = sys.argv[1:] or SCENARIOS
    rows: list[Row] = []
    with ProcessPoolExecutor(together, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        for row in processes.map(partial(played, rounds), wanted):
            rows.append(row)
            name, outcome, seconds = row
            print(f"{name}: {'held' if not outcome.lost else 'LOST'} in {seconds:.1f} s", flush=True)
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
