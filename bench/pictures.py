"""``python -m bench.pictures``: what a picture costs, against Graphviz started anew for the same graph.

Both sides end with an SVG and run in turn, in one process on one machine; only the ratios mean something elsewhere.
Graphviz is what stands on the PATH (``dot``, ``neato``); without it that half of the table is left out. What a drawn
picture costs against the same bytes from memory, through a server, is the picture's row of ``python -m bench``.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

import diagrams
from bench.graphviz_tables import table_dot
from service import create_app, drawing, migrating
from service.atlas.loading import load
from service.config import ROOT
from service.database import db
from service.drawing.kept import Kept
from service.models import Concept, Diagram

CONCEPTS = ("xen", "kvm", "hypervisor", "container", "serverless", "vdi")
ROUNDS = 36
CLIENTS, DIFFERENT = 16, 200
MANY = 2000
LANGUAGES = ("ko", "en", "ko%2Ben")
THEMES = ("light", "dark", "print")


def turns(**sides: Callable[[int], object]) -> dict[str, list[float]]:
    """Return the sorted milliseconds of every side; they take turns, so that a busy moment hits them all."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for index in range(ROUNDS + 3):
        for name, work in sides.items():
            start = time.perf_counter()
            work(index)
            if index >= 3:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: sorted(one) for name, one in times.items()}


def started(program: str, *flags: str) -> Callable[[bytes], None]:
    """Return what starts ``program`` anew and has it draw a graph."""
    path = shutil.which(program)

    def run(dot: bytes) -> None:
        subprocess.run([str(path), *flags, "-Tsvg"], input=dot, capture_output=True, check=True, timeout=30)

    return run


def getter(client: FlaskClient) -> Callable[[str], bytes]:
    """Return what asks for an address and insists on an answer."""

    def get(address: str) -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.data

    return get


def against_graphviz(app: Flask) -> dict[str, dict[str, float]]:
    """Return p50 of drawing a value as SVG, and of Graphviz started anew for every pass the same picture takes it.

    Every picture is drawn once: none of them is the second of its kind.
    """
    get = getter(app.test_client())
    dot, neato = started("dot"), started("neato", "-n2")
    found: dict[str, dict[str, float]] = {}
    for view in ("architecture", "graph"):
        names, values = spread(app, view)
        dots = [get(f"/v1/concepts/{one}.dot?view={view}") for one in names]
        passes: list[list[tuple[Callable[[bytes], None], bytes]]] = [[(dot, one)] for one in dots]
        if view == "architecture":  # nested boxes are one table to dot; neato routes the links between pinned boxes
            # Graphviz before version 10 aborts on orthogonal links between pinned boxes: straight ones cost it less.
            pinned = [one.replace(b"splines=ortho", b"splines=line") for one in dots]
            passes = [
                [(dot, table_dot(value)), (neato, two)]
                for value, two in zip(values, pinned, strict=True)
                if isinstance(value, diagrams.Architecture)
            ]
        found[f"{view}, drawn anew"] = sides(values, passes, app.extensions["renderers"])
    return found


