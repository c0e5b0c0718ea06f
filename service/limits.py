"""Rate limits per client, in front of everything.

A limit is a rate and a burst, kept as one number a client (the generic cell rate algorithm): when the
client's allowance would be whole again. One dictionary look-up and one addition: a library's store, lock
and window objects would cost a hot read more than the rest of the hot path does.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from . import language

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LANGUAGE = re.compile(r"(?:^|&)lang=(en|ko)")
CLIENTS = 50_000  # clients remembered; the rest of memory is not theirs to fill
WINDOW = 60.0  # seconds: limits are told per minute
DRAWN = (".svg", ".png", ".pdf", ".pptx", ".drawio", ".dot")
TITLES = {
    "en": ("Too many requests", "Try again in {wait} s."),
    "ko": ("요청이 너무 많습니다", "{wait}초 뒤에 다시 시도하십시오."),
}


class Allowance:
    """So many requests a minute for each client, in bursts of as many; 0: without limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute, self.clock = per_minute, clock
        self.step = WINDOW / per_minute if per_minute else 0.0
        self.whole_at: dict[str, float] = {}

    def take(self, client: str) -> float:
        """Take one request of ``client``'s allowance; return 0, or the seconds until there is one again."""
        if not self.per_minute:
            return 0.0
        now = self.clock()
        whole_at = max(self.whole_at.get(client, now), now) + self.step
        if whole_at - now > WINDOW:
            return whole_at - now - WINDOW
        if len(self.whole_at) >= CLIENTS:
            self.forget(now)
        self.whole_at[client] = whole_at
        return 0.0

    def left(self, client: str) -> int:
        """Return how many requests ``client`` may send at once now."""
        owed = max(0.0, self.whole_at.get(client, 0.0) - self.clock())
        return int((WINDOW - owed) / self.step) if self.step else 0

    def forget(self, now: float) -> None:
        """Forget the clients whose allowance is whole again; if that is nobody, everybody."""
        self.whole_at = {client: at for client, at in self.whole_at.items() if at > now}
        if len(self.whole_at) >= CLIENTS:
            self.whole_at.clear()


class Limits:
    """WSGI middleware in front of what is made anew: ``dear`` for pictures and questions, ``usual`` for the rest."""

    def __init__(self, application: Application, *, usual: int, dear: int) -> None:
        self.application = application
        self.usual, self.dear = Allowance(usual), Allowance(dear)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let a request through, or tell the client when to come back."""
        allowance = self.dear if is_dear(environ["PATH_INFO"]) else self.usual
        if not allowance.per_minute or not environ["PATH_INFO"].startswith("/v1/"):
            return self.application(environ, start_response)
        client = environ.get("REMOTE_ADDR", "")
        wait = allowance.take(client)
        if wait:
            return refused(environ, start_response, math.ceil(wait), allowance.per_minute)
        told = [
            ("RateLimit-Policy", f'"minute";q={allowance.per_minute};w={WINDOW:.0f}'),
            ("RateLimit", f'"minute";r={allowance.left(client)}'),
        ]

        def with_limit(status: str, headers: list[tuple[str, str]], failure: Any = None) -> Any:
            return start_response(status, [*headers, *told], failure)

        return self.application(environ, with_limit)


def is_dear(path: str) -> bool:
    """Whether an answer costs a drawing, a search for meaning, or a reading of everything."""
    return path.rstrip("/").endswith(DRAWN) or path.startswith(("/v1/ask", "/v1/export"))


def refused(environ: Environ, start_response: StartResponse, wait: int, per_minute: int) -> list[bytes]:
    """Answer 429 in the one shape of problems."""
    asked = LANGUAGE.search(environ.get("QUERY_STRING", ""))
    spoken = asked[1] if asked else language.negotiate(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    title, detail = TITLES[spoken]
    problem = {
        "type": "urn:virtlas:problem:too-many-requests",
        "title": title,
        "status": 429,
        "detail": detail.format(wait=wait),
        "instance": environ["PATH_INFO"][:200].encode("latin-1", "replace").decode("utf-8", "replace"),
    }
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(wait)),
        ("RateLimit-Policy", f'"minute";q={per_minute};w={WINDOW:.0f}'),
        ("RateLimit", f'"minute";r=0;t={wait}'),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response("429 Too Many Requests", headers)
    return [orjson.dumps(problem)]
