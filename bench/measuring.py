"""How long one piece of work takes in this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 60


def measured(work: Callable[[int], None], rounds: int = ROUNDS) -> dict[str, float]:
    """Return p50 and p99 of ``work(i)`` in milliseconds, after a warm-up."""
    for index in range(5):
        work(index)
    times = []
    for index in range(rounds):
        start = time.perf_counter()
        work(index)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {"p50": statistics.median(times), "p99": times[int(len(times) * 0.99) - 1]}


def peak() -> float:
    """Return the most memory that this process ever had, in MB. What ``getrusage`` tells begins with the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
