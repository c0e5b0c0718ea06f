"""Kept answers against the same server giving the same bytes from a bare function, and against Datasette.

Two servers run at once, one worker each, and are asked in turn by ``wrk``. The ratio of neighbouring rounds counts.
The bare function gets one thread, as kept answers do here: with more it is slower, for want of Python's one lock.
"""

from __future__ import annotations

import subprocess
import sys
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.config import ROOT

from .serving import Asked, atlas, compared, fetched, free_port, granian, running, tag_of

COMPARED = "/v1/comparisons/type-1-hypervisor,type-2-hypervisor"
ADDRESSES = {"concept": "/v1/concepts/hypervisor", "comparison": COMPARED, "picture": f"{COMPARED}.svg?lang=ko"}
DATASETTE = ROOT / "build" / "datasette"


@contextmanager
def served(database: Path, **settings: str) -> Iterator[Asked]:
    """The service over a database, without limits for one client; gives its process group and its address."""
    port = free_port()
    own = {
        "VIRTLAS_DATABASE_URL": f"sqlite:///{database}", "VIRTLAS_REQUESTS_PER_MINUTE": "0",
        "VIRTLAS_PICTURES_PER_MINUTE": "0", "VIRTLAS_PICTURES": "", **settings,
    }  # fmt: skip
    with running(atlas(port), **own) as server:
        address = f"http://127.0.0.1:{port}"
        fetched(f"{address}/healthz")
        yield server.pid, address


def measured(database: Path) -> dict[str, dict[str, float]]:
    """Return the rates of kept answers, of the bare function, and their ratios."""
    results = {}
    with served(database) as (group, own):
        for name, address in ADDRESSES.items():
            body = database.with_name(name)
            body.write_bytes(fetched(own + address))
            port = free_port()
            with running(granian("bench.peers.bare:app", port, threads=1), BARE_BODY=str(body)) as peer:
                bare = f"http://127.0.0.1:{port}/"
                if fetched(bare) != body.read_bytes():
                    raise SystemExit("the bare server gives other bytes")
                results[f"hot {name} / bare"] = compared((group, own + address), (peer.pid, bare))
                if name == "concept":
                    held = f"If-None-Match: {tag_of(own + address)}"
                    results["304 / bare"] = compared((group, own + address), (peer.pid, bare), held)
        program = datasette()
        if program:
            port = free_port()
            command = [
                str(program),
                "serve",
                "-i",
                str(database),
                "--port",
                str(port),
                "--setting",
                "num_sql_threads",
                "4",
            ]
            with running(command) as peer:
                row = f"http://127.0.0.1:{port}/{database.stem}/concept/hypervisor.json"
                fetched(row)
                results["hot concept / datasette"] = compared((group, own + ADDRESSES["concept"]), (peer.pid, row))
                # As browsers and HTTP libraries ask; Datasette compresses nothing.
                asked = "Accept-Encoding: gzip"
                results["hot concept, gzip / datasette"] = compared(
                    (group, own + ADDRESSES["concept"]), (peer.pid, row), asked
                )
    return results


def datasette() -> Path | None:
    """Return the program, installed into an environment of its own; ``None`` where that cannot be done."""
    program = DATASETTE / "bin" / "datasette"
    if program.exists():
        return program
    try:
        subprocess.run([sys.executable, "-m", "venv", str(DATASETTE)], check=True, capture_output=True)
        install = [str(DATASETTE / "bin" / "pip"), "install", "--quiet", "datasette"]
        subprocess.run(install, check=True, capture_output=True, timeout=300)
    except (subprocess.SubprocessError, urllib.error.URLError) as error:
        print(f"datasette cannot be installed here, so it is not compared: {error}")
        return None
    return program if program.exists() else None
