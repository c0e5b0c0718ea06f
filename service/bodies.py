"""Request bodies are read before a view is asked, and never by all threads at once.

A server's thread waits for a body as long as its sender likes. Senders that trickle may hold half of the threads;
the other half goes on answering reads.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from . import language

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WAIT = 0.1  # seconds that a request waits for another's body; most are there in milliseconds
BUSY = {
    "en": ("Busy", "Other requests are still being received. Try again in two seconds."),
    "ko": ("요청이 많습니다", "다른 요청을 아직 받고 있습니다. 2초 뒤에 다시 시도하십시오."),
}


class Bodies:
    """WSGI middleware: at most half of the ``threads`` wait for bodies; larger ones than ``largest`` stay unread."""

    def __init__(self, application: Application, *, threads: int, largest: int) -> None:
        self.application, self.largest = application, largest
        self.free = threading.BoundedSemaphore(max(1, threads // 2))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Read the body, if there is one, and pass the request on."""
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdigit() or not 0 < int(length) <= self.largest:
            return self.application(environ, start_response)  # refused there by its length, or without a body
        if not self.free.acquire(timeout=WAIT):
            return refused(environ, start_response)
        try:
            body = environ["wsgi.input"].read(int(length))
        finally:
            self.free.release()
        return self.application({**environ, "wsgi.input": io.BytesIO(body)}, start_response)


def refused(environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Answer 503 in the one shape of problems."""
    title, detail = BUSY[language.negotiate(environ.get("HTTP_ACCEPT_LANGUAGE", ""))]
    problem = {
        "type": "urn:virtlas:problem:service-unavailable",
        "title": title,
        "status": 503,
        "detail": detail,
        "instance": environ["PATH_INFO"][:200].encode("latin-1", "replace").decode("utf-8", "replace"),
    }
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Cache-Control", "no-store"),
        ("Retry-After", "2"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response("503 Service Unavailable", headers)
    return [orjson.dumps(problem)]
