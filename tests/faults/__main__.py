"""``python -m tests.faults [SCENARIO …]``: break things, print one table. ``ROUNDS`` says how often (1)."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from .outcome import Outcome

SCENARIOS = (
    "power", "side_by_side", "full_disk", "read_only_disk", "renderer", "clock", "idle", "slow_clients", "stopping",
    "memory", "migration", "rehearsal",
)  # fmt: skip


def main() -> int:
    """Run the scenarios; return how many lost something."""
    rounds, wanted = int(os.environ.get("ROUNDS") or 1), sys.argv[1:] or SCENARIOS
    rows: list[tuple[str, Outcome, float]] = []
    for name in wanted:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"fault-{name}-", ignore_cleanup_errors=True) as folder:
            outcome = played(name, rounds, Path(folder))
        rows.append((name, outcome, time.monotonic() - began))
        print(f"{name}: {'held' if not outcome.lost else 'LOST'} in {rows[-1][2]:.1f} s", flush=True)
    print(f"\n| scenario | what was done | times | lost | note | s |\n|---|---|---|---|---|---|\n{table(rows)}")
    return sum(bool(outcome.lost) for _, outcome, _ in rows)


def played(name: str, rounds: int, folder: Path) -> Outcome:
    """Run one scenario; one that breaks off has lost."""
    try:
        outcome: Outcome = importlib.import_module(f"tests.faults.{name}").run(rounds, folder)
    except Exception:
        traceback.print_exc()
        return Outcome("broke off", 0, ["the scenario itself failed; see above"])
    return outcome


def table(rows: list[tuple[str, Outcome, float]]) -> str:
    """Return the outcomes as lines of a table."""
    return "\n".join(
        f"| {name} | {one.done} | {one.times} | {'; '.join(one.lost) or 'nothing'} | {one.note} | {seconds:.1f} |"
        for name, one, seconds in rows
    )


if __name__ == "__main__":
    sys.exit(main())