def spread(app: Flask, view: str) -> tuple[list[str], list[diagrams.Picture]]:
    """Return concepts from the whole alphabet that have such a picture of their own, and the pictures."""
    kind = diagrams.Architecture if view == "architecture" else diagrams.Graph
    with app.test_request_context():
        every = list(db.session.scalars(sa.select(Concept.id).order_by(Concept.id)))
        drawn = {one: drawing.concept_picture(db.session, one, view, "").picture for one in every}
    own = [one for one, picture in drawn.items() if isinstance(picture, kind)]
    names = own[:: len(own) // (ROUNDS + 3)][: ROUNDS + 3]
    return names, [drawn[one] for one in names]


def sides(
    values: list[diagrams.Picture],
    passes: list[list[tuple[Callable[[bytes], None], bytes]]],
    pool: diagrams.RendererPool,
) -> dict[str, float]:
    """Return p50 of drawing ``values`` and of running their ``passes``; both take turns over the same pictures."""
    options = diagrams.Options(text="font")

    def graphviz(index: int) -> None:
        for run, dot in passes[index % len(passes)]:
            run(dot)

    times = turns(ours=lambda index: diagrams.draw(values[index % len(values)], options, pool), graphviz=graphviz)
    return {name: statistics.median(one) for name, one in times.items()}


def from_disk(app: Flask, folder: Path) -> dict[str, float]:
    """Return p50 of a picture that another process left on disk, and of drawing it."""
    get = getter(app.test_client())
    kept, none = Kept(folder, 64), Kept(None, 0)
    names = [f"/v1/concepts/{one}.svg?lang=ko" for one in CONCEPTS]

    def asked(store: Kept, mark: str) -> Callable[[int], object]:
        def ask(index: int) -> object:
            app.extensions["pictures"] = store
            return get(f"{names[index % 6]}&v={mark}{index}")

        return ask

    for index in range(6):
        asked(kept, "first")(index)
    times = turns(kept=asked(kept, "kept"), drawn=asked(none, "drawn"))
    return {name: statistics.median(one) for name, one in times.items()}


def crowd(app: Flask) -> dict[str, float]:
    """Return p50 and p99 of many clients asking for different pictures, and how many failed."""
    with app.app_context():
        names = [f"/v1/diagrams/{one}" for one in db.session.scalars(sa.select(Diagram.id).order_by(Diagram.id))]
    asked = [
        f"{name}.svg?lang={language}&theme={theme}&aspect={aspect}&v=crowd"
        for aspect in ("16:9", "4:3", "auto")
        for theme in THEMES
        for language in LANGUAGES
        for name in names
    ]
    asked = asked[:DIFFERENT]
    times: list[float] = []
    failed: list[int] = []
    queue = iter(asked)
    lock = threading.Lock()

    def client() -> None:
        own = app.test_client()
        while True:
            with lock:
                address = next(queue, None)
            if address is None:
                return
            start = time.perf_counter()
            status = own.get(address).status_code
            with lock:
                times.append((time.perf_counter() - start) * 1000)
                if status != 200:
                    failed.append(status)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return {"p50": statistics.median(times), "p99": times[int(len(times) * 0.99) - 1], "failed": float(len(failed))}


def memory(app: Flask) -> dict[str, dict[str, float]]:
    """Return the megabytes of the renderer children, and of this process, after a quarter of MANY pictures and after
    all; every tenth a bitmap, which is what children make, and none drawn twice."""
    get = getter(app.test_client())
    with app.app_context():
        names = list(db.session.scalars(sa.select(Diagram.id).order_by(Diagram.id)))
    found: dict[str, dict[str, float]] = {"memory of the renderers": {}, "memory of the process": {}}
    for index in range(1, MANY + 1):
        form = "png" if index % 10 == 0 else "svg"
        get(f"/v1/diagrams/{names[index % len(names)]}.{form}?lang={LANGUAGES[index % 3]}&v=many{index}")
        if index in (MANY // 4, MANY):
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
            found["memory of the renderers"][f"after {index}"] = sum(map(megabytes, children))
            found["memory of the process"][f"after {index}"] = megabytes("self")
    return found


def megabytes(process: str) -> float:
    """Return the memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 1_000_000


def main() -> None:
    """Print one table and write it as JSON to build/bench-pictures.json."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": f"sqlite:///{folder}/bench.db", "PICTURES": ""})
        with app.app_context():
            migrating.upgrade(db.engine)
            load(db.session, ROOT / "knowledge")
        results: dict[str, dict[str, float]] = {}
        if shutil.which("dot"):
            results |= against_graphviz(app)
        else:
            print("no Graphviz on the PATH: pictures are not compared with it")
        results["picture kept on disk"] = from_disk(app, Path(folder, "pictures"))
        results[f"{CLIENTS} clients, {DIFFERENT} pictures"] = crowd(app)
        if Path("/proc/self/statm").exists():
            results |= memory(app)
        app.extensions["renderers"].close()
    for name, row in results.items():
        unit = "MB" if name.startswith("memory") else "ms"
        told = "  ".join(f"{key} {value:.3g}" + ("" if key == "failed" else f" {unit}") for key, value in row.items())
        values = list(row.values())
        ratio = values[1] / values[0] if "p99" in row or name.startswith("memory") else values[0] / values[1]
        print(f"{name:32}{told}  ratio {ratio:.2f}")
    target = Path("build/bench-pictures.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
