"""``kill -9`` of a random process under concurrent writes."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from pathlib import Path

from .outcome import Outcome, examine
from .serving import Server, Writers, served

KILLS = 10  # a round


def run(rounds: int, folder: Path) -> Outcome:
    """Kill workers, and now and then the whole server, while four clients write."""
    outcome = Outcome("kill -9 of a random server process under four writers")
    chance = random.Random(20261123)
    with served(folder, "power", workers=2) as server, Writers([server], server.key(), "power") as writers:
        for number in range(KILLS * rounds):
            writers.wait_for(2)
            time.sleep(chance.uniform(0, 0.15))
            strike(server, everything=number % 4 == 3, chance=chance)
            outcome.times += 1
        writers.wait_for(4)
    odd = {status: count for status, count in writers.statuses.items() if status not in (201, 503)}
    outcome.demand(not odd, f"answers other than 201 and 503: {odd}")
    examine(server.database, writers.acknowledged, outcome)
    outcome.note = f"{len(writers.acknowledged)} writes acknowledged"
    return outcome


def strike(server: Server, *, everything: bool, chance: random.Random) -> None:
    """Kill one worker, or all processes, and then start again."""
    if everything:
        server.kill()
        server.start()
        return
    workers = server.workers()
    if workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
