"""Sources, vocabularies, decks, operation."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_sources_are_listed_and_found(client: FlaskClient) -> None:
    assert [one["id"] for one in client.get("/v1/sources").json["items"]] == ["crumb-paper", "flour-book"]
    assert client.get("/v1/sources/flour-book").json["year"] == 1999
    assert client.get("/v1/sources/nothing").status_code == 404


def test_vocabularies_keep_the_editors_order(client: FlaskClient) -> None:
    assert [one["id"] for one in client.get("/v1/relation-types").json["items"]] == ["is_a", "raised_by", "eaten_with"]
    assert client.get("/v1/properties").json["items"][1]["unit"] == "min"
    assert [one["id"] for one in client.get("/v1/kinds").json["items"]] == ["bread", "leavening", "bakery"]
    assert client.get("/v1/clusters").json["total"] == 2


def test_a_deck_leads_to_its_things(client: FlaskClient) -> None:
    assert [one["id"] for one in client.get("/v1/decks").json["items"]] == ["baking"]
    items = client.get("/v1/decks/baking").json["parts"][0]["items"]
    assert [one["url"] for one in items] == [
        "/v1/concepts/baguette", "/v1/comparisons/baguette-vs-rye", "/v1/diagrams/rye",
    ]  # fmt: skip
    assert all(client.get(one["url"], follow_redirects=True).status_code == 200 for one in items)


def test_the_service_says_whether_it_lives_and_works(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["checks"]) == (
        200, {"database": "ok", "renderer": "ok", "knowledge": "ok"},
    )  # fmt: skip


def test_the_page_to_try_the_api_asks_no_other_host(client: FlaskClient) -> None:
    page = client.get("/docs").text
    assert "http" not in page
    for file in ("/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/static/docs.js"):
        assert file in page
        with client.get(file) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize("noun", ["properties", "relation-types"])
def test_each_entry_of_a_vocabulary_has_an_address(client: FlaskClient, noun: str) -> None:
    for entry in client.get(f"/v1/{noun}").json["items"]:
        assert client.get(f"/v1/{noun}/{entry['id']}").json == entry
    unknown = client.get(f"/v1/{noun}/nothing")
    assert (unknown.status_code, unknown.json["suggestions"]) == (404, [])


LISTS = [
    "concepts",
    "comparisons",
    "diagrams",
    "sources",
    "properties",
    "relation-types",
    "kinds",
    "clusters",
    "decks",
    "changes",
]


@pytest.mark.parametrize("noun", LISTS)
def test_every_list_says_where_its_other_pages_are(client: FlaskClient, noun: str) -> None:
    total = client.get(f"/v1/{noun}").json["total"]
    answer = client.get(f"/v1/{noun}?page_size=1")
    assert len(answer.json["items"]) == 1
    assert f'</v1/{noun}?page_size=1&page={total}>; rel="last"' in answer.headers["Link"]
    assert ('rel="next"' in answer.headers["Link"]) == (total > 1)
