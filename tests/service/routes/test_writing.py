"""Writes: with a key, under a condition, checked, remembered, undoable."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.atlas.loading import load
from service.database import db

RYE = "/v1/concepts/rye"
CREATE = {"If-None-Match": "*"}
BUN: dict[str, Any] = {
    "id": "bun", "kind": "bread", "cluster": "breads", "label": {"en": "Bun", "ko": "번"},
    "summary": {"en": "A small round bread.", "ko": "작고 둥근 빵."},
    "description": {"en": "A small round bread.", "ko": "작고 둥근 빵이다."},
}  # fmt: skip


@pytest.fixture
def client(baker: Flask) -> FlaskClient:
    return baker.test_client()


def key_of(app: Flask, *options: str) -> dict[str, str]:
    done = app.test_cli_runner().invoke(args=["keys", "create", f"key {len(options)} {options}", *options])
    assert done.exit_code == 0, done.output
    return {"Authorization": f"Bearer {done.stdout.split()[0]}"}


@pytest.fixture
def editor(baker: Flask) -> dict[str, str]:
    return key_of(baker, "--role", "editor")


@pytest.fixture
def admin(baker: Flask) -> dict[str, str]:
    return key_of(baker, "--role", "admin", "--expires", "never")


def held(client: FlaskClient, address: str) -> dict[str, str]:
    return {"If-Match": client.get(f"{address}/document").headers["ETag"]}


def test_without_a_key_nothing_is_written(client: FlaskClient) -> None:
    for headers in ({}, {"Authorization": "Bearer vk_nobody_x"}, {"Authorization": "Basic eDp4"}):
        answer = client.put(RYE, json=BUN, headers=headers)
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_or_expired_key_allows_nothing(baker: Flask, client: FlaskClient) -> None:
    expired = key_of(baker, "--expires", "2020-01-01")
    assert client.delete(RYE, headers=expired).status_code == 401
    key = key_of(baker, "--expires", "1d", "--role", "admin")
    name = next(
        line.split()[0]
        for line in baker.test_cli_runner().invoke(args=["keys", "list"]).stdout.splitlines()
        if "valid" in line
    )
    baker.test_cli_runner().invoke(args=["keys", "revoke", name])
    assert client.delete(RYE, headers=key).status_code == 401


def test_the_secret_is_stored_nowhere(baker: Flask, editor: dict[str, str], tmp_path: Path) -> None:
    secret = editor["Authorization"].split("_", 2)[2].encode()
    assert not any(secret in path.read_bytes() for path in tmp_path.glob("bread.db*"))


def test_an_editor_may_not_remove(client: FlaskClient, editor: dict[str, str]) -> None:
    assert client.delete(RYE, headers={**editor, **held(client, RYE)}).status_code == 403


def test_create_read_change_remove_and_bring_back(
    client: FlaskClient, editor: dict[str, str], admin: dict[str, str]
) -> None:
    made = client.post("/v1/concepts", json=BUN, headers=editor)
    assert (made.status_code, made.headers["Location"]) == (201, "/v1/concepts/bun")
    assert client.get("/v1/concepts/bun").json["label"]["ko"] == "번"
    patched = client.patch(
        "/v1/concepts/bun", json={"summary": {"en": "Round."}}, headers={**editor, "If-Match": made.headers["ETag"]}
    )
    assert (patched.status_code, patched.json["summary"]) == (200, {"en": "Round.", "ko": "작고 둥근 빵."})
    assert client.get("/v1/concepts/bun").json["summary"]["en"] == "Round."
    gone = client.delete("/v1/concepts/bun", headers={**admin, "If-Match": patched.headers["ETag"]})
    assert (gone.status_code, client.get("/v1/concepts/bun").status_code) == (204, 404)
    changes = client.get("/v1/concepts/bun/history").json["items"]
    assert [one["action"] for one in changes] == ["removed", "changed", "added"]
    back = client.post(f"/v1/concepts/bun/restore?revision={changes[2]['revision']}", headers={**editor, **CREATE})
    assert (back.status_code, back.json["summary"]["en"]) == (201, "A small round bread.")
    newest = client.get("/v1/changes?page_size=500").json["items"][-1]
    assert (newest["id"], newest["action"], newest["actor"].startswith("key")) == ("bun", "added", True)


def test_a_write_says_what_it_replaces(client: FlaskClient, editor: dict[str, str]) -> None:
    document = client.get(f"{RYE}/document").json
    assert client.put(RYE, json=document, headers=editor).status_code == 428
    assert client.put(RYE, json=document, headers={**editor, "If-Match": '"old"'}).status_code == 412
    assert client.put(RYE, json=document, headers={**editor, **CREATE}).status_code == 412
    assert client.put(RYE, json=document, headers={**editor, **held(client, RYE)}).status_code == 200


def test_the_tag_of_the_answer_at_the_address_will_do(client: FlaskClient, editor: dict[str, str]) -> None:
    tag = client.get(RYE, headers={"Accept-Encoding": "br"}).headers["ETag"]
    answer = client.patch(RYE, json={"summary": {"en": "New."}}, headers={**editor, "If-Match": tag})
    assert answer.status_code == 200
    again = client.patch(RYE, json={"summary": {"en": "Newer."}}, headers={**editor, "If-Match": tag})
    assert again.status_code == 412


def test_writing_what_stands_already_changes_nothing(client: FlaskClient, editor: dict[str, str]) -> None:
    before = client.get("/readyz").json["revision"]
    for address in (RYE, "/v1/sources/flour-book", "/v1/comparisons/baguette-vs-rye", "/v1/diagrams/rye"):
        document = client.get(f"{address}/document").json
        answer = client.put(address, json=document, headers={**editor, **held(client, address)})
        assert (answer.status_code, answer.json) == (200, document)
    assert client.get("/readyz").json["revision"] == before


@pytest.mark.parametrize(
    ("patch", "place"),
    [
        ({"kind": "stone"}, "kind"),
        ({"label": {"en": "Baguette"}}, "label.en"),
        ({"summary": {"ko": None}}, "summary.ko"),
        ({"colour": "brown"}, "colour"),
        ({"relations": [{"type": "is_a", "target": "nobody", "sources": ["flour-book"]}]}, "relations.0.target"),
        ({"relations": [{"type": "is_a", "target": "rye", "sources": ["flour-book"]}]}, "relations.0.target"),
        ({"facts": [{"property": "nothing", "value": 1, "sources": ["flour-book"]}]}, "facts.0.property"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_its_place(
    client: FlaskClient, editor: dict[str, str], patch: dict[str, Any], place: str
) -> None:
    before = client.get(f"{RYE}/document").json
    answer = client.patch(RYE, json=patch, headers={**editor, **held(client, RYE)})
    assert answer.status_code == 422
    assert place in answer.json["errors"]
    assert client.get(f"{RYE}/document").json == before


@pytest.mark.parametrize("address", ["/v1/concepts/bread", "/v1/sources/flour-book"])
def test_what_others_refer_to_stays(client: FlaskClient, admin: dict[str, str], address: str) -> None:
    answer = client.delete(address, headers={**admin, **held(client, address)})
    assert answer.status_code == 409
    assert any(one.startswith("concept ") for one in answer.json["referrers"])
    assert client.get(address).status_code == 200


def test_the_same_request_again_is_carried_out_once(client: FlaskClient, editor: dict[str, str]) -> None:
    headers = {**editor, "Idempotency-Key": "one"}
    first, again = (client.post("/v1/concepts", json=BUN, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert len(client.get("/v1/concepts/bun/history").json["items"]) == 1
    other = client.post("/v1/concepts", json={**BUN, "id": "roll"}, headers=headers)
    assert other.status_code == 422
    assert client.post("/v1/concepts", json=BUN, headers=editor).status_code == 409


def test_of_two_who_change_the_same_state_one_is_told(baker: Flask, editor: dict[str, str]) -> None:
    tag = held(baker.test_client(), RYE)

    def change(number: int) -> int:
        patch = {"summary": {"en": f"Summary {number}."}}
        return baker.test_client().patch(RYE, json=patch, headers={**editor, **tag}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(change, range(4))) == [200, 412, 412, 412]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [(b"{", "application/json", 400), (b"a: b", "text/yaml", 415), (b"[]", "application/json", 422)],
)
def test_a_body_that_is_no_document_is_refused(
    client: FlaskClient, editor: dict[str, str], body: bytes, kind: str, status: int
) -> None:
    assert client.post("/v1/concepts", data=body, content_type=kind, headers=editor).status_code == status


def test_a_load_keeps_what_was_edited(
    baker: Flask, client: FlaskClient, editor: dict[str, str], bread: Path, edit: Callable[[Path, str, str], None]
) -> None:
    client.patch(RYE, json={"summary": {"en": "Edited."}}, headers={**editor, **held(client, RYE)})
    edit(bread / "concepts/breads/rye.yaml", "A dark bread of rye.", "The folder's summary.")
    with baker.app_context():
        assert load(db.session, bread).conflicts == [("concept", "rye")]
    assert client.get(RYE).json["summary"]["en"] == "Edited."


def test_the_tag_of_a_read_names_what_is_removed(client: FlaskClient, editor: Any, admin: Any) -> None:
    client.put("/v1/concepts/bun", json=BUN, headers={**editor, **CREATE})
    tag = client.get("/v1/concepts/bun", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert client.delete("/v1/concepts/bun", headers={**admin, "If-Match": '"another"'}).status_code == 412
    assert client.delete("/v1/concepts/bun", headers={**admin, "If-Match": tag}).status_code == 204


def test_a_revision_that_is_to_come_cannot_be_restored(client: FlaskClient, editor: Any) -> None:
    answer = client.post(f"{RYE}/restore?revision=99999", headers={**editor, "If-Match": "*"})
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["revision"])


def test_creating_what_is_there_says_how_to_replace_it(client: FlaskClient, editor: Any) -> None:
    client.post("/v1/concepts", json=BUN, headers=editor)
    again = client.post("/v1/concepts", json=BUN, headers=editor)
    assert (again.status_code, again.json["title"], again.json["referrers"]) == (409, "Already there", ["concept bun"])
    assert "PUT" in again.json["detail"]
