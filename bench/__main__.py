"""``python -m bench [--sizes 320,10000,100000] [--only PART]``: everything that is promised about speed, in one table.

Each line is a ratio within one run, or a figure with its unit, beside what is promised. Nothing of the machine's own
data is touched: the database is made anew, and drawn pictures are not kept.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from service import create_app, migrating
from service.atlas.loading import load
from service.config import ROOT
from service.database import db

from . import asking, growth, hot, searching, starting, uncached

PARTS = ("hot", "uncached", "starting", "searching", "asking", "growth")
# What is promised of each line, and whether that is the least or the most.
PROMISED: dict[str, tuple[str, float]] = {
    "hot concept / bare": (">=", 0.70), "hot comparison / bare": (">=", 0.70), "hot picture / bare": (">=", 0.70),
    "304 / bare": (">=", 0.85), "hot concept / datasette": (">=", 50), "hot concept, gzip / datasette": (">=", 50),
    "uncached concept / plain": (">=", 1.5),
    "uncached concept / comparison": ("<=", 3), "start to first concept, s": ("<=", 1.5),
    "start to first search, s": ("<=", 1.5), "worker after 10,000 mixed requests, MB": ("<=", 150),
    "suggest over HTTP, ms": ("<=", 2), "search, largest / smallest": ("<=", 5),
    "ask / lookup of one concept": ("<=", 8), "slowest hostile input / median": ("<=", 10),
    "loaded, concepts/s": (">=", 3000), "lookup, largest / smallest": ("<=", 1.5),
    "comparison, largest / smallest": ("<=", 1.5), "memory, largest / smallest": ("<=", 1.5),
}  # fmt: skip


def loaded(folder: str) -> Path:
    """Return a database that holds the whole atlas."""
    path = Path(folder, "atlas.db")
    app = create_app({"DATABASE_URL": f"sqlite:///{path}", "PICTURES": ""})
    with app.app_context():
        migrating.upgrade(db.engine)
        start = time.perf_counter()
        load(db.session, ROOT / "knowledge")
        print(f"whole atlas read, checked and loaded in {time.perf_counter() - start:.1f} s", flush=True)
        db.engine.dispose()
    app.extensions["renderers"].close()
    return path


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version(),
        "system": platform.system(), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def served(part: Any, database: Path, figures: dict[str, Any]) -> dict[str, float]:
    """Return the ratios of a part that compares servers; its rates go into ``figures``."""
    rates = part.measured(database)
    figures |= rates
    return {name: row["ratio"] for name, row in rates.items()}


def grown(sizes: tuple[int, ...], figures: dict[str, Any]) -> dict[str, float]:
    """Return how cost grows from the smallest to the largest atlas."""
    found = growth.measured(sizes)
    figures["sizes"] = found
    least, most = found[min(sizes)], found[max(sizes)]
    return {
        "loaded, concepts/s": most["loaded /s"],
        "lookup, largest / smallest": most["lookup ms"] / least["lookup ms"],
        "comparison, largest / smallest": most["comparison ms"] / least["comparison ms"],
        "memory, largest / smallest": most["memory MB"] / least["memory MB"],
    }


def shown(results: dict[str, float], figures: dict[str, Any]) -> None:
    """Print the table."""
    print(f"\n{'measure':42}{'found':>10}{'promised':>14}   rates or sizes")
    for name, value in results.items():
        sign, bound = PROMISED.get(name, ("", 0))
        kept = "" if not sign else "ok" if (value >= bound if sign == ">=" else value <= bound) else "MISSED"
        row = figures.get(name, {})
        rates = f"{row['own']:,.0f}/s : {row['peer']:,.0f}/s; by processor time {row['processor']:.2f}" if row else ""
        print(f"{name:42}{value:10,.2f}{f'{sign} {bound:g}' if sign else '':>14}   {kept:8}{rates}")
    for size, row in [*figures.get("search by size", {}).items(), *figures.get("sizes", {}).items()]:
        print(f"{size:>12,} concepts: " + ", ".join(f"{key} {value:,.2f}" for key, value in row.items()))


def main() -> None:
    """Print the table and write it as JSON to build/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, growth.SIZES)), help="synthetic concepts, with commas")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be repeated")
    given = parser.parse_args()
    parts, sizes = given.only or PARTS, tuple(int(size) for size in given.sizes.split(","))
    if {"hot", "uncached"} & set(parts) and shutil.which("wrk") is None:
        sys.exit("wrk is needed: apt-get install wrk")
    results: dict[str, float] = {}
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = loaded(folder)
        if "hot" in parts:
            results |= served(hot, database, figures)
        if "uncached" in parts:
            results |= served(uncached, database, figures)
        if "starting" in parts:
            results |= starting.measured(database)
        if "searching" in parts:
            found, figures["search by size"] = searching.measured(database, (min(sizes), max(sizes)))
            results |= found
        if "asking" in parts:
            figures["asking"] = asking.atlas_rows(folder)
            results |= asking.promised(figures["asking"])
    if "growth" in parts:
        results |= grown(sizes, figures)
    about = machine()
    shown(results, figures)
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"machine": about, "results": results, "figures": figures}, indent=1))


if __name__ == "__main__":
    main()
