"""The atlas as its channels read it: the public addresses, asked in process and past the kept answers."""

from __future__ import annotations

import io
import re
import sys
from contextvars import Context, ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

import orjson

from service.finished import Answer
from service.hot import Application, asked

Json = dict[str, Any]
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
MOST_REDIRECTS = 3


@dataclass(frozen=True)
class Caller:
    """The public address under which somebody reached the service, and from where: limits are for each client."""

    base: str
    client: str = ""


# It goes along into the threads of MCP's event loop.
REACHED: ContextVar[Caller | None] = ContextVar("reached", default=None)


class Refused(Exception):
    """The service answered with a problem; ``problem`` is that document."""

    def __init__(self, problem: Json) -> None:
        super().__init__(problem.get("detail") or problem.get("title") or "")
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.problem.get("status", 500))

    @property
    def near(self) -> list[str]:
        """Ids of concepts that may have been meant."""
        found: list[str] = self.problem.get("suggestions") or self.problem.get("candidates") or []
        return found


class Reader:
    """Reads addresses of ``application`` for a caller; ``base`` and ``client`` count when no request tells them."""

    def __init__(self, application: Application, base: str, client: str = "") -> None:
        self.application, self.configured = application, Caller(base.rstrip("/"), client)

    @property
    def caller(self) -> Caller:
        """Who asks, and at which address."""
        return REACHED.get() or self.configured

    @property
    def base(self) -> str:
        """The public address of the service, without a slash at its end."""
        return self.caller.base

    def absolute(self, address: str) -> str:
        """Return an address of an answer as one that works from anywhere."""
        return urljoin(f"{self.base}/", address)

    def json(self, *parts: str, **query: object) -> Json:
        """Return the JSON at an address; see :meth:`answer`."""
        value: Json = orjson.loads(self.answer(address(*parts, **query)).body)
        return value

    def content(self, *parts: str, **query: object) -> bytes:
        """Return the bytes at an address; see :meth:`answer`."""
        return self.answer(address(*parts, **query)).body

    def answer(self, wanted: str) -> Answer:
        """Return the answer at an address of the service, redirects followed.

        Raises:
            Refused: any other answer than 200.
        """
        for _ in range(MOST_REDIRECTS):
            # An empty context: the answer is made apart from the request that needs it.
            got = Context().run(asked, self.application, self.environ(wanted))
            if not got.status.startswith("307 "):
                break
            wanted = got.header("location")
        if not got.status.startswith("200 "):
            raise Refused(problem_of(got))
        return got

    def environ(self, wanted: str) -> Json:
        """Return a WSGI environment that asks for an address."""
        base, given = urlsplit(self.base), urlsplit(wanted)
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(given.path, "latin-1"),
            "QUERY_STRING": given.query,
            "SERVER_NAME": base.hostname or "localhost",
            "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": base.netloc,
            "REMOTE_ADDR": self.caller.client,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": base.scheme or "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


def address(*parts: str, **query: object) -> str:
    """Return the address of a thing; arguments without a value are left out.

    >>> address("v1", "concepts", "가 b", lang="ko", kind=None)
    '/v1/concepts/%EA%B0%80%20b?lang=ko'
    """
    path = "/".join(quote(part, safe=",.~") for part in parts)
    given = {name: value for name, value in query.items() if value is not None}
    return f"/{path}?{urlencode(given)}" if given else f"/{path}"


def language_of(*texts: str) -> str:
    """Return the language that somebody writes: ``ko`` when there is any Hangul, else ``en``."""
    return "ko" if any(HANGUL.search(text) for text in texts) else "en"


def problem_of(answer: Answer) -> Json:
    """Return what went wrong as a problem document, whatever the answer holds."""
    status = int(answer.status.split()[0])
    try:
        value = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        value = None
    return value if isinstance(value, dict) else {"status": status, "title": answer.status, "detail": ""}
