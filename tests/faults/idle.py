"""A thousand connections that say nothing, while others ask."""

from __future__ import annotations

import resource
import socket
from pathlib import Path

from .outcome import Outcome
from .serving import served, source

IDLE, READS, WRITES = 1000, 200, 20


def run(rounds: int, folder: Path) -> Outcome:
    """Hold connections open, read and write meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    outcome = Outcome("1,000 idle connections held while others read and write")
    with served(folder, "idle") as server:
        key = server.key()
        for turn in range(rounds):
            held = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(IDLE)]
            for one in held[: IDLE // 2]:
                one.sendall(b"GET /v1/concepts/rye HTTP/1.1\r\nHost: a\r\n")  # and never an end
            for number in range(READS):
                status = server.ask("GET", f"/v1/concepts/rye?n={number % 20}")[0]
                outcome.demand(status == 200, f"a read was answered {status}")
            for number in range(WRITES):
                status = server.ask("POST", "/v1/sources", source(f"idle-{turn}-{number}"), **key)[0]
                outcome.demand(status == 201, f"a write was answered {status}")
            for one in held:
                one.close()
            outcome.times += len(held)
        status = server.ask("GET", "/v1/concepts/rye")[0]
        outcome.demand(status == 200, f"a read afterwards was answered {status}")
    outcome.note = f"{READS * rounds} reads, {WRITES * rounds} writes meanwhile"
    return outcome
