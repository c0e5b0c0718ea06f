"""/mcp as HTTP: who may reach it, and what is refused at once."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import chat

PING = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


@pytest.fixture(autouse=True)
def _stopped(bakery: Flask) -> object:
    yield
    chat.close(bakery)


def test_one_post_is_one_json_answer(client: FlaskClient) -> None:
    answer = client.post("/mcp", json=PING, headers=HEADERS)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json["result"]["tools"]


@pytest.mark.parametrize("method", ["get", "delete", "put"])
def test_streams_and_sessions_are_refused_at_once(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/mcp", headers=HEADERS)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_foreign_host_is_told_which_setting_lets_it_in(client: FlaskClient) -> None:
    answer = client.post("/mcp", json=PING, headers={**HEADERS, "Host": "evil.example"})
    assert answer.status_code == 421
    assert "VIRTLAS_MCP_HOSTS" in answer.json["detail"]


def test_a_foreign_origin_is_forbidden(client: FlaskClient) -> None:
    assert client.post("/mcp", json=PING, headers={**HEADERS, "Origin": "https://evil.example"}).status_code == 403


def test_a_configured_host_is_let_in(client: FlaskClient, bakery: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bakery.config, "MCP_HOSTS", "atlas.example")
    answer = client.post("/mcp", json=PING, headers={**HEADERS, "Host": "atlas.example:8000"})
    assert answer.status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b'{"jsonrpc":"2.0"}', "안녕".encode()])
def test_nonsense_is_a_client_error(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/mcp", data=body, content_type="application/json", headers=HEADERS)
    assert 400 <= answer.status_code < 500


def test_a_body_over_the_limit_is_refused(client: FlaskClient) -> None:
    assert client.post("/mcp", data=b"x" * 1_100_000, content_type="application/json").status_code == 413


PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,mcp-method"}


@pytest.mark.parametrize("origin", ["http://localhost:6274", "https://atlas.example", "https://tools.example"])
def test_a_page_of_an_allowed_origin_may_send(
    client: FlaskClient, bakery: Flask, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setitem(bakery.config, "MCP_HOSTS", "atlas.example")
    monkeypatch.setitem(bakery.config, "CORS_ORIGINS", "https://tools.example")
    told = client.options("/mcp", headers={**PREFLIGHT, "Origin": origin})
    assert told.status_code == 204
    assert told.headers["Access-Control-Allow-Origin"] == origin
    assert "POST" in told.headers["Access-Control-Allow-Methods"]
    for name in ("Content-Type", "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Authorization"):
        assert name in told.headers["Access-Control-Allow-Headers"]
    answer = client.post("/mcp", json=PING, headers={**HEADERS, "Origin": origin})
    assert answer.headers["Access-Control-Allow-Origin"] == origin


def test_a_page_of_a_stranger_may_not(client: FlaskClient) -> None:
    told = client.options("/mcp", headers={**PREFLIGHT, "Origin": "https://evil.example"})
    assert told.status_code == 403
    assert "POST" not in told.headers.get("Access-Control-Allow-Methods", "")


def test_who_names_no_form_takes_any(client: FlaskClient) -> None:
    assert client.post("/mcp", json=PING).status_code == 200
    assert client.post("/mcp", json=PING, headers={"Accept": "text/html"}).status_code == 406
