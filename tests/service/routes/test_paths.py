"""/v1/paths: how two concepts hang together."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_the_shortest_chain_is_told_as_sentences(client: FlaskClient) -> None:
    got = client.get("/v1/paths/rye/yeast").json
    assert [(step["from"], step["relation"], step["to"]) for step in got["steps"]] == [
        ("rye", "raised_by", "sourdough"),
        ("sourdough", "is_a", "yeast"),
    ]
    assert got["sentence"]["ko"] == "호밀빵은 사워도우로 부풀린다. 사워도우는 효모의 한 종류이다."
    assert all(step["sources"] for step in got["steps"])


def test_a_step_keeps_the_direction_in_which_it_is_stored(client: FlaskClient) -> None:
    got = client.get("/v1/paths/yeast/baguette").json
    assert [(step["from"], step["to"]) for step in got["steps"]] == [("baguette", "yeast")]


def test_concepts_that_nothing_joins_are_told_so(client: FlaskClient) -> None:
    got = client.get("/v1/paths/rye/corner-bakery").json
    assert (got["steps"], got["sentence"]["en"]) == ([], "No relation of the atlas joins Rye bread and Corner bakery.")


def test_a_path_to_itself_is_refused(client: FlaskClient) -> None:
    assert client.get("/v1/paths/rye/rye").status_code == 422


def test_other_names_redirect(client: FlaskClient) -> None:
    assert client.get("/v1/paths/호밀빵/yeast").headers["Location"] == "/v1/paths/rye/yeast"
