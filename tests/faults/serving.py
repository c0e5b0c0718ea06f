"""A real server over a copy of the bread atlas, and clients that remember what was acknowledged."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import keys
from service.config import ROOT
from tests.conftest import BREAD

from . import loaded

STARTS_WITHIN = 60.0  # seconds, also on a busy machine


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``python -m service.serve`` in a process group of its own."""

    def __init__(self, database: Path, *, workers: int = 1, lead: Sequence[str] = (), **settings: object) -> None:
        """Serve ``database``; ``lead`` is a command that the server is started by, ``settings`` are the service's."""
        self.database, self.lead, self.port = database, lead, free_port()
        own = {"WORKERS": workers, "REQUESTS_PER_MINUTE": 0, "PICTURES_PER_MINUTE": 0, "PICTURES": "", "RENDERERS": 1,
               "DATABASE_URL": f"sqlite:///{database}", "KNOWLEDGE": BREAD, **settings}  # fmt: skip
        self.environment = {**os.environ, "PORT": str(self.port)}
        self.environment |= {f"VIRTLAS_{name}": str(value) for name, value in own.items()}
        self.process: subprocess.Popen[bytes] | None = None
        self.log = database.parent / f"server-{self.port}.log"

    def start(self, limit: Any = None) -> Server:
        """Start, and wait until it answers; ``limit`` is called in the new process first."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.lead, sys.executable, "-m", "service.serve"], cwd=ROOT, env=self.environment,
                stdout=log, stderr=log, start_new_session=True, preexec_fn=limit,  # noqa: PLW1509 - one thread runs then
            )  # fmt: skip
        end = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/readyz")[0] == 200:
                    return self
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-2000:]}")

    @property
    def pid(self) -> int:
        """The main process."""
        assert self.process is not None
        return self.process.pid

    def workers(self) -> list[int]:
        """Return the processes that answer: those that have the renderers as children."""
        return [one for one in children(self.pid) if "resource_tracker" not in command(one)]

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Send one request on a connection of its own; return status, body and headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            return send(connection, method, address, body, **headers)
        finally:
            connection.close()

    def key(self, role: str = "editor") -> dict[str, str]:
        """Make a key and return it as a header."""
        engine = sa.create_engine(f"sqlite:///{self.database}")
        with Session(engine) as session:
            made = keys.create(session, f"key {random.random()}", role, None)
        engine.dispose()
        return {"Authorization": f"Bearer {made}"}

    def kill(self) -> None:
        """Kill every process of the server at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def stop(self) -> int:
        """Ask the server to stop; return its exit status."""
        assert self.process is not None
        self.process.terminate()
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            return -1
        finally:
            self.kill()

    def __enter__(self) -> Server:
        return self.start() if self.process is None else self

    def __exit__(self, *_: object) -> None:
        self.kill()


def send(
    connection: http.client.HTTPConnection, method: str, address: str, body: Any = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    """Send one request; return status, body and headers."""
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection.request(method, address, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}


def children(process: int) -> list[int]:
    """Return the children of a process."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def command(process: int) -> str:
    """Return the command line of a process, or nothing when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


class Writers:
    """Threads that create sources without pause, each with an ``Idempotency-Key``, and try again until answered."""

    def __init__(self, servers: Sequence[Server], key: dict[str, str], name: str, count: int = 4) -> None:
        """Write to the servers in turn; ids start with ``name``."""
        self.servers, self.key, self.name = servers, key, name
        self.acknowledged: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.bodies: set[bytes] = set()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(one,)) for one in range(count)]

    def work(self, thread: int) -> None:
        """Write until it is over."""
        server = self.servers[thread % len(self.servers)]
        number = 0
        while not self.over.is_set():
            number += 1
            identity = f"{self.name}-{thread}-{number}"
            while not self.over.is_set():
                with contextlib.suppress(OSError, http.client.HTTPException):
                    status, body, _ = server.ask("POST", "/v1/sources", source(identity), **self.key,
                                                 Idempotency_Key=identity)  # fmt: skip
                    self.statuses[status] += 1
                    if status == 201:
                        self.acknowledged.append(identity)
                        break
                    self.bodies.add(body)
                time.sleep(0.02)

    def wait_for(self, more: int, seconds: float = STARTS_WITHIN) -> None:
        """Wait until ``more`` writes than now are acknowledged."""
        goal, end = len(self.acknowledged) + more, time.monotonic() + seconds
        while len(self.acknowledged) < goal and time.monotonic() < end:
            time.sleep(0.005)

    def __enter__(self) -> Writers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()


def source(identity: str, title: str = "T") -> dict[str, str]:
    """Return a source as an editor writes it."""
    return {"id": identity, "title": title, "publisher": "P", "kind": "docs"}


@contextlib.contextmanager
def served(folder: Path, name: str, **options: Any) -> Iterator[Server]:
    """Serve a copy of the scenario's database in a folder of this name."""
    with Server(loaded.copy(folder, folder / name), **options) as server:
        yield server
