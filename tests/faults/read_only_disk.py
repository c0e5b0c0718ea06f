"""A disk that takes no writes: reads go on, writes are told 503, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from . import loaded
from .full_disk import READS, can_mount
from .outcome import Outcome, examine
from .serving import Server, source

WRITES = 5
MOUNT = 'mount --bind {disk} {disk} && mount -o remount,bind,ro {disk} && exec "$@"'


def run(rounds: int, folder: Path) -> Outcome:
    """Kill a server, serve what it left from a read-only disk, then write again."""
    outcome = Outcome("disk read-only: reads go on, writes get 503")
    for number in range(rounds):
        freeze(folder / f"disk{number}", outcome)
        outcome.times += 1
    return outcome


def freeze(disk: Path, outcome: Outcome) -> None:
    """Serve one disk writable, read-only, writable."""
    database = loaded.copy(disk.parent, disk)
    with Server(database).start() as before:
        key = before.key()
        acknowledged = [f"kept-{number}" for number in range(WRITES)]
        for identity in acknowledged:
            status = before.ask("POST", "/v1/sources", source(identity), **key)[0]
            outcome.demand(status == 201, f"a write before was answered {status}")
    with frozen(database, outcome) as server:
        for number in range(WRITES):
            status = server.ask("POST", "/v1/sources", source(f"lost-{number}"), **key)[0]
            outcome.demand(status == 503, f"a write was answered {status} on a read-only disk")
            for address in (*READS, "/v1/sources/kept-0"):
                status = server.ask("GET", address.format(number))[0]
                outcome.demand(status == 200, f"{address} was answered {status} on a read-only disk")
    with Server(database).start() as after:
        status = after.ask("POST", "/v1/sources", source("after"), **key)[0]
        outcome.demand(status == 201, f"a write afterwards was answered {status}")
        examine(database, [*acknowledged, "after"], outcome)


@contextlib.contextmanager
def frozen(database: Path, outcome: Outcome) -> Iterator[Server]:
    """Serve a database from a disk that takes no writes, or from what comes nearest to it for who plays this."""
    disk = database.parent
    server = Server(database)
    closed: list[Path] = []
    if can_mount(disk):
        outcome.note = "a read-only mount"
        server = Server(database, lead=["unshare", "-rm", "sh", "-c", MOUNT.format(disk=disk), "sh"])
    elif os.geteuid():
        outcome.note = "a folder and files without the right to write (no right to mount)"
        closed = [*disk.iterdir(), disk]
    else:
        outcome.note = "a database opened read-only (no right to mount, and root may write anywhere)"
        server = Server(database, DATABASE_URL=f"sqlite:///file:{database}?mode=ro&uri=true")
    server.log = disk.parent / "log"
    rights = {path: path.stat().st_mode for path in closed}
    for path in closed:
        path.chmod(rights[path] & 0o555)
    try:
        with server.start():
            yield server
    finally:
        for path in reversed(closed):
            path.chmod(rights[path])
