"""A server that gives itself up is started again; one that is told to stop, or keeps dying, is not."""

from __future__ import annotations

from typing import Any

from service import serving_on
from service.serving_on import serve_on


class Server:
    """Ends each time as it is told: ``None`` by itself, a number with that status, a text when interrupted."""

    started = 0

    def __init__(self, *endings: Any) -> None:
        self.endings, self.interrupt_signal = endings, False

    def serve(self) -> None:
        ending = self.endings[min(Server.started, len(self.endings) - 1)]
        Server.started += 1
        self.interrupt_signal = isinstance(ending, str)
        if ending is not None:
            raise SystemExit(int(ending))


def runs(*endings: Any) -> tuple[int, int]:
    Server.started = 0
    status = serve_on(lambda: Server(*endings), pause=0)
    return status, Server.started


def test_it_ends_when_it_is_told_to() -> None:
    assert runs(None) == (0, 1)
    assert runs("1") == (1, 1)


def test_it_goes_on_after_a_blow() -> None:
    assert runs(1, 1, 1, None) == (0, 4)


def test_what_keeps_dying_is_left_dead() -> None:
    assert runs(3) == (3, serving_on.TRIES + 1)
