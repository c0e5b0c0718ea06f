"""What grows with the knowledge: synthetic atlases of several sizes, each loaded and asked in a process of its own.

Times are those that the processor spent: others who use the machine meanwhile do not count.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from service import create_app, migrating
from service.atlas import documents, revision
from service.atlas.folder import Document, Folder
from service.atlas.loading import Merge
from service.atlas.yaml_text import Tree
from service.config import ROOT
from service.database import db

from .measuring import peak

SIZES = (320, 10_000, 100_000)
MERGED = 10_000  # up to here everything goes through the three-way merge; above, batches of this size are written
ROUNDS = 400


def concept(number: int, size: int) -> dict[str, Any]:
    """Return a made-up concept: names, four facts and four relations, each with a source."""
    cited = {"sources": ["book"], "verified": []}
    others = [f"c{(number * 7 + step * 13 + 1) % size}" for step in range(4)]
    line = {
        "en": f"Concept {number}, one of many made-up things.",
        "ko": f"여러 지어낸 것 가운데 {number}번째 개념이다.",
    }
    return {
        "id": f"c{number}", "kind": "thing", "cluster": "all",
        "label": {"en": f"Concept {number}", "ko": f"개념 {number}"},
        "aliases": {"en": [f"thing number {number}"], "ko": [f"{number}번 개념"]}, "former_ids": [],
        "summary": line, "description": {language: " ".join([text] * 12) for language, text in line.items()},
        "facts": [
            {"property": f"p{place}", "value": number + place, "disputed": False, **cited} for place in range(4)
        ],
        "relations": [
            {"type": "part_of", "target": other, "disputed": False, **cited}
            for other in dict.fromkeys(others) if other != f"c{number}"
        ],
        "misconceptions": [],
    }  # fmt: skip


def vocabulary() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the documents that made-up concepts rest on."""
    yield "source", {"id": "book", "title": "Book", "publisher": "Nobody", "kind": "book"}
    for place in range(4):
        label = {"en": f"Property {place}", "ko": f"속성 {place}"}
        yield "property", {"id": f"p{place}", "label": label, "datatype": "number"}
    text = {"en": "is part of", "ko": "~의 일부"}
    flags = {"transitive": True, "symmetric": False, "acyclic": False}
    yield "relation_type", {"id": "part_of", "label": text, "inverse": text, "sentence": text, **flags}


def filled(size: int) -> float:
    """Fill the database with ``size`` made-up concepts; return concepts per second, from documents to the commit."""
    base = [Document(noun, one["id"], one, "made-up", Tree(data=None), (), 0) for noun, one in vocabulary()]
    first = min(size, MERGED)
    made = [Document("concept", f"c{n}", concept(n, first), "made-up", Tree(data=None), (), n) for n in range(first)]
    start = time.process_time()
    Merge(db.session, frozenset(), frozenset()).run(Folder([*base, *made], []))
    db.session.commit()
    spent = time.process_time() - start
    for begin in range(first, size, MERGED):
        batch = [(n, concept(n, min(begin + MERGED, size))) for n in range(begin, min(begin + MERGED, size))]
        start = time.process_time()
        documents.write(db.session, "concept", batch, revision.advance(db.session))
        db.session.commit()
        spent += time.process_time() - start
    return size / spent


def timed(work: Callable[[int], str], get: Callable[[str], None], size: int) -> float:
    """Return the median milliseconds of asking for ``work(number)``."""
    chance = random.Random(size)
    times = []
    for _ in range(ROUNDS + 20):
        address = work(chance.randrange(size))
        start = time.process_time()
        get(address)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times[20:])


def asked(folder: str, size: int) -> dict[str, float]:
    """Fill or ask one atlas, in this process."""
    app = create_app({"DATABASE_URL": f"sqlite:///{folder}/{size}.db", "HOT_MEGABYTES": 0, "PICTURES": "",
                      "REQUESTS_PER_MINUTE": 0})  # fmt: skip
    client = app.test_client()

    def get(address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    lookup = timed(lambda n: f"/v1/concepts/c{n}", get, size)
    comparison = timed(lambda n: f"/v1/comparisons/c{n},c{(n + 1) % size}", get, size)
    memory = peak()
    app.extensions["renderers"].close()
    return {"lookup ms": lookup, "comparison ms": comparison, "memory MB": memory}


def made(folder: str, size: int) -> dict[str, float]:
    """Make the database of one atlas."""
    app = create_app({"DATABASE_URL": f"sqlite:///{folder}/{size}.db", "PICTURES": ""})
    with app.app_context():
        migrating.upgrade(db.engine)
        speed = filled(size)
    app.extensions["renderers"].close()
    return {"loaded /s": speed}


def measured(sizes: tuple[int, ...]) -> dict[int, dict[str, float]]:
    """Return load rate, times and memory by size; each is made and asked in new processes."""
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            found[size] = {}
            for step in ("made", "asked"):
                command = [sys.executable, "-m", "bench.growth", step, folder, str(size)]
                said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
                found[size] |= json.loads(said.splitlines()[-1])
            for path in Path(folder).glob(f"{size}.db*"):
                path.unlink()
    return found


if __name__ == "__main__":
    print(json.dumps({"made": made, "asked": asked}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
