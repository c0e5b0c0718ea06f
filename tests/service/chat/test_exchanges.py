"""Kept MCP answers: the same message, the same answer, until the knowledge moves; and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from service import chat
from service.atlas import revision
from service.chat.exchanges import Exchanged, Exchanges, message_of
from service.chat.loop import LoopThread
from service.chat.reading import Caller

HEADERS = [("Accept", "application/json"), ("Mcp-Protocol-Version", "2026-07-28")]
RESULT = Exchanged(200, [("content-type", "application/json"), ("content-length", "9")], b'{"id":1,"result":{"a":1}}')


def body(identity: object, **params: object) -> bytes:
    return orjson.dumps({"jsonrpc": "2.0", "id": identity, "method": "tools/call", "params": params})


@pytest.fixture
def exchanges(bakery: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What reached the SDK; nothing is kept yet."""
    reached: list[bytes] = []
    whole = LoopThread.exchange

    def counted(self: LoopThread, scope: dict, sent: bytes, caller: Caller) -> Exchanged:
        reached.append(sent)
        return whole(self, scope, sent, caller)

    monkeypatch.setattr(LoopThread, "exchange", counted)
    monkeypatch.setitem(bakery.extensions, "mcp_exchanges", Exchanges(1))
    yield reached
    chat.close(bakery)


def call(client: FlaskClient, identity: object, name: str = "get_concept", **arguments: object) -> dict:
    sent = {
        "jsonrpc": "2.0", "id": identity, "method": "tools/call",
        "params": {"name": name, "arguments": arguments, "_meta": {"progressToken": identity}},
    }  # fmt: skip
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    return client.post("/mcp", json=sent, headers=headers).json


def test_the_same_message_reaches_the_sdk_once(client: FlaskClient, exchanges: list[bytes]) -> None:
    first, second = call(client, 1, concept="rye"), call(client, "two", concept="rye")
    assert (first["id"], second["id"]) == (1, "two")
    assert first["result"] == second["result"]
    assert len(exchanges) == 1


def test_another_message_another_version_or_another_host_does(client: FlaskClient, exchanges: list[bytes]) -> None:
    call(client, 1, concept="rye")
    call(client, 1, concept="baguette")
    call(client, 1, "compare", concepts=["rye", "baguette"])
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    for version in ("2025-06-18", "2025-11-25"):
        headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": version}
        client.post("/mcp", json=sent, headers=headers)
        client.post("/mcp", json=sent, headers={**headers, "Host": "127.0.0.1"})
    assert len(exchanges) == 7


def test_an_error_is_asked_again(client: FlaskClient, exchanges: list[bytes]) -> None:
    assert call(client, 1, concept="no such thing at all")["result"]["isError"]
    call(client, 2, concept="no such thing at all")
    assert len(exchanges) == 2


def test_new_knowledge_is_told_at_once(app: Flask, baked: Session) -> None:
    client = app.test_client()
    before = call(client, 1, concept="rye")
    revision.advance(baked)
    baked.commit()
    kept: Exchanges = app.extensions["mcp_exchanges"]
    assert before["result"]["structuredContent"]["id"] == "rye"
    assert kept.find(message_of(HEADERS, "", body(1)), revision.current(baked)) is None
    assert call(client, 2, concept="rye")["id"] == 2
    chat.close(app)


@pytest.mark.parametrize("sent", [b"", b"[]", b"null", body(None), body(True), body(1.5), body([1]), b'{"method":"x"}'])
def test_what_is_no_request_with_an_id_is_left_to_the_sdk(sent: bytes) -> None:
    assert message_of(HEADERS, "", sent) is None


def test_headers_that_the_protocol_reads_tell_messages_apart() -> None:
    same = message_of([*HEADERS, ("User-Agent", "x")], "", body(1))
    assert message_of(HEADERS, "", body(2)).key == same.key
    assert message_of([*HEADERS, ("Mcp-Name", "x")], "", body(1)).key != same.key
    assert message_of(HEADERS, "https://a.example", body(1)).key != same.key


def test_memory_is_bounded_and_the_least_asked_for_goes_first() -> None:
    kept = Exchanges(1)
    large = Exchanged(200, [], orjson.dumps({"result": {"text": "x" * 100_000}}))
    messages = [message_of(HEADERS, "", body(1, n=number)) for number in range(30)]
    for message in messages:
        kept.keep(message, 1, large)
        kept.find(messages[0], 1)
    assert kept.bytes <= kept.room
    assert kept.find(messages[0], 1) is not None
    assert kept.find(messages[1], 1) is None


@pytest.mark.parametrize(
    "answer",
    [Exchanged(500, [], RESULT.body), Exchanged(200, [], b"{"), Exchanged(200, [], b'{"error":{}}'), Exchanged(202, [], b""),
     Exchanged(200, [], b'{"result":{"isError":true}}'), Exchanged(200, [], b'{"result":null}')],
)  # fmt: skip
def test_only_results_are_kept(answer: Exchanged) -> None:
    kept = Exchanges(1)
    message = message_of(HEADERS, "", body(1))
    kept.keep(message, 1, answer)
    assert kept.find(message, 1) is None


def test_an_answer_too_large_or_without_room_is_not_kept() -> None:
    message = message_of(HEADERS, "", body(1))
    for kept in (Exchanges(0), Exchanges(1)):
        kept.keep(message, 1, Exchanged(200, [], orjson.dumps({"result": {"text": "x" * 200_000}})))
        assert kept.find(message, 1) is None
