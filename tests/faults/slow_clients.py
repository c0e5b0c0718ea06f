"""Clients that read, or send, a few bytes at a time, while others ask."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

from .outcome import Outcome
from .serving import Server, served, source

READERS, SENDERS, READS = 40, 40, 100
PATIENCE = 10.0  # seconds that another client may have to wait, also on a busy machine; without care it is for ever
KEPT = "/v1/export.json"
HEAD = "GET {} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
BODY = "POST /chat/kakao HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{"


def run(rounds: int, folder: Path) -> Outcome:
    """Let slow clients hold answers and bodies; everybody else is answered in time."""
    outcome = Outcome("40 clients that read and 40 that send a few bytes at a time")
    waits: list[float] = []
    with served(folder, "slow", MAX_IMPORT_BYTES=8_000_000, HOT_MEGABYTES=64) as server:
        grow(server, outcome)
        for turn in range(rounds):
            over = threading.Event()
            # Half of the readers ask for what is kept, the others for what is to be made: these are told to come
            # back where making it would leave no thread to anybody else.
            asked = [f"{KEPT}?n={turn}-{number}" if number % 2 else KEPT for number in range(READERS)]
            heard: list[bytes] = []
            clients = [slow(server, HEAD.format(address), over, heard) for address in asked]
            clients += [slow(server, BODY, over) for _ in range(SENDERS)]
            time.sleep(0.5)
            for number in range(READS):
                began = time.monotonic()
                status = server.ask("GET", f"/v1/concepts/rye?n={number % 30}")[0]
                waits.append(time.monotonic() - began)
                outcome.demand(status == 200, f"a read was answered {status}")
            over.set()
            for one in clients:
                one.join()
            reading = sum(one.startswith(b"HTTP/1.1 200") for one in heard)
            outcome.demand(reading >= READERS // 2, f"only {reading} clients were given anything to read slowly")
            outcome.times += len(clients)
        status = server.ask("GET", "/v1/concepts/rye?n=last")[0]
        outcome.demand(status == 200, f"a read afterwards was answered {status}")
    slowest, usual = max(waits), sorted(waits)[len(waits) // 2]
    outcome.demand(slowest < PATIENCE, f"another client waited {slowest:.1f} s")
    outcome.note = f"others waited {slowest * 1000:.0f} ms at most, {usual * 1000:.0f} ms in the middle"
    return outcome


def grow(server: Server, outcome: Outcome) -> None:
    """Let the export be far larger than what the sockets hold, and have it ready."""
    many = {"source": [source(f"long-{number}", "T" * 10_000) for number in range(300)]}
    status = server.ask("POST", "/v1/import", many, **server.key())[0]
    outcome.demand(status == 200, f"the import was answered {status}")
    status, body, _ = server.ask("GET", KEPT, Host="a")
    outcome.demand((status, len(body) > 3_000_000) == (200, True), f"the export was answered {status}, {len(body)}")


def slow(server: Server, request: str, over: threading.Event, heard: list[bytes] | None = None) -> threading.Thread:
    """Start one slow client: it reads, and notes in ``heard`` what came first, or, without that, goes on sending."""

    def work() -> None:
        first = True
        with socket.socket() as held:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            held.settimeout(30)
            held.connect(("127.0.0.1", server.port))
            held.sendall(request.encode())
            while not over.wait(0.2):
                try:
                    if heard is None:
                        held.sendall(b" ")
                        continue
                    piece = held.recv(64)
                except OSError:
                    return  # it was shown the door
                if first:
                    heard.append(piece)
                    first = False

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
