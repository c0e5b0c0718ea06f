"""Servers that a measure starts and stops, and how fast they answer."""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from service import config
from service.config import ROOT

ROUNDS, SECONDS, CONNECTIONS, THREADS = 7, 2, 16, 4
PROGRAMS = Path(sys.executable).parent


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a process group of its own; it and its workers are gone afterwards."""
    environment = {**os.environ, **variables}
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def granian(application: str, port: int, threads: int = THREADS) -> list[str]:
    """Return the command that serves a WSGI application with one worker."""
    return [
        str(PROGRAMS / "granian"), "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", str(threads), "--log-level", "warning", application,
    ]  # fmt: skip


def atlas(port: int) -> list[str]:
    """Return the command that serves the service as it runs, over a database that is taken as it is."""
    return [sys.executable, "-c", f"from bench.serving import serve; serve({port})"]


def serve(port: int) -> None:
    """Serve, as :func:`service.serve.main` does once all is prepared."""
    from service.serve import server

    server("127.0.0.1", port, config.from_environment()).serve()


def fetched(url: str, seconds: float = 120, every: float = 0.1) -> bytes:
    """Return what stands at ``url`` as soon as somebody answers there."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(every)
    raise SystemExit(f"nobody answers at {url}")


def tag_of(url: str) -> str:
    """Return the entity tag of an answer."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.headers["ETag"])


@dataclass(frozen=True)
class Rate:
    """How fast a server answers: requests by the clock, and by the processor time that it spent itself."""

    wall: float
    processor: float


def spent(server: int) -> float:
    """Return the processor seconds that a server's process group has used so far."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            numbers = path.read_text().rpartition(")")[2].split()
            if int(numbers[2]) == server:
                total += int(numbers[11]) + int(numbers[12])
    return total / os.sysconf("SC_CLK_TCK")


def rate(server: int, url: str, *headers: str) -> Rate:
    """Ask ``url`` for a while with ``wrk``; anything but 2xx and 3xx stops the measurement."""
    named = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", *named, url]
    before = spent(server)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds = spent(server) - before
    if "Non-2xx" in said and not headers:
        raise SystemExit(said)
    requests = int(re.findall(r"(\d+) requests in", said)[0])
    return Rate(float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]), requests / max(seconds, 0.01))


Asked = tuple[int, str]  # a server's process group and an address of it


def compared(own: Asked, peer: Asked, *headers: str) -> dict[str, float]:
    """Return median rates of two servers, asked in turn, and the median ratios of neighbouring rounds.

    ``headers`` are sent to ``own`` alone. On a machine that others use, the ratio by processor time is the one that
    still means something: by the clock, both servers wait for the same others.
    """
    rate(*own), rate(*peer)
    pairs = [(rate(*own, *headers), rate(*peer)) for _ in range(ROUNDS)]
    return {
        "own": statistics.median(one.wall for one, _ in pairs),
        "peer": statistics.median(other.wall for _, other in pairs),
        "ratio": statistics.median(one.wall / other.wall for one, other in pairs),
        "processor": statistics.median(one.processor / other.processor for one, other in pairs),
    }
