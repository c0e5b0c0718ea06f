"""Renderers that are killed mid-picture: a picture may be told to come back, and none is broken."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

from .outcome import Outcome
from .serving import Server, children, command, served

KILLS = 10  # a round
PICTURES = ("/v1/diagrams/rye.svg", "/v1/comparisons/rye,baguette.png", "/v1/concepts/rye.svg", "/v1/diagrams/rye.pdf")


def run(rounds: int, folder: Path) -> Outcome:
    """Kill renderers while three clients ask for pictures that nobody drew before."""
    outcome = Outcome("kill -9 of a renderer while three clients ask for pictures")
    statuses: Counter[int] = Counter()
    broken: list[str] = []
    over = threading.Event()
    with served(folder, "renderer", RENDERERS=2) as server:

        def ask(client: int) -> None:
            number = 0
            while not over.is_set():
                number += 1
                address = (
                    f"{PICTURES[number % len(PICTURES)]}?width={300 + number % 3000}&lang={'ko' if client else 'en'}"
                )
                status, body, _ = server.ask("GET", address)
                statuses[status] += 1
                if status == 200 and not body.rstrip().endswith((b"</svg>", b"IEND\xaeB`\x82", b"%%EOF")):
                    broken.append(address)

        threads = [threading.Thread(target=ask, args=(client,)) for client in range(3)]
        for thread in threads:
            thread.start()
        chance = random.Random(20261123)
        while outcome.times < KILLS * rounds:
            answered, end = statuses.total(), time.monotonic() + 20
            while statuses.total() == answered and time.monotonic() < end:
                time.sleep(0.01)  # a picture was drawn since the last blow: the next one meets another
            time.sleep(chance.uniform(0.0, 0.2))
            outcome.times += strike(server, chance)
        over.set()
        for thread in threads:
            thread.join()
        for address in PICTURES:
            status = server.ask("GET", f"{address}?width=777")[0]
            outcome.demand(status == 200, f"{address} was answered {status} afterwards")
    odd = {status: count for status, count in statuses.items() if status not in (200, 503)}
    outcome.demand(not odd, f"answers other than 200 and 503: {odd}")
    outcome.demand(not broken, f"pictures that end early: {broken[:3]}")
    outcome.demand(statuses[200] >= outcome.times // 2, f"only {statuses[200]} pictures were drawn")
    outcome.note = f"{statuses[200]} pictures, {statuses[503]} told to come back"
    return outcome


def strike(server: Server, chance: random.Random) -> int:
    """Kill one renderer; return how many were killed."""
    renderers = [
        one for worker in server.workers() for one in children(worker) if "resource_tracker" not in command(one)
    ]
    if not renderers:
        return 0
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(renderers), signal.SIGKILL)
    return 1
