"""Names with a dot or a slash lead to the id, as all names do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.atlas.loading import load
from service.database import db


@pytest.fixture
def baker(app: Flask, bread: Path, edit: Callable[[Path, str, str], None]) -> FlaskClient:
    """A client of a bread atlas in which rye bread has such names, and shares one of them."""
    edit(bread / "concepts/breads/rye.yaml", "en: [Stick]", "en: [Stick, No. 7, rye/sour, half/half, 'Dark, sour']")
    edit(bread / "concepts/breads/baguette.yaml", "[French stick, Stick]", "[French stick, Stick, half/half]")
    with app.app_context():
        load(db.session, bread)
    return app.test_client()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/v1/concepts/No. 7", "/v1/concepts/rye"),
        ("/v1/concepts/No. 7.svg?lang=ko", "/v1/concepts/rye.svg?lang=ko"),
        ("/v1/concepts/rye/sour", "/v1/concepts/rye"),
        ("/v1/concepts/Dark, sour.svg", "/v1/concepts/rye.svg"),
        ("/v1/concepts/rye%2Fsour/relations?direction=out", "/v1/concepts/rye/relations?direction=out"),
        ("/v1/comparisons/rye/sour,bread", "/v1/comparisons/rye,bread"),
        ("/v1/comparisons/bread, No. 7.csv", "/v1/comparisons/bread,rye.csv"),
        ("/v1/paths/rye/sour/bread", "/v1/paths/rye/bread"),
        ("/v1/paths/bread/No. 7.svg", "/v1/paths/bread/rye.svg"),
    ],
)
def test_such_a_name_leads_to_the_id_in_the_form_that_was_asked_for(
    baker: FlaskClient, written: str, meant: str
) -> None:
    answer = baker.get(written)
    assert (answer.status_code, answer.headers["Location"]) == (307, meant)
    assert baker.get(meant).status_code == 200


def test_a_shared_one_lists_its_candidates(baker: FlaskClient) -> None:
    answer = baker.get("/v1/concepts/half/half.md")
    assert (answer.status_code, answer.json["candidates"]) == (300, ["baguette", "rye"])
    assert answer.headers.getlist("Link")[1] == '</v1/concepts/rye.md>; rel="alternate"'


@pytest.mark.parametrize(
    "nowhere",
    [
        "/v1/concepts/rye.doc",
        "/v1/concepts/rye/crust",
        "/v1/comparisons/rye/nothing",
        "/v1/paths/rye/bread/x",
        "/v1/x/y",
    ],
)
def test_what_no_name_explains_stays_unknown(baker: FlaskClient, nowhere: str) -> None:
    answer = baker.get(nowhere)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_write_is_not_led_anywhere(baker: FlaskClient) -> None:
    assert baker.put("/v1/concepts/rye/sour", json={}).status_code == 404


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/v1/comparisons/바겟트, rye", "/v1/comparisons/baguette,rye"),
        ("/v1/comparisons/바겟트,rye,", "/v1/comparisons/baguette,rye"),
        ("/v1/comparisons/%20바겟트%20,,rye.svg", "/v1/comparisons/baguette,rye.svg"),
    ],
)
def test_blanks_and_commas_too_many_do_not_lead_in_circles(client: FlaskClient, written: str, meant: str) -> None:
    answer = client.get(written)
    assert (answer.status_code, answer.headers["Location"]) == (307, meant)


def test_an_ambiguous_name_in_a_comparison_links_the_comparisons_that_may_be_meant(client: FlaskClient) -> None:
    answer = client.get("/v1/comparisons/Stick,bread.svg")
    assert answer.status_code == 300
    assert answer.json["candidates"] == ["baguette,bread", "rye,bread"]
    assert answer.headers.getlist("Link") == [
        f'</v1/comparisons/{one}.svg>; rel="alternate"' for one in answer.json["candidates"]
    ]


@pytest.mark.parametrize("address", ["/v1/concepts/rye", "/v1/comparisons/rye,bread", "/v1/diagrams/rye"])
def test_a_slash_at_the_end_changes_nothing(client: FlaskClient, address: str) -> None:
    assert client.get(f"{address}/").json == client.get(address).json
