"""Facts and relations as things of their own: read, added, replaced, changed, removed, brought back."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from .test_writing import CREATE, key_of

FACT = "/v1/concepts/rye/facts/baking_time/1"
RELATION = "/v1/concepts/rye/relations/raised_by/sourdough"
WEIGHED: dict[str, Any] = {"property": "baking_time", "value": 60, "disputed": True, "sources": ["flour-book"]}


@pytest.fixture
def client(baker: Flask) -> FlaskClient:
    return baker.test_client()


@pytest.fixture
def editor(baker: Flask) -> dict[str, str]:
    return key_of(baker, "--role", "editor")


def held(client: FlaskClient, address: str) -> dict[str, str]:
    return {"If-Match": client.get(address).headers["ETag"]}


def test_the_facts_are_listed_with_number_and_address(client: FlaskClient) -> None:
    found = client.get("/v1/concepts/rye/facts").json
    assert (found["concept"], found["total"]) == ("rye", 3)
    assert [(one["property"], one["number"]) for one in found["items"]] == [
        ("baking_time", 1), ("shape", 1), ("vegan", 1)
    ]  # fmt: skip
    for one in found["items"]:
        assert client.get(one["url"]).json["property"] == one["property"]


def test_a_second_fact_about_a_property_stands_beside_the_first(client: FlaskClient, editor: dict[str, str]) -> None:
    made = client.post("/v1/concepts/rye/facts", json=WEIGHED, headers=editor)
    assert (made.status_code, made.headers["Location"]) == (201, "/v1/concepts/rye/facts/baking_time/2")
    assert made.json == client.get(made.headers["Location"]).json
    facts = client.get("/v1/concepts/rye").json["facts"]
    assert [one["value"] for one in facts if one["property"] == "baking_time"] == [55, 60]
    again = client.post("/v1/concepts/rye/facts", json=WEIGHED, headers=editor)
    assert (again.status_code, again.json["referrers"]) == (409, ["concepts/rye/facts/baking_time/2"])


def test_the_same_request_again_adds_once(client: FlaskClient, editor: dict[str, str]) -> None:
    headers = {**editor, "Idempotency-Key": "seven"}
    answers = [client.post("/v1/concepts/rye/facts", json=WEIGHED, headers=headers) for _ in range(3)]
    assert [(one.status_code, one.json, one.headers["ETag"]) for one in answers] == 3 * [
        (201, answers[0].json, answers[0].headers["ETag"])
    ]
    assert client.get("/v1/concepts/rye/facts").json["total"] == 4


def test_a_relation_is_added_once(client: FlaskClient, editor: dict[str, str]) -> None:
    relation = {"type": "raised_by", "target": "yeast", "sources": ["flour-book"]}
    made = client.post("/v1/concepts/rye/relations", json=relation, headers=editor)
    assert (made.status_code, made.headers["Location"]) == (201, "/v1/concepts/rye/relations/raised_by/yeast")
    assert client.post("/v1/concepts/rye/relations", json=relation, headers=editor).status_code == 409
    listed = client.get("/v1/concepts/rye/relations?type=raised_by&direction=out").json["items"]
    assert [one["target"]["id"] for one in listed] == ["sourdough", "yeast"]


@pytest.mark.parametrize(("address", "member"), [(FACT, "as_of"), (RELATION, "disputed")])
def test_a_claim_is_changed_under_its_own_condition(
    client: FlaskClient, editor: dict[str, str], address: str, member: str
) -> None:
    value = {"as_of": 2001, "disputed": True}[member]
    tag = held(client, address)
    assert client.patch(address, json={member: value}, headers=editor).status_code == 428
    assert client.patch(address, json={member: value}, headers={**editor, "If-Match": '"x"'}).status_code == 412
    changed = client.patch(address, json={member: value}, headers={**editor, **tag})
    assert (changed.status_code, changed.json[member]) == (200, value)
    assert client.patch(address, json={member: None}, headers={**editor, **tag}).status_code == 412
    put = client.put(address, json=changed.json, headers={**editor, "If-Match": changed.headers["ETag"]})
    assert (put.status_code, put.json, client.get(address).json) == (200, changed.json, changed.json)


@pytest.mark.parametrize("address", [FACT, RELATION])
def test_a_claim_goes_and_comes_back(client: FlaskClient, editor: dict[str, str], address: str) -> None:
    before, whole = client.get(address).json, client.get("/v1/concepts/rye/document").json
    gone = client.delete(address, headers={**editor, **held(client, address)})
    assert (gone.status_code, client.get(address).status_code) == (204, 404)
    changes = client.get(f"{address}/history").json["items"]
    assert [(one["action"], one["noun"]) for one in changes] == [
        ("removed", address.split("/")[4][:-1]), ("added", address.split("/")[4][:-1])
    ]  # fmt: skip
    back = client.post(f"{address}/restore?revision={changes[1]['revision']}", headers={**editor, **CREATE})
    assert (back.status_code, back.json, client.get(address).json) == (201, before, before)
    after = client.get("/v1/concepts/rye/document").json
    assert {**after, "facts": 0, "relations": 0} == {**whole, "facts": 0, "relations": 0}


def test_the_next_fact_is_created_at_its_number_and_no_gap_is_left(client: FlaskClient, editor: dict[str, str]) -> None:
    address, far = "/v1/concepts/rye/facts/baking_time/2", "/v1/concepts/rye/facts/baking_time/9"
    assert client.put(far, json=WEIGHED, headers={**editor, **CREATE}).json["errors"].keys() == {"number"}
    assert client.put(address, json=WEIGHED, headers={**editor, **CREATE}).status_code == 201
    assert client.put(address, json=WEIGHED, headers={**editor, **CREATE}).status_code == 412


@pytest.mark.parametrize(
    ("address", "body", "place"),
    [
        (FACT, {"value": "long", "sources": ["flour-book"]}, "value"),
        (FACT, {"value": 60}, "sources"),
        (FACT, {"property": "shape", "value": 60, "sources": ["flour-book"]}, "property"),
        (FACT, {"value": 60, "sources": ["nobody"]}, "sources.0"),
        (FACT, [], "fact"),
        (RELATION, {"target": "yeast", "sources": ["flour-book"]}, "target"),
        (RELATION, {"sources": []}, "sources"),
        ("/v1/concepts/rye/relations/is_a/nobody", {"sources": ["flour-book"]}, "target"),
        ("/v1/concepts/rye/relations/is_a/rye", {"sources": ["flour-book"]}, "target"),
        ("/v1/concepts/rye/relations/nothing/bread", {"sources": ["flour-book"]}, "type"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_the_member_of_the_claim(
    client: FlaskClient, editor: dict[str, str], address: str, body: Any, place: str
) -> None:
    before = client.get("/v1/concepts/rye/document").json
    answer = client.put(address, json=body, headers={**editor, "If-Match": "*"})
    if answer.status_code == 412:  # nothing stands there yet
        answer = client.put(address, json=body, headers={**editor, **CREATE})
    assert (answer.status_code, list(answer.json["errors"])) == (422, [place])
    assert client.get("/v1/concepts/rye/document").json == before


def test_claims_of_nobody_are_unknown_and_other_names_redirect(client: FlaskClient, editor: dict[str, str]) -> None:
    assert client.get("/v1/concepts/nobody/facts/shape/1").status_code == 404
    assert client.get("/v1/concepts/rye/facts/shape/2").status_code == 404
    assert client.get("/v1/concepts/rye/relations/is_a/yeast/history").status_code == 404
    assert client.post("/v1/concepts/nobody/facts", json=WEIGHED, headers=editor).status_code == 404
    assert client.put("/v1/concepts/nobody/facts/shape/1", json={"value": "round", "sources": ["flour-book"]},
                      headers={**editor, **CREATE}).status_code == 404  # fmt: skip
    moved = client.get("/v1/concepts/Rye bread/facts/shape/1")
    assert (moved.status_code, moved.headers["Location"]) == (307, "/v1/concepts/rye/facts/shape/1")


def test_without_a_key_no_claim_is_written(client: FlaskClient) -> None:
    assert client.post("/v1/concepts/rye/facts", json=WEIGHED).status_code == 401
    assert client.delete(FACT, headers=CREATE).status_code == 401
