"""Request bodies are read before a view is asked, whole or not at all, and never by all threads at once.

A server's thread waits for a body as long as its sender likes. Senders that trickle may hold half of the threads;
the other half goes on answering reads. What was cut off on its way is refused: half of a YAML file may be a good one.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

import orjson

from . import language

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WAIT = 0.1  # seconds that a request waits for another's body; most are there in milliseconds
BUSY: Mapping[str, Any] = {
    "status": 503, "name": "service-unavailable", "Retry-After": "2",
    "en": ("Busy", "Other requests are still being received. Try again in two seconds."),
    "ko": ("요청이 많습니다", "다른 요청을 아직 받고 있습니다. 2초 뒤에 다시 시도하십시오."),
}  # fmt: skip
CUT: Mapping[str, Any] = {
    "status": 400, "name": "bad-request",
    "en": ("The request cannot be read", "The body is shorter than Content-Length says. Send the whole of it again."),
    "ko": ("요청을 읽을 수 없습니다", "본문이 Content-Length보다 짧습니다. 본문 전체를 다시 보내십시오."),
}  # fmt: skip


class Bodies:
    """WSGI middleware: at most half of the ``threads`` wait for bodies; larger ones than ``largest`` stay unread."""

    def __init__(self, application: Application, *, threads: int, largest: int) -> None:
        self.application, self.largest = application, largest
        self.free = threading.BoundedSemaphore(max(1, threads // 2))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Read the body, if there is one, and pass the request on."""
        length = length_of(environ)
        if not 0 < length <= self.largest:
            return self.application(environ, start_response)  # refused there by its length, or without a body
        if not self.free.acquire(timeout=WAIT):
            return refused(environ, start_response, BUSY)
        try:
            body = environ["wsgi.input"].read(length)
        finally:
            self.free.release()
        if len(body) < length:
            return refused(environ, start_response, CUT)
        return self.application({**environ, "wsgi.input": io.BytesIO(body)}, start_response)


def length_of(environ: Environ) -> int:
    """Return the length of a body that says one, else 0."""
    length = environ.get("CONTENT_LENGTH") or ""
    return int(length) if length.isdigit() else 0


def refused(environ: Environ, start_response: StartResponse, why: Mapping[str, Any]) -> list[bytes]:
    """Answer in the one shape of problems."""
    title, detail = why[language.negotiate(environ.get("HTTP_ACCEPT_LANGUAGE", ""))]
    status = HTTPStatus(why["status"])
    problem = {
        "type": f"urn:virtlas:problem:{why['name']}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": environ["PATH_INFO"][:200].encode("latin-1", "replace").decode("utf-8", "replace"),
    }
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        *((name, why[name]) for name in ("Retry-After",) if name in why),
    ]
    start_response(f"{status} {status.phrase}", headers)
    return [orjson.dumps(problem)]
