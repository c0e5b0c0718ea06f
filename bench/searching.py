"""``python -m bench.searching [--sizes 320,100000]``: search as the atlas grows, and suggest beside a bare answer.

Each step has a process of its own. Times are those that the processor spent: others who use the machine meanwhile do
not count. Nothing is kept between requests but the index; the same bytes from a bare function on the same server
show what the server itself costs.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import resource
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
from .serving import Asked, fetched, free_port, granian, running, spent

SIZES = (320, 100_000)
TYPED = ("하", "하잎", "ㅎㅇ", "vm", "k", "가상", "type", "dock", "서버", "ㄱㅅㅎ")
ROUNDS = 600
OFF = {"VIRTLAS_HOT_MEGABYTES": "0"}
Figures = dict[str, float]


def filled(size: int) -> Figures:
    """Make the database of one synthetic atlas."""
    migrating.upgrade(db.engine)
    made_up.fill(size, made_up.vocabulary(random.Random(5)))
    return {}


def indexed(_size: int) -> Figures:
    """Index it."""
    before = peak()
    seconds = timed(lambda: index.current(db.session))
    file = Path(index_file.file_of(db.engine.url))
    return {"index s": seconds, "index MB": file.stat().st_size / 1_048_576, "indexing takes MB": peak() - before}


def asked(size: int) -> Figures:
    """Search it, and write to it."""
    words = made_up.vocabulary(random.Random(5))
    questions = made_up.questions(size, words)
    del words
    before = peak()
    opened = timed(lambda: index.current(db.session))
    times = sorted(timed(lambda q=q: search(db.session, q, limit=20)) * 1000 for q in questions)  # type: ignore[misc]
    taken = peak() - before
    return {
        "opened ms": opened * 1000, "search p50 ms": statistics.median(times),
        "search p99 ms": times[int(len(times) * 0.99) - 1], "search takes MB": taken, "after a write s": rewritten(),
    }  # fmt: skip


def rewritten() -> float:
    """Return the seconds until a search follows a write."""
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


def peak() -> float:
    """Return the most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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


def suggested(database: Path) -> Figures:
    """Return the milliseconds of a suggestion over HTTP, and of the same bytes from a bare function."""
    with served(database, **OFF) as (group, own):
        addresses = [f"{own}/v1/suggest?q={quote(q)}" for q in TYPED]
        body = database.with_name("suggestions")
        body.write_bytes(fetched(addresses[0]))
        port = free_port()
        with running(granian("bench.peers.bare:app", port), BARE_BODY=str(body)) as peer:
            bare = f"http://127.0.0.1:{port}/"
            fetched(bare)
            suggestion, alone = answered((group, own), addresses), answered((peer.pid, bare), [bare])
    return {
        "suggest over HTTP, ms": suggestion["clock"], "suggest, ms of processor": suggestion["processor"],
        "bare answer over HTTP, ms": alone["clock"], "bare answer, ms of processor": alone["processor"],
    }  # fmt: skip


def answered(server: Asked, addresses: list[str]) -> Figures:
    """Return the median milliseconds of an answer by the clock, and the server's own processor time for one."""
    parts = urlsplit(server[1])
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    times = []
    for number in range(ROUNDS + 50):
        if number == 50:
            before = spent(server[0])
        address = addresses[number % len(addresses)]
        start = time.perf_counter()
        connection.request("GET", address[len(f"{parts.scheme}://{parts.netloc}") :] or "/")
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status == 200, (address, answer.status)
    connection.close()
    return {"clock": statistics.median(times[50:]), "processor": (spent(server[0]) - before) / ROUNDS * 1000}


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
