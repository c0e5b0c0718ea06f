"""A disk that fills up: reads go on, writes are told 507, and go on when there is room again."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from . import loaded
from .outcome import Outcome, examine
from .serving import Server, source

SMALL = 3_000_000  # bytes of the disk
MOUNTED = (
    "mkdir {disk}.d && cp {disk}/* {disk}.d && {size} && cp {disk}.d/* {disk} && fallocate -l 400000 {disk}/ballast"
)
READS = ("/v1/concepts/rye", "/v1/concepts/rye/relations?n={}", "/v1/search?q=bread&n={}", "/v1/ask?q=stone{}")


def run(rounds: int, folder: Path) -> Outcome:
    """Write until the disk is full, read, make room, write on."""
    mounts = can_mount(folder)
    outcome = Outcome("disk full while written: reads go on, writes get 507")
    outcome.note = "a tmpfs of 3 MB" if mounts else "a limit on the size of files (no right to mount)"
    for number in range(rounds):
        fill(folder / f"disk{number}", mounts, outcome)
        outcome.times += 1
    return outcome


def can_mount(folder: Path) -> bool:
    """Whether a process of ours may mount a file system of its own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False
    )
    return tried.returncode == 0


def fill(disk: Path, mounts: bool, outcome: Outcome) -> None:
    """Fill one disk, or meet the limit on the size of a file."""
    server = Server(loaded.copy(disk.parent, disk))
    server.log = disk.parent / "log"
    key = server.key()
    if mounts:
        size = f"mount -t tmpfs -o size={SMALL} tmpfs {disk}"
        server.lead = ["unshare", "-rm", "sh", "-c", f'{MOUNTED.format(size=size, disk=disk)} && exec "$@"', "sh"]
    acknowledged = []
    statuses: Counter[int] = Counter()
    with server.start(None if mounts else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))):
        # The new file system is the server's alone: it is seen through the server's own root.
        seen = Path(f"/proc/{server.pid}/root{disk}") if mounts else disk
        for number in range(2000):
            status = server.ask("POST", "/v1/sources", source(f"full-{number}", "T" * 30_000), **key)[0]
            statuses[status] += 1
            if status == 201:
                acknowledged.append(f"full-{number}")
            if statuses[507] > 5:
                break
        outcome.demand(set(statuses) <= {201, 507}, f"writes were answered {dict(statuses)}")
        outcome.demand(statuses[507] > 0, "the disk never filled up")
        for number in range(5):
            for address in READS:
                status = server.ask("GET", address.format(number))[0]
                outcome.demand(status == 200, f"{address} was answered {status} on a full disk")
        if mounts:
            (seen / "ballast").unlink()
            status = server.ask("POST", "/v1/sources", source("full-after"), **key)[0]
            outcome.demand(status == 201, f"a write with room again was answered {status}")
        left = disk.parent / f"left-{disk.name}"
        left.mkdir()
        for path in seen.glob("bread.db*"):
            shutil.copy(path, left)
    examine(left / "bread.db", acknowledged, outcome)
    outcome.note += f"; {len(acknowledged)} writes acknowledged"
