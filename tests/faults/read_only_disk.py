"""A disk that takes no writes: reads go on, writes are told 503, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from .full_disk import READS, can_mount
from .outcome import Outcome, examine
from .serving import Server, source

WRITES = 5


def run(rounds: int, folder: Path) -> Outcome:
    """Kill a server, serve what it left from a read-only disk, then write again."""
    mounts = can_mount(folder)
    outcome = Outcome("disk read-only: reads go on, writes get 503")
    outcome.note = "a read-only mount" if mounts else "a database opened read-only (no right to mount)"
    for number in range(rounds):
        freeze(folder / f"disk{number}", mounts, outcome)
        outcome.times += 1
    return outcome


def freeze(disk: Path, mounts: bool, outcome: Outcome) -> None:
    """Serve one disk writable, read-only, writable."""
    disk.mkdir()
    database = disk / "bread.db"
    with Server(database).start() as before:
        key = before.key()
        acknowledged = [f"kept-{number}" for number in range(WRITES)]
        for identity in acknowledged:
            status = before.ask("POST", "/v1/sources", source(identity), **key)[0]
            outcome.demand(status == 201, f"a write before was answered {status}")
    mount = f'mount --bind {disk} {disk} && mount -o remount,bind,ro {disk} && exec "$@"'
    url = {} if mounts else {"DATABASE_URL": f"sqlite:///file:{database}?mode=ro&uri=true"}
    frozen = Server(database, lead=["unshare", "-rm", "sh", "-c", mount, "sh"] if mounts else (), **url)
    frozen.log = disk.parent / "log"
    with frozen.start():
        for number in range(WRITES):
            status = frozen.ask("POST", "/v1/sources", source(f"lost-{number}"), **key)[0]
            outcome.demand(status == 503, f"a write was answered {status} on a read-only disk")
            for address in (*READS, "/v1/sources/kept-0"):
                status = frozen.ask("GET", address.format(number))[0]
                outcome.demand(status == 200, f"{address} was answered {status} on a read-only disk")
    with Server(database).start() as after:
        status = after.ask("POST", "/v1/sources", source("after"), **key)[0]
        outcome.demand(status == 201, f"a write afterwards was answered {status}")
        examine(database, [*acknowledged, "after"], outcome)
