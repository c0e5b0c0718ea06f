"""Bodies that trickle hold half of the threads at most."""

from __future__ import annotations

import io
import json
import threading
from typing import Any

from service.bodies import Bodies


class Trickling(io.BytesIO):
    """A body that is there only once it is let go."""

    def __init__(self, gate: threading.Event, begun: threading.Barrier) -> None:
        super().__init__(b"{}")
        self.gate, self.begun = gate, begun

    def read(self, size: int | None = -1) -> bytes:
        self.begun.wait(10)
        self.gate.wait(10)
        return super().read(size)


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def asked(bodies: Bodies, body: io.BytesIO, length: str = "2", language: str = "en") -> tuple[str, bytes]:
    said: list[str] = []
    environ = {
        "PATH_INFO": "/v1/sources",
        "CONTENT_LENGTH": length,
        "wsgi.input": body,
        "HTTP_ACCEPT_LANGUAGE": language,
    }
    parts = bodies(environ, lambda status, _: said.append(status))
    return said[0], b"".join(parts)


def test_a_body_reaches_the_application_whole() -> None:
    bodies = Bodies(application, threads=4, largest=10)
    assert asked(bodies, io.BytesIO(b"{}")) == ("200 OK", b"{}")


def test_a_body_that_is_too_large_is_left_unread() -> None:
    body = io.BytesIO(b"x" * 20)
    Bodies(lambda _environ, start: (start("413 Too Large", []), [])[1], threads=4, largest=10)(
        {"PATH_INFO": "/", "CONTENT_LENGTH": "20", "wsgi.input": body}, lambda *_: None
    )
    assert body.tell() == 0


def test_a_body_that_was_cut_off_reaches_nobody() -> None:
    bodies = Bodies(application, threads=4, largest=10)
    status, problem = asked(bodies, io.BytesIO(b"{"))
    assert (status, json.loads(problem)["title"]) == ("400 Bad Request", "The request cannot be read")


def test_half_of_the_threads_stay_free_of_slow_senders() -> None:
    bodies, gate, begun = Bodies(application, threads=4, largest=10), threading.Event(), threading.Barrier(3)
    slow = [threading.Thread(target=asked, args=(bodies, Trickling(gate, begun))) for _ in range(2)]
    for one in slow:
        one.start()
    begun.wait(10)
    assert asked(bodies, io.BytesIO(b"{}"))[0] == "503 Service Unavailable"
    problem = json.loads(asked(bodies, io.BytesIO(b"{}"), language="ko-KR")[1])
    assert (problem["status"], problem["title"], problem["instance"]) == (503, "요청이 많습니다", "/v1/sources")
    assert asked(bodies, io.BytesIO(b""), length="")[0] == "200 OK", "a read waits for nobody"
    gate.set()
    for one in slow:
        one.join()
    assert asked(bodies, io.BytesIO(b"{}"))[0] == "200 OK"
