"""Backups and restores while others read and write, and restores that are killed."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

from service.backup import back_up, restore

from .outcome import Outcome, examine
from .serving import Server, Writers, served

KILLS = 5  # a round


def run(rounds: int, folder: Path) -> Outcome:
    """Back up and restore under load; then kill restores."""
    outcome = Outcome("backup and restore while four clients write and one reads, and kill -9 of a restore")
    with served(folder, "rehearsal", workers=2) as server:
        for number in range(rounds):
            rehearse(server, folder / f"kept{number}.backup", f"turn{number}", outcome)
            outcome.times += 2
    chance = random.Random(20261123)
    kept = folder / "kept0.backup"
    for _ in range(KILLS * rounds):
        kill_restore(kept, server.database, chance.uniform(0.0, 0.3))
        examine(server.database, [], outcome)
        outcome.times += 1
    restore(kept, server.database)
    examine(server.database, [], outcome)
    return outcome


def rehearse(server: Server, kept: Path, name: str, outcome: Outcome) -> None:
    """One backup and one restore while others are at work."""
    over = threading.Event()
    reads: Counter[int] = Counter()

    def read() -> None:
        while not over.is_set():
            reads[server.ask("GET", "/v1/concepts/rye?n=1")[0]] += 1

    reader = threading.Thread(target=read)
    reader.start()
    key = server.key()
    with Writers([server], key, f"{name}-one") as writers:
        writers.wait_for(10)
        before = list(writers.acknowledged)
        back_up(server.database, kept)
        writers.wait_for(10)
    outcome.demand(set(writers.statuses) <= {201, 503}, f"writes were answered {dict(writers.statuses)}")
    with Writers([server], key, f"{name}-two") as others:
        others.wait_for(5)
        restore(kept, server.database)
        back = server.ask("GET", f"/v1/sources/{others.acknowledged[0]}?n=1")[0]
        restored = list(others.acknowledged)
        others.wait_for(10)
    outcome.demand(back == 404, f"a write of the lost state was answered {back} after the restore")
    over.set()
    reader.join()
    outcome.demand(set(reads) == {200}, f"reads were answered {dict(reads)}")
    # What was acknowledged before the backup began, and after the restore ended, must be there.
    after = others.acknowledged[len(restored) + 4 :]  # four were on their way
    examine(server.database, [*before, *after], outcome)
    outcome.note = f"{sum(reads.values())} reads meanwhile"


def kill_restore(kept: Path, database: Path, after: float) -> None:
    """Kill a process that restores."""
    child = os.fork()
    if child == 0:
        try:
            restore(kept, database)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
