"""Two lanes in each server process: what is kept is given out at once, what is to be made waits its turn elsewhere.

One thread takes all requests. It answers what the hot path keeps, some millionths of a second each, and passes the
rest on to others: nobody who asks for what is there waits behind a picture that is drawn, a body that trickles in or
an export that is read slowly. Nor do several threads wake each other for the interpreter's lock at every kept answer,
which cost as much as the answer (`bench/README.md`). A body is received by the thread that took the request, because
Granian lets go of it when that thread is done; meanwhile another is in front.

Granian has no setting for that. Its worker wraps the application into a function of ``(proto, scope)``, and ``proto``
may be answered later and by any thread; that wrapper is replaced here. Another WSGI server serves ``wsgi:app`` too,
in one lane.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from flask import Flask
from granian.server import mp
from granian.server.common import AbstractServer

from .finished import Headers
from .front import Front
from .hot import Environ
from .receiving import BODIES, Receiver, brings_body

log = logging.getLogger(__name__)

WRAPPER = "_wsgi_call_wrap"  # what Granian calls it; without it, no worker starts
TAKING = 1 + BODIES  # threads that may take requests: one in front, the others while they receive bodies
Respond = Callable[["Asker", Environ], Any]


class Asker(Protocol):
    """Granian's end of one request; the first answer is sent, a second one is ignored."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Send a whole answer."""


def work(*given: Any, **named: Any) -> None:
    """Be one of Granian's workers, in two lanes. This runs in the worker's process, whether forked or not."""
    wrapped = getattr(mp, WRAPPER)

    def in_lanes(app: Flask, options: Mapping[str, Any], access_log: str | None = None) -> Respond:
        return lanes(app, wrapped(app, options, access_log))

    setattr(mp, WRAPPER, in_lanes)
    mp.MPServer._spawn_wsgi_worker(*given, **named)


class Server(mp.MPServer):
    """Granian with workers of two lanes."""

    def serve(
        self,
        spawn_target: Callable[..., None] | None = work,
        target_loader: Callable[..., Callable[..., Any]] | None = None,
        wrap_loader: bool = True,
    ) -> None:
        """Serve until told to stop."""
        # Not `MPServer.serve`: all that adds is a warning of so many threads, and here one of them works at a time.
        AbstractServer.serve(self, spawn_target, target_loader, wrap_loader)


def lanes(app: Flask, whole: Respond) -> Respond:
    """Return what answers a request from what ``app`` keeps, or has ``whole`` answer it in another thread."""
    kept = app.extensions["kept"]
    front = Front(TAKING)
    bodies = Receiver(front, max(app.config["MAX_BODY_BYTES"], app.config["MAX_IMPORT_BYTES"]))
    threads = ThreadPoolExecutor(app.config["THREADS"], thread_name_prefix="answering")

    def answered(proto: Asker, scope: Environ) -> None:
        try:
            whole(proto, scope)
        except BaseException:
            log.exception("no answer to %s %s", scope["REQUEST_METHOD"], scope["PATH_INFO"])
            proto.response_bytes(500, [], b"")
        finally:
            bodies.let_go(scope)

    def respond(proto: Asker, scope: Environ) -> None:
        # `kept` is asked as WSGI is: behind a proxy there is middleware before it.
        finished = bodies.receive(scope) if brings_body(scope) else kept(scope, None)
        if finished is None:
            threads.submit(answered, proto, scope)
        else:
            proto.response_bytes(*finished)
        front.rest()

    return respond
