"""Bodies are received whole, and no more of them than there is room for."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from service.front import Front
from service.receiving import BODIES, Receiver, brings_body

LARGEST = 10


def scope(body: bytes = b"", **more: str) -> dict[str, Any]:
    return {"REQUEST_METHOD": "POST", "PATH_INFO": "/v1/x", "wsgi.input": io.BytesIO(body), **more}


@pytest.fixture
def bodies() -> Receiver:
    return Receiver(Front(4), LARGEST)


@pytest.mark.parametrize("said", [{"CONTENT_LENGTH": "6"}, {"HTTP_TRANSFER_ENCODING": "chunked"}, {}])
def test_a_body_is_there_when_the_request_goes_on(bodies: Receiver, said: dict[str, str]) -> None:
    request = scope(b"bread!", **said)
    taken = request["wsgi.input"]
    assert brings_body(request)
    assert bodies.receive(request) is None
    assert request["wsgi.input"] is not taken
    assert request["wsgi.input"].read() == b"bread!"


def test_a_body_without_a_length_is_read_so_far_that_it_is_known_to_be_too_large(bodies: Receiver) -> None:
    request = scope(b"x" * 100, HTTP_TRANSFER_ENCODING="chunked")
    assert bodies.receive(request) is None
    assert len(request["wsgi.input"].read()) == LARGEST + 1


def test_a_body_that_says_it_is_too_large_is_left_where_it_is(bodies: Receiver) -> None:
    request = scope(b"x" * 100, CONTENT_LENGTH="100")
    taken = request["wsgi.input"]
    assert bodies.receive(request) is None
    assert (request["wsgi.input"], taken.tell()) == (taken, 0)


def test_bodies_take_the_room_of_sixteen_until_their_requests_are_answered(bodies: Receiver) -> None:
    requests = [scope(b"x" * LARGEST, CONTENT_LENGTH=str(LARGEST)) for _ in range(BODIES + 1)]
    refusals = [bodies.receive(request) for request in requests]
    assert refusals[:-1] == BODIES * [None]
    status, headers, problem = refusals[-1] or (0, [], b"")
    assert (status, dict(headers)["Retry-After"], json.loads(problem)["status"]) == (503, "2", 503)
    for request in requests[:-1]:
        bodies.let_go(request)
    assert bodies.room == BODIES * LARGEST
    assert bodies.receive(requests[-1]) is None


def test_where_nobody_would_stay_in_front_a_sender_is_told_to_come_back(bodies: Receiver) -> None:
    while bodies.front.leave():
        pass
    refusal = bodies.receive(scope(b"x", CONTENT_LENGTH="1"))
    assert refusal is not None
    assert (refusal[0], bodies.room) == (503, BODIES * LARGEST)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reads_bring_none(method: str) -> None:
    assert not brings_body({"REQUEST_METHOD": method})
