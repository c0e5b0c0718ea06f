"""Late answers: sent once, as they are; a failure is told without the address, which is a secret."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import orjson
import pytest

from service.chat.channels import later
from service.chat.channels.answering import WAITING, Workers, late
from service.chat.reading import Reader
from service.chat.reply import LATE, Question


class Platform(BaseHTTPRequestHandler):
    """A platform's end of the line."""

    status = 200

    def answer(self) -> None:
        """Note what came."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.command, self.path, orjson.loads(body)))  # type: ignore[attr-defined]
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_PATCH = do_GET = answer

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    """A platform on this machine, reached without TLS."""
    server = HTTPServer(("127.0.0.1", 0), Platform)
    server.taken = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def connect(_host: str, timeout: float) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", server.server_port, timeout=timeout)

    monkeypatch.setattr(later, "HTTPSConnection", connect)
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


ADDRESS = "https://hooks.slack.com/commands/secret?x=1"


def test_an_answer_is_sent_as_it_is(platform: Any) -> None:
    assert later.send(ADDRESS, {"text": "가"})
    assert later.send(ADDRESS, {"text": "나"}, "PATCH")
    path = "/commands/secret?x=1"
    assert platform.taken == [("POST", path, {"text": "가"}), ("PATCH", path, {"text": "나"})]


@pytest.mark.parametrize("status", [301, 307, 404, 500])
def test_a_refusal_is_told_and_nothing_is_followed(
    platform: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    monkeypatch.setattr(Platform, "status", status)
    assert not later.send(ADDRESS, {})
    assert len(platform.taken) == 1
    assert str(status) in caplog.text
    assert "secret" not in caplog.text


def test_a_platform_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def connect(_host: str, timeout: float) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", 1, timeout=timeout)

    monkeypatch.setattr(later, "HTTPSConnection", connect)
    assert not later.send(ADDRESS, {})
    assert "ConnectionRefusedError" in caplog.text
    assert "secret" not in caplog.text


def test_when_everybody_asks_at_once_the_last_are_told_to_come_back(gate: threading.Event) -> None:
    workers, question = Workers(most=1), Question("what is rye?")
    reader = Reader(lambda _environ, _start: [], "")
    begun = [workers.answer(reader, question) for _ in range(WAITING + 4)]
    told = [one.result(1).text for one in begun if one.done()]
    gate.set()
    workers.close()
    assert told == [LATE["en"]] * 3
    assert late(question).text == LATE["en"]
    assert all(one.result(1).text == "드디어." for one in begun[: WAITING + 1])
