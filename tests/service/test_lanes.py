"""What is kept is answered at once, whatever the threads that make answers are busy with."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.test import EnvironBuilder

from service.atlas.loading import load
from service.database import db
from service.finished import Headers
from service.lanes import lanes
from service.receiving import BODIES
from tests.conftest import application, close
from tests.service.test_serve import free_port, start, wait_for

KEPT, OTHER = "/v1/concepts/rye", "/v1/concepts/bread"


class Proto:
    """Takes an answer as Granian does, and remembers the thread that gave it."""

    def __init__(self) -> None:
        self.answered = threading.Event()
        self.thread = ""
        self.status, self.headers, self.body = 0, {}, b""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.thread = threading.current_thread().name
        self.status, self.headers, self.body = status, dict(headers), body
        self.answered.set()


def asked(app: Flask, path: str, **headers: str) -> Proto:
    """Ask as Granian does: its wrapper of the application answers what is not kept."""

    def whole(proto: Proto, scope: dict[str, Any]) -> None:
        said: list[Any] = []
        body = b"".join(app(scope, lambda *given: said.extend(given)))
        proto.response_bytes(int(said[0][:3]), said[1], body)

    proto = Proto()
    builder = EnvironBuilder(path, headers=headers)
    lanes(app, whole)(proto, builder.get_environ())
    assert proto.answered.wait(20)
    return proto


@pytest.fixture
def warm(app: Flask, bread: Path) -> Flask:
    with app.app_context():
        load(db.session, bread)
    return app


def test_an_answer_is_made_in_another_thread_and_given_again_in_the_first(warm: Flask) -> None:
    made, given = asked(warm, KEPT), asked(warm, KEPT)
    assert made.thread.startswith("answering")
    assert given.thread == threading.current_thread().name
    assert (given.status, given.body) == (200, made.body)
    assert {k: v for k, v in made.headers.items() if k != "RateLimit"} == given.headers
    confirmed = asked(warm, KEPT, **{"If-None-Match": made.headers["ETag"]})
    assert (confirmed.status, confirmed.body) == (304, b"")


def test_an_application_that_fails_is_answered_with_a_500(warm: Flask) -> None:
    proto = Proto()

    def failing(_proto: Proto, _scope: dict[str, Any]) -> None:
        raise MemoryError

    lanes(warm, failing)(proto, EnvironBuilder(OTHER).get_environ())
    assert proto.answered.wait(20)
    assert (proto.status, proto.body) == (500, b"")


def test_behind_a_proxy_what_is_kept_depends_on_the_host_that_the_proxy_names(tmp_path: Path, bread: Path) -> None:
    app = application(tmp_path / "proxied.db", bread, TRUSTED_PROXIES=1)
    app.add_url_rule("/v1/host", "host", view_func=lambda: f"{request.host} {request.remote_addr}")
    with app.app_context():
        load(db.session, bread)
    for host in ("a.example", "b.example"):
        told = {"X-Forwarded-Host": host, "X-Forwarded-For": "192.0.2.7"}
        for thread in ("answering", threading.current_thread().name):
            proto = asked(app, "/v1/host", **told)
            assert (proto.body.decode(), proto.thread.startswith(thread)) == (f"{host} 192.0.2.7", True)
    close(app)


def test_what_is_kept_does_not_wait_for_what_is_being_made(tmp_path: Path, bread: Path) -> None:
    app, let_go, begun = application(tmp_path / "one.db", bread, THREADS=1), threading.Event(), threading.Event()
    with app.app_context():
        load(db.session, bread)
    app.test_client().get(KEPT)

    def slow(proto: Proto, _scope: dict[str, Any]) -> None:
        begun.set()
        assert let_go.wait(20)
        proto.response_bytes(200, [], b"made")

    respond, made, given = lanes(app, slow), Proto(), Proto()
    respond(made, EnvironBuilder(OTHER).get_environ())
    assert begun.wait(20)
    respond(given, EnvironBuilder(KEPT).get_environ())
    assert (given.status, made.status) == (200, 0)
    let_go.set()
    assert made.answered.wait(20)
    close(app)


def test_bodies_that_trickle_in_hold_up_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTLAS_THREADS", "1")
    port, senders = free_port(), [socket.socket() for _ in range(BODIES + 2)]
    with start(tmp_path, port) as process:
        try:
            kept = wait_for(port)
            body = json.dumps({"question": "Is rye a bread?"}).encode()
            head = f"POST /chat/kakao HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            for sender in senders:
                sender.connect(("127.0.0.1", port))
                sender.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:5])
            time.sleep(0.5)  # for as many to be waited for as may be
            assert wait_for(port) == kept
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{OTHER}", timeout=20) as answer:
                assert answer.status == 200, "and what is not kept is made meanwhile"
            for sender in senders:
                sender.sendall(body[5:])
            told = sorted(sender.recv(12) for sender in senders)
            assert told == BODIES * [b"HTTP/1.1 200"] + 2 * [b"HTTP/1.1 503"]
        finally:
            for sender in senders:
                sender.close()
            os.kill(process.pid, signal.SIGTERM)
            process.communicate(timeout=60)
