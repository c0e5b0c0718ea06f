"""From the command to the first answer with a loaded database, and the memory of a worker after mixed requests."""

from __future__ import annotations

import compileall
import statistics
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from service.config import ROOT

from .hot import ADDRESSES
from .serving import fetched, free_port, running, spent

STARTS, REQUESTS = 3, 10_000
FIRST = {"concept": "/v1/concepts/hypervisor", "search": f"/v1/search?q={quote('하이퍼바이저')}"}
CONCEPTS = ("xen", "kvm", "hypervisor", "container", "serverless", "vdi")
MIXED = (
    "/v1/concepts/{0}?n={n}", "/v1/concepts/{0}.md?n={n}", "/v1/comparisons/{0},{1}?n={n}", "/v1/paths/{0}/{1}?n={n}",
    "/v1/search?q={0}&n={n}", "/v1/ask?q={0}%20vs%20{1}&n={n}", "/v1/concepts/{0}/graph?depth=2&n={n}",
    "/v1/concepts/{0}", "/v1/suggest?q={0}", "/v1/diagrams/xen-architecture.svg?lang=ko", "/v1/concepts/nothing-{n}",
)  # fmt: skip


@contextmanager
def started(database: Path) -> Iterator[tuple[int, str]]:
    """The service as `make run` starts it, with one worker; gives its process group and its address."""
    port = free_port()
    own = {
        "VIRTLAS_DATABASE_URL": f"sqlite:///{database}", "VIRTLAS_PICTURES": "", "PORT": str(port),
        "VIRTLAS_REQUESTS_PER_MINUTE": "0", "VIRTLAS_PICTURES_PER_MINUTE": "0",
    }  # fmt: skip
    with running([sys.executable, "-m", "service.serve"], **own) as server:
        yield server.pid, f"http://127.0.0.1:{port}"


def first_answer(database: Path, address: str) -> tuple[float, float]:
    """Return the seconds from the start of the service to its first answer: by the clock, and of the processor."""
    start = time.perf_counter()
    with started(database) as (group, own):
        fetched(f"{own}{address}", every=0.01)
        return time.perf_counter() - start, spent(group)


def memory(database: Path) -> float:
    """Return the megabytes of a worker that has answered many different requests; renderers are not its own."""
    with started(database) as (_, own):
        fetched(own + ADDRESSES["picture"])
        for number in range(REQUESTS):
            pair = CONCEPTS[number % 6], CONCEPTS[(number // 6 + number + 1) % 6]
            address = MIXED[number % len(MIXED)].format(*pair, n=number)
            try:
                with urllib.request.urlopen(own + address, timeout=30) as answer:
                    answer.read()
            except urllib.error.HTTPError as error:
                if error.code >= 500:
                    raise
                error.close()
        return largest(own)


def largest(address: str) -> float:
    """Return the resident megabytes that a worker tells of itself."""
    text = fetched(f"{address}/metrics").decode()
    line = next(line for line in text.splitlines() if line.startswith("process_resident_memory_bytes "))
    return float(line.split()[1]) / 1_048_576


def measured(database: Path) -> dict[str, float]:
    """Return the seconds to a first answer, by kind, and a worker's memory in MB."""
    found = {}
    for folder in ("service", "diagrams"):  # as `make run` and the container do
        compileall.compile_dir(ROOT / folder, quiet=1)
    for name, address in FIRST.items():
        times = [first_answer(database, address) for _ in range(STARTS)]
        found[f"start to first {name}, s"] = statistics.median(clock for clock, _ in times)
        found[f"start to first {name}, s of processor"] = statistics.median(processor for _, processor in times)
    return {**found, f"worker after {REQUESTS:,} mixed requests, MB": memory(database)}
