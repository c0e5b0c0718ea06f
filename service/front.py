"""Which of a server's threads takes requests: one at a time, so that they need not fight for Python's one lock.

A server that has several threads gives a request to whichever waits. Here one thread is in front and goes on being;
any other that was given a request answers it and rests. Before the one in front waits for something slow it leaves,
and one that rests steps in. One that took no request for a second counts as gone (a server ends threads that idle).
"""

from __future__ import annotations

import threading
import time

GONE = 1.0  # seconds


class Front:
    """The place of the one thread that takes requests, among ``threads``."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.first = 0  # the thread in front, by its ident; 0: whoever comes next
        self.seen = 0.0  # when it was last seen there
        self.away = 0  # threads that wait for something slow
        self.changed = threading.Condition()

    def leave(self) -> bool:
        """Let another thread take requests; ``False`` where there would be none."""
        with self.changed:
            if self.away + 1 >= self.threads:
                return False
            self.away += 1
            self.first = 0
            self.changed.notify()
            return True

    def come_back(self) -> None:
        """Be one of those again that may take requests, and in front if nobody has stepped in yet."""
        with self.changed:
            self.away -= 1
            if not self.first:
                self.first, self.seen = threading.get_ident(), time.monotonic()

    def rest(self) -> None:
        """Return at once to the thread in front, to others only when they are to take requests."""
        me = threading.get_ident()
        if self.first == me:
            self.seen = time.monotonic()
            return
        with self.changed:
            while self.first and time.monotonic() - self.seen < GONE:
                self.changed.wait(GONE)
            self.first, self.seen = me, time.monotonic()
