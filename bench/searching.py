"""``python -m bench.searching [--sizes 320,100000]``: search as the atlas grows, and suggest beside a bare answer.

Each step has a process of its own. Of search, times are those that the processor spent: others who use the machine
meanwhile do not count. Every size is asked the same questions. Each suggestion is for other letters, so that none is
a kept one; the same bytes from a bare function on the same server show what the server itself costs.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from service import create_app, migrating
from service.atlas import documents, writing
from service.atlas.history import note
from service.atlas.searching import index, index_file
from service.atlas.searching.search import search
from service.config import ROOT
from service.database import db

from . import made_up
from .hot import served
from .measuring import peak
from .serving import Asked, fetched, free_port, granian, running, spent

SIZES = (320, 100_000)
LONGEST = 8  # letters that are typed
WARM, ROUNDS = 200, 2000
Figures = dict[str, float]


def filled(size: int) -> Figures:
    """Make the database of one synthetic atlas."""
    migrating.upgrade(db.engine)
    return {"filled s": timed(lambda: made_up.fill(size, made_up.vocabulary(random.Random(5))))}


def indexed(_size: int) -> Figures:
    """Index it."""
    before = peak()
    seconds = timed(lambda: index.current(db.session))
    file = Path(index_file.file_of(db.engine.url))
    return {"index s": seconds, "index MB": file.stat().st_size / 1_048_576, "indexing takes MB": peak() - before}


def asked(_size: int) -> Figures:
    """Search it, and write to it."""
    words = made_up.vocabulary(random.Random(5))
    questions = made_up.questions(min(SIZES), words)
    del words
    before = peak()
    opened = timed(lambda: index.current(db.session))
    by_kind = {
        kind: [timed(lambda q=q: search(db.session, q, limit=20)) * 1000 for q in some]  # type: ignore[misc]
        for kind, some in questions.items()
    }
    times = sorted(time for some in by_kind.values() for time in some)
    taken = peak() - before
    return {
        "opened ms": opened * 1000, "search p50 ms": statistics.median(times),
        "search p99 ms": times[int(len(times) * 0.99) - 1], "search takes MB": taken, "worker MB": peak(),
        "after a write ms": rewritten() * 1000, **{kind: statistics.median(some) for kind, some in by_kind.items()},
    }  # fmt: skip


def rewritten() -> float:
    """Return the seconds of a search that follows a write, the index brought up to it."""
    with writing.whole(db.session) as number:
        before = documents.read(db.session, "concept", "c0") or {}
        after = {**before, "label": {"en": "Qwertz", "ko": "쿼르츠"}}
        documents.write(db.session, "concept", [(0, after)], number)
        note(db.session, ("concept", "c0"), before, after, revision=number, actor="bench")

    def follow() -> None:
        assert search(db.session, "쿼르츠").items[0].concept.id == "c0"

    return timed(follow)


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


STEPS: dict[str, Callable[[int], Figures]] = {"filled": filled, "indexed": indexed, "asked": asked}


def step(name: str, folder: str, size: int) -> Figures:
    """Run one step in this process."""
    app = create_app({"DATABASE_URL": f"sqlite:///{folder}/{size}.db", "PICTURES": ""})
    try:
        with app.app_context():
            return STEPS[name](size)
    finally:
        app.extensions["renderers"].close()


def scaled(sizes: tuple[int, ...]) -> dict[int, Figures]:
    """Return index and search by size."""
    found: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            found[size] = {}
            for name in STEPS:
                command = [sys.executable, "-m", "bench.searching", "--step", name, folder, str(size)]
                said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
                found[size] |= json.loads(said.splitlines()[-1])
            for path in Path(folder).glob(f"{size}.db*"):
                path.unlink()
    return found


def typed(database: Path) -> list[str]:
    """Return beginnings of names, none twice."""
    chance = random.Random(5)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        names = [row[0] for row in connection.execute("SELECT DISTINCT text FROM name ORDER BY text")]
    begun = sorted({name[:length].strip() for name in names for length in range(1, LONGEST + 1)} - {""})
    return chance.sample(begun, min(len(begun), WARM + ROUNDS))


def suggested(database: Path) -> Figures:
    """Return the milliseconds of a suggestion over HTTP, and of the same bytes from a bare function."""
    with served(database) as (group, own):
        addresses = [f"{own}/v1/suggest?q={quote(q)}" for q in typed(database)]
        body = database.with_name("suggestions")
        body.write_bytes(fetched(f"{own}/v1/suggest?q={quote('가상')}&limit=8"))
        port = free_port()
        with running(granian("bench.peers.bare:app", port), BARE_BODY=str(body)) as peer:
            bare = f"http://127.0.0.1:{port}/"
            fetched(bare)
            suggestion, alone = answered((group, own), addresses), answered((peer.pid, bare), [bare] * len(addresses))
    return {
        "suggest over HTTP, ms": suggestion["p50"], "suggest over HTTP, p99 ms": suggestion["p99"],
        "suggest, ms of processor": suggestion["processor"], "bare answer over HTTP, ms": alone["p50"],
        "bare answer over HTTP, p99 ms": alone["p99"], "bare answer, ms of processor": alone["processor"],
    }  # fmt: skip


def answered(server: Asked, addresses: list[str]) -> Figures:
    """Return the milliseconds of an answer by the clock, and the server's own processor time for one.

    One connection is kept alive; the first ``WARM`` answers do not count.
    """
    parts = urlsplit(server[1])
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    times = []
    for number, address in enumerate(addresses):
        if number == WARM:
            before = spent(server[0])
        start = time.perf_counter()
        connection.request("GET", address[len(f"{parts.scheme}://{parts.netloc}") :] or "/")
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status == 200, (address, answer.status)
    connection.close()
    counted = sorted(times[WARM:])
    return {
        "p50": statistics.median(counted), "p99": counted[int(len(counted) * 0.99) - 1],
        "processor": (spent(server[0]) - before) / len(counted) * 1000,
    }  # fmt: skip


def measured(database: Path, sizes: tuple[int, ...] = SIZES) -> tuple[Figures, dict[int, Figures]]:
    """Return what is promised of suggest and search, and the figures by size."""
    by_size = scaled(sizes)
    least, most = by_size[min(sizes)], by_size[max(sizes)]
    found = {
        **suggested(database),
        "search, largest / smallest": most["search p50 ms"] / least["search p50 ms"],
        "memory of search, largest - smallest, MB": most["search takes MB"] - least["search takes MB"],
    }
    return found, by_size


def main() -> None:
    """Print and write the figures, or run one step of them."""
    from .__main__ import loaded, machine

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="synthetic concepts, with commas")
    parser.add_argument("--step", nargs=3, metavar=("NAME", "FOLDER", "SIZE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        name, folder, size = given.step
        print(json.dumps(step(name, folder, int(size))))
        return
    with tempfile.TemporaryDirectory() as folder:
        found, by_size = measured(loaded(folder), tuple(int(size) for size in given.sizes.split(",")))
    for name, value in found.items():
        print(f"{name:42}{value:10.2f}")
    for number, row in by_size.items():
        print(f"{number:>12,} concepts: " + ", ".join(f"{key} {value:,.2f}" for key, value in row.items()))
    about = machine()
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    target = ROOT / "build" / "bench-searching.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"machine": about, "results": found, "sizes": by_size}, indent=1))


if __name__ == "__main__":
    main()
