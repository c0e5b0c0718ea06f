"""``python -m bench``: p50 and p99 of uncached answers over the whole atlas, in one process."""

from __future__ import annotations

import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from service import create_app, migrating
from service.atlas.loading import load
from service.config import ROOT
from service.database import db

ROUNDS = 60
CONCEPTS = ("xen", "kvm", "hypervisor", "container", "serverless", "vdi")


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


def main() -> None:
    """Print one table and write it as JSON to build/bench.json."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": f"sqlite:///{folder}/bench.db"})
        with app.app_context():
            migrating.upgrade(db.engine)
            start = time.perf_counter()
            load(db.session, ROOT / "knowledge")
            loading = time.perf_counter() - start
        client = app.test_client()

        def get(address: str) -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        pairs = [(a, b) for a in CONCEPTS for b in CONCEPTS if a != b]
        results = {
            "lookup": measured(lambda i: get(f"/v1/concepts/{CONCEPTS[i % 6]}?n={i}")),
            "comparison of two": measured(lambda i: get(f"/v1/comparisons/{','.join(pairs[i % 30])}?n={i}")),
            "path": measured(lambda i: get(f"/v1/paths/{'/'.join(pairs[i % 30])}?n={i}")),
            "architecture picture": measured(lambda i: get(f"/v1/concepts/{CONCEPTS[i % 6]}.svg?lang=ko&v={i}")),
            "comparison picture": measured(
                lambda i: get(f"/v1/comparisons/{','.join(pairs[i % 30])}.svg?lang=ko&v={i}")
            ),
        }
        app.extensions["renderers"].close()
    base = results["lookup"]["p50"]
    print(f"{platform.machine()}, Python {platform.python_version()}; whole atlas loaded in {loading:.1f} s")
    print(f"{'uncached answer':24}{'p50 ms':>10}{'p99 ms':>10}{'× lookup':>10}")
    for name, row in results.items():
        print(f"{name:24}{row['p50']:10.1f}{row['p99']:10.1f}{row['p50'] / base:10.1f}")
    target = Path("build/bench.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"load_seconds": loading, "milliseconds": results}, indent=1))


if __name__ == "__main__":
    main()
