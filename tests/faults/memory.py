"""Memory of a worker over many mixed requests."""

from __future__ import annotations

import http.client
import os
import threading
from pathlib import Path

from .outcome import Outcome
from .serving import Server, send, served, source

REQUESTS, SHORT, CLIENTS = 10_000, 5_000, 4  # a round; the short form has half of one
WARM = 0.4  # this part of a round fills what is kept: after it memory is flat
GROWTH, SLACK = 1.05, 8.0  # how much more than then a worker may have, and megabytes besides
MIXED = (
    "/v1/concepts/rye", "/v1/concepts/baguette?n={}", "/v1/comparisons/rye,baguette", "/v1/concepts?page=1", "/",
    "/v1/concepts/rye/facts?n={}", "/v1/search?q=bread{}", "/v1/suggest?q=b{}", "/v1/concepts/nobody{}", "/v1/kinds",
    "/v1/concepts/rye/graph?depth=2", "/v1/export.ttl", "/concepts/rye", "/v1/paths/rye/yeast", "/v1/decks/baking?n={}",
    "/v1/concepts/stick", "/openapi.json", "/v1/ask?q=bread{}", "/v1/changes", "/v1/concepts/rye.md?n={}",
)  # fmt: skip


def run(rounds: int, folder: Path) -> Outcome:
    """Ask for everything there is, again and again, with writes and pictures in between."""
    part = REQUESTS if rounds > 1 else SHORT
    total, warm = part * rounds, int(part * WARM)
    outcome = Outcome("mixed requests: memory of the worker stays flat", total)
    with served(folder, "memory", HOT_MEGABYTES=8) as server:
        key = server.key()
        (worker,) = server.workers()
        ask_all(server, key, range(warm), outcome)
        before, done = megabytes(worker), warm
        while done < total:
            following = min(done + part, total)
            ask_all(server, key, range(done, following), outcome)
            after, done = megabytes(worker), following
            if rounds > 1:
                print(f"memory: {after:.1f} MB after {done:,}", flush=True)
        outcome.demand(server.workers() == [worker], "the worker was replaced")
    outcome.demand(after <= before * GROWTH + SLACK, f"{before:.0f} MB became {after:.0f} MB")
    outcome.note = f"{before:.0f} MB after {warm:,}, {after:.0f} MB after {total:,}"
    return outcome


def ask_all(server: Server, key: dict[str, str], numbers: range, outcome: Outcome) -> None:
    """Send the requests of these numbers, from several clients at once."""

    def work(client: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for number in numbers[client::CLIENTS]:
            if number % 200 == 0:
                status = send(connection, "POST", "/v1/sources", source(f"m-{number}"), **key)[0]
            elif number % 100 == 1:
                status = send(connection, "GET", f"/v1/diagrams/rye.svg?width={300 + number % 900}")[0]
            else:
                status = send(connection, "GET", MIXED[number % len(MIXED)].format(number))[0]
            if status >= 500:
                outcome.lost.append(f"a request was answered {status}")
        connection.close()

    threads = [threading.Thread(target=work, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def megabytes(process: int) -> float:
    """Return the resident memory of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576
