"""The hot path: finished answers, kept as bytes, given out in front of Flask.

A read is looked up by what an answer depends on: address, host, language, origin and the knowledge
revision. A look at the revision comes first, so an answer is never older than the last commit on
this machine. Only whole, public 200 answers are kept; a request with ``Authorization`` passes by.

:meth:`HotPath.kept` is the first step and never waits: a server may ask it alone (see ``lanes``). The
whole is WSGI middleware like any other.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from . import encodings, language
from .finished import Answer, Finished, Headers, Variant, encoded_tag
from .watching import SEEN, RevisionWatch, Unseen

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Address = tuple[str, ...]
Sent = tuple[int, Headers, bytes]

LARGEST = 8  # an answer may take at most this part of the whole room
STATUS = {200: "200 OK", 304: "304 Not Modified"}
FLIGHT_SECONDS = 30.0  # how long a request waits for another that is already making the same answer


@dataclass
class Statistics:
    """What the hot path did since the process started."""

    hits: int = 0
    misses: int = 0
    passed: int = 0
    confirmed: int = 0
    evictions: int = 0
    entries: int = 0
    bytes: int = 0


class HotPath:
    """WSGI middleware that answers again what was answered before, as long as it is true."""

    def __init__(
        self, application: Application, watch: RevisionWatch, *, megabytes: int, origins: str, fresh: str = ""
    ) -> None:
        """Stand before ``application``; ``origins`` is the CORS setting, ``fresh`` a path kept besides /v1/."""
        self.application, self.watch, self.room = application, watch, megabytes * 1_048_576
        self.crowded = self.room // 2  # below, nothing is dropped soon, and the order need not be exact
        self.prefixes = ("/v1/", fresh) if fresh else ("/v1/",)
        self.origins = frozenset() if "*" in origins.split() else frozenset(origins.split())
        self.answers: OrderedDict[Address, Finished] = OrderedDict()
        self.flights: dict[tuple[Address, int], threading.Event] = {}
        self.lock = threading.Lock()
        self.revision = -1
        self.counted = Statistics()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from what is kept, else from the application."""
        sent = self.kept(environ)
        if sent is not None:
            return told(sent, start_response)
        if not self.concerns(environ):
            return self.application(environ, start_response)
        try:
            revision = self.watch.current()
        except Unseen:
            return self.application(environ, start_response)
        address = self.address(environ)
        finished = self.answers.get(address)
        if finished is None or finished.revision != revision:
            return self.miss(address, revision, environ, start_response)
        self.counted.hits += 1
        return self.give(address, finished, environ, start_response)

    def kept(self, environ: Environ, _start_response: StartResponse | None = None) -> Sent | None:
        """Return status, headers and body where all of it is at hand; else ``None``, and the whole must be asked.

        The headers are those that are kept: whoever might change the list takes a copy.
        """
        if not self.concerns(environ):
            return None
        revision = self.watch.at_once()
        address = self.address(environ)
        finished = self.answers.get(address)
        if finished is None or finished.revision != revision:
            return None
        variant = finished.variant(encodings.negotiate(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if variant is None:
            return None
        self.counted.hits += 1
        if self.counted.bytes > self.crowded:
            self.touch(address)
        return self.sent(variant, environ)

    def concerns(self, environ: Environ) -> bool:
        """Whether an answer to this request may be one that is kept."""
        method = environ["REQUEST_METHOD"]
        return (
            (method == "GET" or method == "HEAD")  # noqa: PLR1714 - a set is slower here, and this is the hot path
            and environ["PATH_INFO"].startswith(self.prefixes)
            and "HTTP_AUTHORIZATION" not in environ
            and self.room > 0
        )

    def sent(self, variant: Variant, environ: Environ) -> Sent:
        """Return a kept answer, or the confirmation that the client holds it."""
        if_none_match = environ.get("HTTP_IF_NONE_MATCH")
        if if_none_match is not None and variant.held_by(if_none_match):
            self.counted.confirmed += 1
            return 304, variant.confirming, b""
        return 200, variant.headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else variant.body

    def touch(self, address: Address) -> None:
        """Note that an answer was asked for. What was just dropped is still true, and is not missed."""
        try:
            self.answers.move_to_end(address)  # one step of the interpreter: no lock
        except KeyError:
            return

    def address(self, environ: Environ) -> Address:
        """Return what an answer depends on, but for the revision and the encoding."""
        get = environ.get
        origin = get("HTTP_ORIGIN", "") if self.origins else ""
        return (
            environ["PATH_INFO"],
            environ["QUERY_STRING"],
            get("HTTP_HOST") or get("SERVER_NAME", ""),
            environ["wsgi.url_scheme"],
            language.negotiate(get("HTTP_ACCEPT_LANGUAGE", "")),
            origin if origin in self.origins else "",
        )

    def give(
        self, address: Address, finished: Finished, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Send a kept answer, or confirm that the client holds it."""
        encoding = encodings.negotiate(environ.get("HTTP_ACCEPT_ENCODING", ""))
        variant = finished.variant(encoding) or self.grown(address, finished, encoding)
        return told(self.sent(variant, environ), start_response)

    def miss(self, address: Address, revision: int, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let the application answer, once for all who ask the same meanwhile, and keep what may be kept."""
        flight = (address, revision)
        with self.lock:
            under_way = self.flights.get(flight)
            if under_way is None:
                self.flights[flight] = threading.Event()
        if under_way is not None:
            under_way.wait(FLIGHT_SECONDS)
            finished = self.answers.get(address)
            if finished is not None and finished.revision == revision:
                self.counted.hits += 1
                return self.give(address, finished, environ, start_response)
            return self.passed(environ, start_response)
        try:
            self.counted.misses += 1
            environ[SEEN] = revision  # nobody behind needs to look again
            answer = asked(self.application, environ)
            if not answer.keeps or self.moved(revision):
                return self.passed_on(answer, environ, start_response)
            finished = Finished(answer, revision)
            self.keep(address, finished)
        finally:
            with self.lock:
                self.flights.pop(flight).set()
        return self.give(address, finished, environ, start_response)

    def moved(self, revision: int) -> bool:
        """Whether the knowledge changed while the answer was made: it may hold some of both."""
        try:
            return self.watch.current() != revision
        except Unseen:
            return True

    def passed(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the application alone."""
        self.counted.passed += 1
        return self.passed_on(asked(self.application, environ), environ, start_response)

    def passed_on(self, answer: Answer, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send an answer that is not kept. A 304 carries the tag that the client holds."""
        headers = answer.headers
        if answer.status.startswith("304 ") and (tag := answer.header("etag")):
            given = environ.get("HTTP_IF_NONE_MATCH", "")
            held = next((t for e in encodings.ENCODINGS if (t := encoded_tag(tag, e)) in given), tag)
            headers = [(k, held if k.lower() == "etag" else v) for k, v in headers]
        start_response(answer.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def keep(self, address: Address, finished: Finished) -> None:
        """Keep an answer; what was not asked for longest makes room. Answers of an older revision go first."""
        if finished.size * LARGEST > self.room:
            return
        with self.lock:
            if self.revision != finished.revision:
                self.answers.clear()
                self.counted.bytes = 0
                self.revision = finished.revision
            before = self.answers.pop(address, None)
            self.counted.bytes += finished.size - (before.size if before else 0)
            self.answers[address] = finished
            self.make_room()

    def make_room(self) -> None:
        """Drop answers until the rest fits."""
        while self.counted.bytes > self.room:
            _, dropped = self.answers.popitem(last=False)
            self.counted.bytes -= dropped.size
            self.counted.evictions += 1
        self.counted.entries = len(self.answers)

    def grown(self, address: Address, finished: Finished, encoding: str) -> Variant:
        """Return a variant that nobody asked for before, and count its bytes."""
        variant = finished.make(encoding)
        with self.lock:
            if self.answers.get(address) is finished:
                counted, finished.size = finished.size, finished.measured()
                self.counted.bytes += finished.size - counted
                self.make_room()
        return variant

    def statistics(self) -> Statistics:
        """Return what happened so far."""
        return self.counted


def told(sent: Sent, start_response: StartResponse) -> list[bytes]:
    """Answer as WSGI wants it. A list may be changed by a server: each answer gets its own."""
    status, headers, body = sent
    start_response(STATUS[status], headers[:])
    return [body] if body else []


def asked(application: Application, environ: Environ) -> Answer:
    """Return the application's whole answer to a GET for this address."""
    said: list[tuple[str, Headers]] = []
    written: list[bytes] = []

    def start_response(status: str, headers: Headers, _failure: Any = None) -> Callable[[bytes], None]:
        said[:] = [(status, headers)]
        return written.append

    # HEAD is asked as GET, so that one answer serves both; the tag of a variant is asked as that of its answer.
    inner = {**environ, "REQUEST_METHOD": "GET"}
    if "HTTP_IF_NONE_MATCH" in inner:
        taken = encodings.negotiate(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if taken:
            inner["HTTP_IF_NONE_MATCH"] = inner["HTTP_IF_NONE_MATCH"].replace(f'-{taken}"', '"')
    parts = application(inner, start_response)
    try:
        body = b"".join([*written, *parts])
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    status, headers = said[0]
    return Answer(status, headers, body)
