"""Request bodies, received by threads that are not in front meanwhile, and so many bytes of them at most."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from typing import Any

from .bodies import BUSY, length_of, refused
from .front import Front
from .hot import Environ, Sent

BODIES = 16  # bodies that may be on their way at once; most are there in milliseconds
HELD = "virtlas.held"  # what a request's environment calls the bytes that it holds


class Receiver:
    """Receives bodies for ``front``; together they take the room of sixteen of the ``largest``."""

    def __init__(self, front: Front, largest: int) -> None:
        self.front, self.largest = front, largest
        self.room = BODIES * largest
        self.lock = threading.Lock()

    def receive(self, scope: Environ) -> Sent | None:
        """Put the whole body in the place of what is to be received; return a refusal where there is no room for it.

        A body that says it is too large stays unread: the application refuses it by its length.
        """
        length = length_of(scope)
        if length > self.largest:
            return None
        if not self.hold(scope, length or self.largest):
            return busy(scope)
        if not self.front.leave():
            self.let_go(scope)
            return busy(scope)
        try:
            scope["wsgi.input"] = io.BytesIO(scope["wsgi.input"].read(length or self.largest + 1))
        finally:
            self.front.come_back()
        return None

    def hold(self, scope: Environ, size: int) -> bool:
        """Keep room for a body, if there is any."""
        with self.lock:
            if size > self.room:
                return False
            self.room -= size
        scope[HELD] = size
        return True

    def let_go(self, scope: Mapping[str, Any]) -> None:
        """Give back the room of a body, once its request is answered."""
        with self.lock:
            self.room += scope.get(HELD, 0)


def brings_body(scope: Mapping[str, Any]) -> bool:
    """Whether a body may come. In HTTP/2 no header tells."""
    return (
        "CONTENT_LENGTH" in scope or scope["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_TRANSFER_ENCODING" in scope
    )


def busy(scope: Environ) -> Sent:
    """Return what tells a sender to come back."""
    said: list[Any] = []
    (problem,) = refused(scope, lambda *given: said.extend(given), BUSY)
    return int(said[0][:3]), said[1], problem
