"""/v1/comparisons: curated or not, rows align by property."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient


def test_rows_align_and_the_curated_ones_come_first(client: FlaskClient) -> None:
    got = client.get("/v1/comparisons/baguette,rye").json
    assert [row["property"] for row in got["rows"]][:2] == ["shape", "baking_time"]
    shape = got["rows"][0]
    assert [cell["text"]["ko"] for cell in shape["cells"]] == ["길다", "둥글다"]
    assert not shape["same"]


def test_a_cell_is_empty_where_a_concept_is_silent(client: FlaskClient) -> None:
    rows = {row["property"]: row for row in client.get("/v1/comparisons/baguette,rye").json["rows"]}
    assert rows["first_baked"]["cells"][1] is None
    assert rows["vegan"]["cells"][0] is None


def test_equal_cells_are_marked_same(client: FlaskClient) -> None:
    rows = {row["property"]: row for row in client.get("/v1/comparisons/bread,rye").json["rows"]}
    assert rows["vegan"]["same"]


def test_a_dispute_stands_in_one_cell_with_both_sources(client: FlaskClient) -> None:
    rows = {row["property"]: row for row in client.get("/v1/comparisons/baguette,rye").json["rows"]}
    cell = rows["origin"]["cells"][0]
    assert (cell["text"]["en"], cell["disputed"]) == ("Vienna ↔ Paris", True)
    assert cell["sources"] == ["flour-book", "crumb-paper"]


def test_a_derived_row_is_filled_from_relations(client: FlaskClient) -> None:
    rows = {row["property"]: row for row in client.get("/v1/comparisons/bread,yeast").json["rows"]}
    assert [cell["text"]["en"] for cell in rows["kinds_of"]["cells"]] == ["Baguette, Rye bread", "Sourdough"]


def test_shared_relations_come_first_and_say_of_whom(client: FlaskClient) -> None:
    relations = client.get("/v1/comparisons/baguette,rye").json["relations"]
    assert (relations[0]["type"], relations[0]["target"]["id"], relations[0]["of"]) == (
        "is_a", "bread", ["baguette", "rye"],
    )  # fmt: skip


def test_the_summary_says_what_is_shared_and_what_differs(client: FlaskClient) -> None:
    summary = client.get("/v1/comparisons/baguette,rye").json["summary"]
    assert summary["en"].startswith(
        "Baguette for today and rye for the week. Both Baguette and Rye bread are kinds of bread."
    )
    assert "바게트와 호밀빵은 둘 다 빵에 속한다." in summary["ko"]
    assert "모양: 바게트 — 길다; 호밀빵 — 둥글다." in summary["ko"]


def test_choose_is_the_editors(client: FlaskClient) -> None:
    got = client.get("/v1/comparisons/rye,baguette").json
    assert got["choose"][0] == {"concept": "baguette", "when": {"en": "you eat it today", "ko": "오늘 먹을 때"}}
    assert [concept["id"] for concept in got["concepts"]] == ["rye", "baguette"], "columns keep the asked order"


def test_concepts_that_nobody_curated_compare_as_well(client: FlaskClient) -> None:
    got = client.get("/v1/comparisons/bread,yeast,corner-bakery").json
    assert (got["curated"], got["choose"], len(got["concepts"])) == (False, [], 3)
    assert got["summary"]["ko"]


@pytest.mark.parametrize(
    "ids", ["rye", "rye,rye", "bread,rye,baguette,yeast,sourdough,corner-bakery,baguette", ",", "rye,", "rye,호밀빵"]
)
def test_what_cannot_be_compared_is_a_422_that_says_so(client: FlaskClient, ids: str) -> None:
    answer = client.get(f"/v1/comparisons/{ids}")
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["ids"])


def test_other_names_redirect_to_the_canonical_comparison(client: FlaskClient) -> None:
    answer = client.get("/v1/comparisons/바게트,호밀빵.csv?lang=ko")
    assert (answer.status_code, answer.headers["Location"]) == (307, "/v1/comparisons/baguette,rye.csv?lang=ko")


def test_the_id_of_a_curated_comparison_redirects(client: FlaskClient) -> None:
    assert client.get("/v1/comparisons/baguette-vs-rye").headers["Location"] == "/v1/comparisons/baguette,rye"


def test_csv_is_a_row_a_property(client: FlaskClient) -> None:
    answer = client.get("/v1/comparisons/baguette,rye.csv?lang=ko")
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows[0] == ["property", "label", "baguette", "rye", "same"]
    assert rows[1] == ["shape", "모양", "길다", "둥글다", "no"]


def test_markdown_is_a_table_with_citations(client: FlaskClient) -> None:
    text = client.get("/v1/comparisons/baguette,rye.md?lang=en").text
    assert "| Shape | long [1] | round [1] |" in text
    assert "- **Rye bread**: it must keep" in text


def test_the_list_holds_the_curated_ones(client: FlaskClient) -> None:
    items = client.get("/v1/comparisons").json["items"]
    assert [(one["id"], one["links"]["self"]) for one in items] == [("baguette-vs-rye", "/v1/comparisons/baguette,rye")]
