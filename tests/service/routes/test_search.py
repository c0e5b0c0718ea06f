"""/v1/search and /v1/suggest."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def first(client: FlaskClient, q: str) -> str:
    return client.get("/v1/search", query_string={"q": q}).json["items"][0]["id"]


def test_a_hit_says_what_matched_and_where(client: FlaskClient) -> None:
    got = client.get("/v1/search?q=바겟트").json
    hit = got["items"][0]
    assert (hit["id"], hit["label"]["ko"], hit["kind"]) == ("baguette", "바게트", "bread")
    assert hit["matched"] == {"field": "alias", "language": "ko", "text": "바겟트", "marked": "<mark>바겟트</mark>"}
    assert hit["links"]["self"] == "/v1/concepts/baguette"
    assert got["total"] >= 1


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("호밀빵", "rye"),
        ("French stick이란?", "baguette"),
        ("ㅂㄱㅌ", "baguette"),
        ("baguete", "baguette"),
        ("qkrpxm", "baguette"),
    ],
)
def test_another_field_is_searched_with_the_same_code(client: FlaskClient, q: str, expected: str) -> None:
    assert first(client, q) == expected


def test_a_fact_is_found_and_marked(client: FlaskClient) -> None:
    hits = client.get("/v1/search?q=Vienna").json["items"]
    assert hits[0]["id"] == "baguette"
    assert hits[0]["matched"]["marked"] == "<mark>Vienna</mark>"


def test_kind_narrows_and_pages_follow(client: FlaskClient) -> None:
    got = client.get("/v1/search?q=bread&kind=bread&limit=1")
    assert {one["kind"] for one in got.json["items"]} == {"bread"}
    assert 'rel="next"' in got.headers["Link"]
    assert client.get("/v1/search?q=bread&kind=stone").status_code == 422
    assert client.get("/v1/search?q=bread&page=99").status_code == 422


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("하이퍼바이저란?", "hypervisor"), ("가상머신", "virtual-machine"), ("가상 머신", "virtual-machine"), ("젠", "xen"),
        ("케이브이엠", "kvm"), ("도커", "docker"), ("ㅎㅇㅍㅂㅇㅈ", "hypervisor"), ("gkdlvjqkdlwj", "hypervisor"),
        ("what type of hypervisor is KVM?", "kvm"), ("VM", "virtual-machine"), ("컨테이너의", "container"),
    ],
)  # fmt: skip
def test_people_find_what_they_mean(atlas: FlaskClient, q: str, expected: str) -> None:
    assert first(atlas, q) == expected


HOSTILE = [
    "🙂", "\x00\x07", '"unbalanced', "a AND OR NEAR(b", "-* NOT x", "'; DROP TABLE concept; --", "은는이가", "日本語の質問",
    "مرحبا بالعالم", "%", "ㅋㅋㅋ", "a" * 1000, "가" * 1000, "ㄱ" * 900, "\u202eabc", "<script>alert(1)</script>", "é" * 50, "İß",
]  # fmt: skip


@pytest.mark.parametrize("q", HOSTILE)
@pytest.mark.parametrize("address", ["/v1/search", "/v1/suggest"])
def test_anything_typed_gets_an_answer_or_a_clear_refusal(atlas: FlaskClient, address: str, q: str) -> None:
    got = atlas.get(address, query_string={"q": q})
    assert got.status_code in (200, 422)
    assert "<script" not in got.text


@pytest.mark.parametrize("address", ["/v1/search", "/v1/search?q=", "/v1/suggest", f"/v1/search?q={'x' * 10_000}"])
def test_nothing_and_too_much_are_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 422


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("하잎", "hypervisor"), ("ㅎㅇㅍ", "hypervisor"), ("kub", "kubernetes"), ("가상 머", "virtual-machine")],
)
def test_suggestions_come_while_typing(atlas: FlaskClient, typed: str, expected: str) -> None:
    got = atlas.get("/v1/suggest", query_string={"q": typed, "limit": 5}).json
    assert got["items"][0]["id"] == expected
    assert len(got["items"]) <= 5 <= got["total"]
