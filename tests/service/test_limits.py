"""Rate limits: told, enforced, given back with time, and nobody else's affair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask
from werkzeug.test import Client

from service import limits
from service.limits import Allowance, Limits, is_dear
from tests.conftest import application, close


def small(tmp_path: Path, bread: Path, **settings: Any) -> Flask:
    return application(tmp_path / "limited.db", bread, **settings)


def test_a_burst_then_a_steady_rate() -> None:
    now = [0.0]
    allowance = Allowance(60, clock=lambda: now[0])
    assert sum(allowance.take("a") == 0 for _ in range(100)) == 60
    assert 0 < allowance.take("a") <= 1.0
    assert allowance.take("b") == 0
    now[0] = 10.0
    assert allowance.left("a") == 10
    assert sum(allowance.take("a") == 0 for _ in range(100)) == 10


def test_memory_for_clients_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CLIENTS", 100)
    allowance = Allowance(60, clock=lambda: 0.0)
    for number in range(1000):
        allowance.take(str(number))
    assert len(allowance.whole_at) <= 100


def test_who_asks_too_much_is_told_when_to_come_back(tmp_path: Path, bread: Path) -> None:
    app = small(tmp_path, bread, REQUESTS_PER_MINUTE=3, HOT_MEGABYTES=0)
    client = app.test_client()
    first = client.get("/v1/kinds")
    assert first.headers["RateLimit"] == '"minute";r=2'
    answers = [client.get("/v1/kinds") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    refused = answers[-1]
    assert (refused.mimetype, refused.json["status"]) == ("application/problem+json", 429)
    assert 1 <= int(refused.headers["Retry-After"]) <= 20
    assert client.get("/healthz").status_code == 200
    close(app)


def test_a_kept_answer_costs_nothing_and_tells_nobody_of_others(tmp_path: Path, bread: Path) -> None:
    app = small(tmp_path, bread, REQUESTS_PER_MINUTE=1)
    answers = [app.test_client().get("/v1/kinds") for _ in range(5)]
    assert [one.status_code for one in answers] == [200] * 5
    assert all("RateLimit" not in one.headers for one in answers)
    close(app)


@pytest.mark.parametrize(("proxies", "statuses"), [(0, [200, 429]), (1, [200, 200])])
def test_a_forwarded_address_is_believed_only_from_a_trusted_proxy(
    tmp_path: Path, bread: Path, proxies: int, statuses: list[int]
) -> None:
    app = small(tmp_path, bread, REQUESTS_PER_MINUTE=1, HOT_MEGABYTES=0, TRUSTED_PROXIES=proxies)
    client = app.test_client()
    found = [client.get("/v1/kinds", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(2)]
    assert found == statuses
    close(app)


@pytest.mark.parametrize(
    ("query", "header", "title"),
    [
        ("", "", "Too many requests"),
        ("", "ko-KR,ko;q=0.9", "요청이 너무 많습니다"),
        ("?lang=en", "ko", "Too many requests"),
        ("?page=1&lang=ko", "", "요청이 너무 많습니다"),
    ],
)
def test_who_is_refused_is_told_so_in_the_language_asked_for(
    bakery: Flask, query: str, header: str, title: str
) -> None:
    client = Client(Limits(bakery.wsgi_app, usual=1, dear=1))
    client.get("/v1/concepts")
    refused = client.get(f"/v1/concepts{query}", headers={"Accept-Language": header})
    assert orjson.loads(refused.data)["title"] == title


@pytest.mark.parametrize("path", ["/v1/concepts/rye.svg", "/v1/concepts/rye.svg/", "/v1/ask", "/v1/export.json"])
def test_what_costs_a_drawing_or_a_reading_of_everything_is_dear(path: str) -> None:
    assert is_dear(path)
    assert not is_dear("/v1/concepts/rye/")
