"""Two servers that write to one database."""

from __future__ import annotations

import time
from pathlib import Path

from .outcome import Outcome, examine
from .serving import Server, Writers, served

SECONDS = 3  # a round


def run(rounds: int, folder: Path) -> Outcome:
    """Write through two servers at once: every answer is 201, nobody is told of a lock."""
    outcome = Outcome("two server processes writing to one database, in seconds", SECONDS * rounds)
    with served(folder, "side") as one, Server(one.database) as other:
        with Writers([one, other], one.key(), "side") as writers:
            time.sleep(SECONDS * rounds)
        examine(one.database, writers.acknowledged, outcome)
        logs = one.log.read_text() + other.log.read_text()
    others = {status: count for status, count in writers.statuses.items() if status != 201}
    outcome.demand(not others, f"answers other than 201: {others}")
    outcome.demand("locked" not in logs, "a lock error stands in the log")
    outcome.note = f"{len(writers.acknowledged)} writes"
    return outcome
