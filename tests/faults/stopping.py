"""SIGTERM: what is in flight is finished, what comes later is refused, and the server ends by itself."""

from __future__ import annotations

import http.client
import random
import threading
import time
from pathlib import Path

from .outcome import Outcome, examine
from .serving import served, source

STOPS = 2  # a round
MANY = 60


def run(rounds: int, folder: Path) -> Outcome:
    """Stop a server while it draws pictures and writes an import."""
    outcome = Outcome("SIGTERM while pictures are drawn and an import is written")
    chance = random.Random(20261123)
    for number in range(STOPS * rounds):
        stop(folder, f"stop{number}", chance.uniform(0.03, 0.3), outcome)
        outcome.times += 1
    return outcome


def stop(folder: Path, name: str, after: float, outcome: Outcome) -> None:
    """Stop one server ``after`` seconds."""
    with served(folder, name) as server:
        key = server.key()
        found: list[tuple[str, int | str]] = []

        def ask(method: str, address: str, body: object = None) -> None:
            try:
                found.append((address, server.ask(method, address, body, **key)[0]))
            except (OSError, http.client.HTTPException) as error:
                found.append((address, type(error).__name__))

        sent = {"source": [source(f"stop-{one}", "T" * 100) for one in range(MANY)]}
        asked = [("POST", "/v1/import", sent), *(("GET", f"/v1/diagrams/rye.svg?width={500 + n}") for n in range(3))]
        threads = [threading.Thread(target=ask, args=one) for one in asked]
        for thread in threads:
            thread.start()
        time.sleep(after)
        status = server.stop()
        for thread in threads:
            thread.join()
        outcome.demand(status == 0, f"the server ended with {status}")
        for address, answer in found:
            outcome.demand(answer == 200, f"{address} in flight was answered {answer}")
        written = ("/v1/import", 200) in found
        stored = examine(server.database, [f"stop-{one}" for one in range(MANY)] if written else [], outcome)
        outcome.demand(len([one for one in stored if one.startswith("stop-")]) in (0, MANY), "half an import stands")
