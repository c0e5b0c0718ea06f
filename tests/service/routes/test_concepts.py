"""/v1/concepts: the list, one, its relations, its graph."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_a_concept_has_the_promised_shape(client: FlaskClient) -> None:
    got = client.get("/v1/concepts/baguette").json
    assert got["label"] == {"en": "Baguette", "ko": "바게트"}
    assert got["aliases"] == {"en": ["French stick", "Stick"], "ko": ["바겟트", "프랑스빵"]}
    fact = got["facts"][0]
    assert fact == {
        "property": "first_baked",
        "label": {"en": "First baked", "ko": "처음 구운 해"},
        "value": 1920,
        "unit": None,
        "text": {"en": "1920", "ko": "1920년"},
        "as_of": 1920,
        "disputed": False,
        "sources": ["flour-book"],
        "verified": ["flour-book"],
    }
    assert {source["id"] for source in got["sources"]} == {"flour-book", "crumb-paper"}
    assert got["revision"] == 1
    assert got["updated_at"].endswith("Z")


def test_a_number_reads_with_its_unit(client: FlaskClient) -> None:
    facts = client.get("/v1/concepts/baguette").json["facts"]
    time = next(fact for fact in facts if fact["property"] == "baking_time")
    assert (time["value"], time["unit"], time["text"]["ko"]) == (25, "min", "25 min")


def test_both_sides_of_a_dispute_stand(client: FlaskClient) -> None:
    facts = client.get("/v1/concepts/baguette").json["facts"]
    origin = [(fact["value"], fact["disputed"]) for fact in facts if fact["property"] == "origin"]
    assert origin == [("Vienna", True), ("Paris", True)]


def test_relations_show_from_either_end(client: FlaskClient) -> None:
    relations = client.get("/v1/concepts/yeast").json["relations"]
    assert [(r["type"], r["direction"], r["target"]["id"], r["label"]["en"]) for r in relations] == [
        ("is_a", "in", "sourdough", "has kind"),
        ("raised_by", "in", "baguette", "raises"),
    ]


def test_a_symmetric_relation_looks_the_same_from_both_ends(client: FlaskClient) -> None:
    for one, other in (("rye", "baguette"), ("baguette", "rye")):
        relations = client.get(f"/v1/concepts/{one}/relations?type=eaten_with").json["items"]
        assert [(r["direction"], r["target"]["id"]) for r in relations] == [("out", other)]


def test_a_transitive_relation_closes(client: FlaskClient) -> None:
    far = client.get("/v1/concepts/bread/relations?type=is_a&direction=in&transitive=true").json["items"]
    assert {(r["target"]["id"], r["distance"]) for r in far} == {("baguette", 1), ("rye", 1)}


def test_transitive_is_refused_for_a_type_that_is_not(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/rye/relations?type=raised_by&transitive=true")
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["transitive"])


def test_the_list_is_paged_and_linked(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts?kind=bread&page=2&page_size=2")
    assert [one["id"] for one in answer.json["items"]] == ["rye"]
    assert {key: answer.json[key] for key in ("total", "page", "page_size")} == {"total": 3, "page": 2, "page_size": 2}
    assert '</v1/concepts?kind=bread&page=1&page_size=2>; rel="prev"' in answer.headers["Link"]


@pytest.mark.parametrize("q", ["프랑스 빵", "french", "FRENCH-STICK", "바게"])
def test_the_list_is_searched_by_any_part_of_a_name(client: FlaskClient, q: str) -> None:
    items = client.get("/v1/concepts", query_string={"q": q}).json["items"]
    assert [one["id"] for one in items] == ["baguette"]


def test_a_percent_sign_matches_nothing(client: FlaskClient) -> None:
    assert client.get("/v1/concepts?q=%25").json["total"] == 0


def test_the_graph_is_bounded_and_holds_the_edges_among_its_nodes(client: FlaskClient) -> None:
    graph = client.get("/v1/concepts/baguette/graph?depth=2").json
    assert {node["id"]: node["distance"] for node in graph["nodes"]} == {
        "baguette": 0, "bread": 1, "rye": 1, "yeast": 1, "sourdough": 2,
    }  # fmt: skip
    assert len(graph["edges"]) == 6


def test_markdown_cites_by_number_in_the_asked_language(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/baguette.md?lang=ko")
    assert answer.mimetype == "text/markdown"
    assert "**유래**: 빈 (이견 있음) [1]" in answer.text
    assert "“바게트에는 우유가 들어간다.”" in answer.text


def test_another_name_redirects_in_the_same_form_with_the_same_options(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/바겟트.md?lang=ko")
    assert (answer.status_code, answer.headers["Location"]) == (307, "/v1/concepts/baguette.md?lang=ko")


def test_a_former_id_redirects(client: FlaskClient) -> None:
    assert client.get("/v1/concepts/long-loaf").headers["Location"] == "/v1/concepts/baguette"


def test_an_ambiguous_name_lists_its_candidates(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/stick")
    assert (answer.status_code, answer.json["candidates"]) == (300, ["baguette", "rye"])
    assert '</v1/concepts/rye>; rel="alternate"' in answer.headers.getlist("Link")


def test_an_unknown_name_gets_suggestions(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/bagguete", headers={"Accept-Language": "ko"})
    assert (answer.status_code, answer.json["suggestions"][0]) == (404, "baguette")
    assert answer.json["title"] == "찾을 수 없습니다"
