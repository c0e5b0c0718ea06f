"""Going on after a blow: the server is started again when it gives itself up.

Granian replaces a worker that dies, but ends itself, healthy workers and all, when the same worker dies again within
seconds: two processes killed one after the other, by a kernel short of memory say, and nobody answers any more. Only
what keeps dying is left to whoever looks after the machine.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)

TRIES, WINDOW = 10, 60.0  # so many starts within so many seconds, and no more
PAUSE = 0.5  # seconds before a start


class Server(Protocol):
    """What is asked of Granian."""

    interrupt_signal: bool  # whether it was told to stop

    def serve(self) -> None:
        """Serve until the end; one that is not wanted raises ``SystemExit``."""


def serve_on(make: Callable[[], Server], pause: float = PAUSE) -> int:
    """Serve until told to stop, or until the server gave itself up ten times within a minute; return the exit status.

    ``make`` returns a new server each time: one that ended cannot be started again.
    """
    ended: list[float] = []
    while True:
        server = make()
        try:
            server.serve()
            return 0
        except SystemExit as given_up:
            status = given_up.code if isinstance(given_up.code, int) else 1
        ended = [one for one in ended if time.monotonic() - one < WINDOW] + [time.monotonic()]
        if server.interrupt_signal or len(ended) > TRIES:
            return status
        log.error("the workers died one after another; starting again")
        time.sleep(pause)
        if server.interrupt_signal:
            return status
