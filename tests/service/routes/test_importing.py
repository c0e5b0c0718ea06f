"""Imports: many documents at once, all or nothing, nothing overwritten unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from service.atlas import import_text
from service.errors import TooMuch
from tests.conftest import application, close

from .test_writing import BUN, key_of

BOOK = {"id": "roll-book", "title": "Rolls", "publisher": "Bakers", "kind": "book"}
TWO: dict[str, Any] = {"source": [BOOK], "concept": [BUN, {
    **BUN, "id": "roll", "label": {"en": "Roll", "ko": "롤"},
    "relations": [{"type": "is_a", "target": "bun", "sources": ["roll-book"]}],
}]}  # fmt: skip


@pytest.fixture
def client(baker: Flask) -> FlaskClient:
    return baker.test_client()


@pytest.fixture
def editor(baker: Flask) -> dict[str, str]:
    return key_of(baker, "--role", "editor")


def revision_of(client: FlaskClient) -> int:
    return int(client.get("/readyz").json["revision"])


def test_documents_that_need_each_other_come_together(client: FlaskClient, editor: dict[str, str]) -> None:
    before = revision_of(client)
    tried = client.post("/v1/import?dry_run=true", json=TWO, headers=editor)
    assert (tried.status_code, tried.json["dry_run"], revision_of(client)) == (200, True, before)
    assert client.get("/v1/concepts/roll").status_code == 404
    done = client.post("/v1/import", json=TWO, headers=editor)
    assert done.json == {**tried.json, "dry_run": False}
    assert (done.json["revision"], revision_of(client)) == (before + 1, before + 1)
    assert [one["id"] for one in done.json["created"]] == ["bun", "roll", "roll-book"]
    assert client.get("/v1/concepts/roll/history").json["total"] == 1
    again = client.post("/v1/import", json=TWO, headers=editor).json
    assert (again["created"], len(again["unchanged"]), revision_of(client)) == ([], 3, before + 1)


def test_yaml_says_the_same_as_json(client: FlaskClient, editor: dict[str, str]) -> None:
    text = yaml.safe_dump(orjson.loads(orjson.dumps(TWO)), allow_unicode=True)  # a copy: nothing in it stands twice
    tried = client.post("/v1/import?dry_run=1", data=text, content_type="application/yaml", headers=editor)
    assert tried.json == client.post("/v1/import?dry_run=1", json=TWO, headers=editor).json


def test_an_export_comes_back_unchanged(client: FlaskClient, editor: dict[str, str]) -> None:
    exported = client.get("/v1/export.json").data
    done = client.post("/v1/import", data=exported, content_type="application/json", headers=editor)
    report = done.json
    assert (done.status_code, report["created"], report["changed"], report["conflicts"]) == (200, [], [], [])
    assert len(report["unchanged"]) == sum(map(len, orjson.loads(exported).values()))


def test_what_stands_is_overwritten_only_by_who_saw_it(client: FlaskClient, editor: dict[str, str]) -> None:
    rye = client.get("/v1/concepts/rye/document").json
    changed = {"concept": [{**rye, "summary": {"en": "New.", "ko": "새것이다."}}, BUN]}
    seen = revision_of(client)
    blind = client.post("/v1/import", json=changed, headers=editor)
    assert (blind.status_code, blind.json["report"]["conflicts"]) == (409, [{"noun": "concept", "id": "rye"}])
    assert client.get("/v1/concepts/bun").status_code == 404, "all or nothing"
    tried = client.post("/v1/import?dry_run=1", json=changed, headers=editor).json
    assert tried["conflicts"] == [{"noun": "concept", "id": "rye"}]
    done = client.post(f"/v1/import?since={seen}", json=changed, headers=editor)
    assert (done.status_code, done.json["changed"]) == (200, [{"noun": "concept", "id": "rye"}])
    late = client.post(f"/v1/import?since={seen}", json={"concept": [rye]}, headers=editor)
    assert late.status_code == 409
    assert client.post("/v1/import?since=999", json=changed, headers=editor).json["errors"].keys() == {"since"}


def test_the_same_import_again_is_answered_as_before(client: FlaskClient, editor: dict[str, str]) -> None:
    headers = {**editor, "Idempotency-Key": "rolls"}
    first, again = (client.post("/v1/import", json=TWO, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code, first.json) == (200, 200, again.json)
    assert first.json["created"] != []
    assert client.post("/v1/import", json={"source": [BOOK]}, headers=headers).status_code == 422


def test_what_would_break_something_else_is_refused(client: FlaskClient, editor: dict[str, str]) -> None:
    (time,) = [one for one in client.get("/v1/export.json").json["property"] if one["id"] == "baking_time"]
    shorter = {"property": [{**time, "kinds": ["dough"]}]}
    answer = client.post(f"/v1/import?since={revision_of(client)}", json=shorter, headers=editor)
    assert answer.status_code == 422
    assert any("rye" in place for place in answer.json["errors"]), answer.json


@pytest.mark.parametrize(
    ("body", "place", "line"),
    [
        (b'{"concept": [\n{"id": "a",\n"id": "b"}]}', "body", 3),
        (b'{"concept":\n [1]}', "concept.0", 2),
        (b'{"concept": [],\n"concpt": []}', "concpt", 2),
        (b'{"source": [\n{"id": "a", "title": "T",\n"kind": "bok", "publisher": "P"}]}', "source.0.kind", 3),
        (b"[]", "body", 1),
        (b'{"concept": [\n{,}]}', "body", 2),
        (b'{"source": ' + b"[\n" * 50 + b"]" * 50 + b"}", "body", 40),
        (b'{"source": ' + b"[" * 5000 + b"]" * 5000 + b"}", "body", 1),
    ],
)  # fmt: skip
def test_wrong_json_is_told_by_place_and_line(
    client: FlaskClient, editor: dict[str, str], body: bytes, place: str, line: int
) -> None:
    answer = client.post("/v1/import", data=body, content_type="application/json", headers=editor)
    assert answer.status_code == 422
    assert (place, line) in {(one["place"], one["line"]) for one in answer.json["problems"]}, answer.json["problems"]
    assert answer.json["errors"].keys() == {one["place"] for one in answer.json["problems"]}


def test_only_who_has_a_key_imports_and_only_what_can_be_read(client: FlaskClient, editor: dict[str, str]) -> None:
    assert client.post("/v1/import", json=TWO).status_code == 401
    assert client.post("/v1/import", data=b"x", content_type="text/csv", headers=editor).status_code == 415


def test_a_body_larger_than_the_setting_is_refused_and_a_long_import_ends(tmp_path: Path, bread: Path) -> None:
    app = application(tmp_path / "small.db", bread, MAX_IMPORT_BYTES=2_000, MAX_BODY_BYTES=100)
    client, key = app.test_client(), key_of(app)
    assert client.post("/v1/import", data=b" " * 2_001, content_type="application/json", headers=key).status_code == 413
    assert client.post("/v1/import", data=b"{}" + b" " * 1_000, content_type="application/json",
                       headers=key).status_code == 200  # fmt: skip
    close(app)
    deadline = import_text.Deadline(1)
    deadline.end = 0
    with pytest.raises(TooMuch, match="in parts"):
        import_text.read(orjson.dumps(TWO), "json", deadline)


def test_two_comparisons_that_change_places_clash_and_nothing_breaks(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    one = client.get("/v1/comparisons/baguette-vs-rye/document").json
    other = {**one, "id": "rye-vs-yeast", "concepts": ["rye", "yeast"], "choose": []}
    assert client.post("/v1/import", json={"comparison": [other]}, headers=editor).status_code == 200
    swapped = [{**one, "concepts": other["concepts"], "choose": []}, {**other, "concepts": one["concepts"]}]
    since = revision_of(client)
    answer = client.post(f"/v1/import?since={since}", json={"comparison": swapped}, headers=editor)
    assert answer.status_code in (200, 409)
    assert client.get("/v1/comparisons/baguette,rye").status_code == 200
    assert revision_of(client) == since + (answer.status_code == 200)
