"""Entity tags, languages, cross-origin reads, HEAD, limits, and one shape of errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.atlas.loading import load
from service.database import db

ADDRESSES = ["/v1/concepts", "/v1/concepts/rye", "/v1/concepts/rye.md", "/v1/comparisons/rye,bread.csv", "/v1/sources"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_client_holds_is_confirmed_without_a_body(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_tag_is_strong_and_differs_by_address_and_language(client: FlaskClient) -> None:
    tags = {
        client.get("/v1/concepts/rye").headers["ETag"],
        client.get("/v1/concepts/bread").headers["ETag"],
        client.get("/v1/concepts/rye?lang=ko").headers["ETag"],
        client.get("/v1/concepts/rye", headers={"Accept-Language": "ko"}).headers["ETag"],
    }
    assert len(tags) == 4
    assert not any(tag.startswith("W/") for tag in tags)


def test_a_change_of_the_knowledge_changes_the_tag(
    app: Flask, bread: Path, edit: Callable[[Path, str, str], None]
) -> None:
    client = app.test_client()
    with app.app_context():
        load(db.session, bread)
    before = client.get("/v1/concepts/rye").headers["ETag"]
    edit(bread / "concepts/breads/rye.yaml", "A dark bread of rye.", "Another summary.")
    with app.app_context():
        load(db.session, bread)
    answer = client.get("/v1/concepts/rye", headers={"If-None-Match": before})
    assert (answer.status_code, answer.json["summary"]["en"]) == (200, "Another summary.")


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_would(client: FlaskClient, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert head.status_code == 200
    assert head.data == b""
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_an_address_with_a_content_hash_holds_for_a_year(client: FlaskClient) -> None:
    assert "immutable" in client.get("/v1/diagrams/rye.svg?v=1234").headers["Cache-Control"]
    assert client.get("/v1/diagrams/rye.svg").headers["Cache-Control"] == "public, max-age=60"


def test_the_language_comes_from_the_address_then_the_header_then_english(client: FlaskClient) -> None:
    address = "/v1/concepts/rye.md"
    assert client.get(address).text.startswith("# Rye bread")
    assert client.get(address, headers={"Accept-Language": "ko-KR,ko;q=0.9"}).text.startswith("# 호밀빵")
    assert client.get(f"{address}?lang=en", headers={"Accept-Language": "ko"}).text.startswith("# Rye bread")
    assert "Accept-Language" in client.get(address).headers["Vary"]


def test_pages_of_any_origin_may_read(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/rye", headers={"Origin": "https://slides.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options("/v1/concepts/rye", headers={"Origin": "https://slides.example"})
    assert "GET" in preflight.headers["Access-Control-Allow-Methods"]
    assert "POST" not in preflight.headers["Access-Control-Allow-Methods"]


PROBLEM = {"type", "title", "status", "detail", "instance"}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/v1/concepts/nothing", 404),
        ("GET", "/v1/diagrams/nothing", 404),
        ("POST", "/v1/concepts", 401),
        ("DELETE", "/v1/concepts/rye", 401),
        ("DELETE", "/v1/concepts", 405),
        ("GET", "/v1/concepts?page=0", 422),
        ("GET", "/v1/concepts?page=999", 422),
        ("GET", "/v1/concepts?kind=stone", 422),
        ("GET", "/v1/concepts/rye?lang=fr", 422),
        ("GET", "/v1/concepts/rye/graph?depth=99", 422),
        ("GET", "/v1/concepts/rye/relations?direction=up", 422),
        ("GET", "/v1/comparisons/rye", 422),
        ("GET", "/v1/concepts/%00", 404),
        ("GET", "/v1/concepts/" + "x" * 10_000, 404),
        ("GET", "/v1/concepts/%F0%9F%A5%96%1B%5B31m", 404),
        ("GET", "/v1/concepts/'%20OR%201=1--", 404),
        ("GET", "/v1/concepts/%3Csvg%20onload=alert(1)%3E", 404),
    ],
)
def test_every_error_has_the_one_shape(client: FlaskClient, method: str, address: str, status: int) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert set(answer.json) >= PROBLEM
    assert answer.json["status"] == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert "\x1b" not in answer.json["detail"]


def test_a_problem_speaks_the_clients_language(client: FlaskClient) -> None:
    assert client.get("/v1/concepts/nothing?lang=ko").json["title"] == "찾을 수 없습니다"


def test_a_body_over_the_limit_is_refused(client: FlaskClient) -> None:
    answer = client.post("/v1/concepts", data=b"x" * 1_048_577)
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_a_defect_is_told_to_nobody(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> str:
        raise RuntimeError("the password is 1234")

    app.add_url_rule("/broken", view_func=broken)
    answer = app.test_client().get("/broken")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "1234" not in answer.text
    assert "1234" in caplog.text


def test_a_database_that_is_away_is_a_503(app: Flask) -> None:
    with app.app_context():
        db.session.execute(__import__("sqlalchemy").text("DROP TABLE knowledge_revision"))
        db.session.commit()
    answer = app.test_client().get("/v1/concepts")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1, max_size=30), st.sampled_from(["", ".svg", ".md", "/relations", "/graph"]))
def test_no_name_makes_a_500(client: FlaskClient, name: str, form: str) -> None:
    from urllib.parse import quote

    answer = client.get(f"/v1/concepts/{quote(name, safe='')}{form}")
    assert answer.status_code < 500


@pytest.mark.parametrize("tag", ["*", '"any"'])
def test_only_what_stands_at_an_address_can_be_confirmed(client: FlaskClient, tag: str) -> None:
    held = {"If-None-Match": tag}
    assert client.get("/v1/concepts/nothing", headers=held).status_code == 404
    assert client.get("/v1/concepts/rye/restore", headers=held).status_code == 405
    assert client.get("/v1/no-noun", headers=held).status_code == 404


def test_a_stranger_learns_nothing_of_what_is_wrong_with_a_write(client: FlaskClient) -> None:
    for method, address in (("POST", "/v1/concepts/rye/restore"), ("PUT", "/v1/concepts/rye?lang=xx")):
        answer = client.open(address, method=method)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="virtlas"')


def test_only_a_picture_is_kept_for_good(client: FlaskClient) -> None:
    kept = {
        path: client.get(f"{path}?v=1").headers["Cache-Control"] for path in ("/v1/concepts/rye", "/v1/export.json")
    }
    assert set(kept.values()) == {"public, max-age=60"}
    assert "immutable" in client.get("/v1/concepts/rye.svg?v=1").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/v1/concepts/바겟트", "/v1/concepts/stick", "/openapi.json", "/llms.txt"])
def test_every_read_says_how_long_it_holds(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"].startswith("public, max-age=")


@pytest.mark.parametrize("address", ["/llms.txt", "/sitemap.xml", "/robots.txt"])
def test_texts_for_machines_are_confirmed_too(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
