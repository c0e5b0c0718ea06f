"""Drawn pictures on disk: bounded bytes, found again by what they were drawn from, there after a restart."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

SHARDS = 2  # letters of a key that name its folder
ROOM_MADE = 0.9  # a full store is emptied to this part, so that not every picture pays for a look at all


class Kept:
    """Pictures by key; several processes may share one folder.

    What was not asked for longest goes first: a file's modification time is when it was last given out.
    """

    def __init__(self, folder: Path | None, megabytes: int) -> None:
        """Keep at most ``megabytes`` in ``folder``; nothing without a folder or room."""
        self.folder = folder if megabytes > 0 else None
        self.room = megabytes * 1_048_576
        self.lock = threading.Lock()
        self.flights: dict[str, Future[bytes]] = {}
        self.bytes: int | None = None  # what the folder holds, about; counted when first written to

    def picture(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under ``key``, else what ``make`` returns, made once for all who ask meanwhile."""
        found = self.read(key)
        if found is not None:
            return found
        with self.lock:
            under_way = self.flights.get(key)
            own: Future[bytes] = Future()
            if under_way is None:
                self.flights[key] = own
        if under_way is not None:
            return under_way.result()
        try:
            body = make()
        except BaseException as error:
            own.set_exception(error)  # whoever waits fails in the same way
            raise
        else:
            own.set_result(body)
            self.write(key, body)
        finally:
            with self.lock:
                del self.flights[key]
        return body

    def path(self, key: str) -> Path:
        """Return where a picture lies."""
        if self.folder is None:
            raise ValueError("no folder")
        return self.folder / key[:SHARDS] / key[SHARDS:]

    def read(self, key: str) -> bytes | None:
        """Return a kept picture and note that it was asked for."""
        if self.folder is None:
            return None
        path = self.path(key)
        try:
            body = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return body

    def write(self, key: str, body: bytes) -> None:
        """Keep a picture, whole or not at all. A full or read-only disk is no reason to fail."""
        if self.folder is None or len(body) > self.room:
            return
        path = self.path(key)
        scratch = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(body)
            scratch.replace(path)
            with self.lock:
                self.bytes = self.counted() if self.bytes is None else self.bytes + len(body)
                full = self.bytes > self.room
            if full:
                self.make_room()

    def files(self) -> list[tuple[float, int, Path]]:
        """Return when each picture was last asked for, its size and its place."""
        found = []
        for path in (self.folder or Path()).glob("*/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        return sorted(found)

    def counted(self) -> int:
        """Return the bytes that the folder holds now."""
        return sum(size for _, size, _ in self.files())

    def make_room(self) -> None:
        """Drop what was not asked for longest until the rest fits."""
        with self.lock:
            files = self.files()
            total = sum(size for _, size, _ in files)
            for _, size, path in files:
                if total <= self.room * ROOM_MADE:
                    break
                with contextlib.suppress(OSError):
                    path.unlink()
                    total -= size
            self.bytes = total


def key_of(*parts: object) -> str:
    """Return the key of a picture: a digest of everything it is drawn from."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()
