"""A small pool of warm renderer children; see child.py for what they do.

Each job has a hard time limit, after which its child is killed and replaced; so is a child that crashed or has done
its share of jobs. Children start when first needed, in the process that needs them: a pool carried over a fork
forgets its parent's children and starts its own.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

from diagrams.child import WARM
from diagrams.errors import RendererBusy, RendererDied, RendererError, RendererTimeout

START_LIMIT = 15.0  # seconds a new child may take to load its libraries on a busy machine


class RendererPool:
    """Rasterizes pictures in children. Safe to use from many threads."""

    def __init__(
        self,
        size: int = 2,
        *,
        time_limit: float = 2.0,
        waiting: int = 32,
        wait_limit: float = 5.0,
        jobs: int = 500,
        megabytes: int = 1024,
    ) -> None:
        """`size` children; each job at most `time_limit` seconds; at most `waiting` callers queue for at most
        `wait_limit` seconds; a child is replaced after `jobs` jobs and holds at most `megabytes` of data."""
        self.size, self.time_limit, self.waiting = size, time_limit, waiting
        self.wait_limit, self.jobs, self.megabytes = wait_limit, jobs, megabytes
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._queued = 0
        self._closed = False
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(self.size):
            self._idle.put(None)  # None: a place for a child not yet started

    def raster(self, svg: str, scale: float) -> bytes:
        """`svg` as PNG, `scale` pixels to one of its own.

        Raises RendererBusy when too many wait, RendererTimeout past the limit, RendererError for a bad picture.
        """
        return base64.b64decode(self._do({"svg": svg, "scale": str(scale)}))

    def _do(self, job: dict[str, str]) -> str:
        try:
            return self._try(job)
        except RendererDied:
            return self._try(job)  # somebody killed it; a picture that kills a second one has itself to blame

    def _try(self, job: dict[str, str]) -> str:
        if os.getpid() != self._pid:
            self._reset()
        child = self._take()
        try:
            if child is not None and not child.alive:
                child.kill()
                child = None
            child = child or _Child(self.megabytes)
            answer = child.ask(job, self.time_limit)
        except RendererError:
            if child is not None:
                child.kill()
            child = None
            raise
        finally:
            if child is not None and (child.done >= self.jobs or self._closed):
                child.kill()
                child = None
            self._idle.put(child)
        if "error" in answer:
            raise RendererError(answer["error"])
        return answer["out"]

    def _take(self) -> _Child | None:
        with self._lock:
            if self._closed:
                raise RendererError("the pool is closed")
            if self._queued >= self.waiting + self.size:
                raise RendererBusy("too many pictures are waiting")
            self._queued += 1
        try:
            return self._idle.get(timeout=self.wait_limit)
        except queue.Empty:
            raise RendererBusy("no renderer came free in time") from None
        finally:
            with self._lock:
                self._queued -= 1

    def ping(self) -> bool:
        """Whether a tiny picture can be drawn now."""
        try:
            return bool(self.raster(WARM, 1))
        except RendererError:
            return False

    def close(self) -> None:
        """Stop the children. A job that runs ends first; later calls raise RendererError."""
        if os.getpid() != self._pid:
            return
        with self._lock:
            self._closed = True
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return
            if child is not None:
                child.kill()


class _Child:
    """One child process and its pipes."""

    def __init__(self, megabytes: int) -> None:
        self.done = 0
        root = Path(__file__).resolve().parent.parent
        self.process = subprocess.Popen(  # nosec B603 # noqa: S603 - our own module, our own interpreter
            [sys.executable, "-m", "diagrams.child", str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env=_environment(),
            bufsize=0,
        )
        self._receive(START_LIMIT)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, job: dict[str, str], limit: float) -> dict[str, str]:
        """Send a job and wait at most `limit` seconds for its answer."""
        self.done += 1
        body = json.dumps(job).encode()
        assert self.process.stdin is not None  # noqa: S101 - Popen was given PIPE
        try:
            self.process.stdin.write(struct.pack(">I", len(body)) + body)
        except OSError as error:
            raise RendererDied(f"the renderer is gone: {error}") from error
        return self._receive(limit)

    def _receive(self, limit: float) -> dict[str, str]:
        end = time.monotonic() + limit
        size = struct.unpack(">I", self._read(4, end))[0]
        answer: dict[str, str] = json.loads(self._read(size, end))
        return answer

    def _read(self, count: int, end: float) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 - Popen was given PIPE
        got = b""
        while len(got) < count:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise RendererTimeout("the renderer took too long and was stopped")
            part = os.read(self.process.stdout.fileno(), count - len(got))
            if not part:
                raise RendererDied("the renderer died over this picture")
            got += part
        return got

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def _environment() -> dict[str, str]:
    """Only what the child needs."""
    kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")
    return {key: os.environ[key] for key in kept if key in os.environ}
