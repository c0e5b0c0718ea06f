"""/v1/diagrams and the pictures of concepts and comparisons, drawn by a real renderer."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: bytes) -> str:
    return " ".join(" ".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))


def test_the_catalogue_tells_each_picture_in_both_languages(client: FlaskClient) -> None:
    entry = client.get("/v1/diagrams").json["items"][0]
    assert (entry["id"], entry["kind"]) == ("baguette", "architecture")
    assert set(entry["alt"]) == {"en", "ko"}
    assert "오븐" in entry["alt"]["ko"]
    assert entry["concepts"] == ["baguette", "yeast"]


def test_the_model_of_a_diagram_is_what_the_editor_wrote(client: FlaskClient) -> None:
    got = client.get("/v1/diagrams/baguette").json
    assert got["rows"][0][0]["id"] == "crust"
    assert got["connections"][0] | {"from": "oven", "to": "crumb"} == got["connections"][0]


@pytest.mark.parametrize(("lang", "said"), [("en", "Baguette"), ("ko", "바게트"), ("ko%2Ben", "바게트 Baguette")])
def test_a_picture_is_drawn_in_the_asked_language(client: FlaskClient, lang: str, said: str) -> None:
    answer = client.get(f"/v1/concepts/baguette.svg?lang={lang}")
    assert answer.mimetype == "image/svg+xml"
    assert all(word in words(answer.data) for word in said.split())


def test_a_plus_sign_that_became_a_space_is_understood(client: FlaskClient) -> None:
    assert client.get("/v1/concepts/baguette.svg?lang=ko+en").status_code == 200


def test_a_picture_says_what_it_is_to_people_who_do_not_see_it(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/v1/diagrams/baguette.svg?lang=ko").data)
    assert root.get("role") == "img"
    assert root.get("viewBox")
    assert root.findtext(f"{SVG}title")
    assert "껍질" in (root.findtext(f"{SVG}desc") or "")


def test_a_box_of_a_concept_is_a_link_to_it(client: FlaskClient) -> None:
    svg = client.get("/v1/diagrams/baguette.svg").text
    assert 'href="http://localhost/concepts/yeast"' in svg


def test_a_concept_without_a_picture_of_its_own_gets_one_that_it_stands_in(client: FlaskClient) -> None:
    assert client.get("/v1/concepts/yeast.svg").status_code == 200


def test_a_comparison_stands_side_by_side(client: FlaskClient) -> None:
    said = words(client.get("/v1/comparisons/baguette,rye.svg?lang=ko").data)
    assert "바게트" in said
    assert "호밀빵" in said


def test_concepts_without_architectures_are_compared_by_their_facts(client: FlaskClient) -> None:
    said = words(client.get("/v1/comparisons/bread,rye.svg?lang=en").data)
    assert "Vegan" in said


def test_the_same_picture_is_the_same_bytes(client: FlaskClient) -> None:
    address = "/v1/comparisons/baguette,rye.svg?lang=ko"
    assert client.get(address).data == client.get(address).data


def test_png_is_a_png_of_the_asked_size(client: FlaskClient) -> None:
    data = client.get("/v1/diagrams/baguette.png?scale=2").data
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 2560


def test_dot_is_text(client: FlaskClient) -> None:
    assert "crumb" in client.get("/v1/diagrams/baguette.dot").text


def test_a_picture_may_be_embedded_but_never_runs_anything(client: FlaskClient) -> None:
    headers = client.get("/v1/diagrams/baguette.svg").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("theme=blue", "theme"),
        ("colour=red", "colour"),
        ("aspect=1:1", "aspect"),
        ("lang=fr", "lang"),
        ("scale=99", "scale"),
        ("layout=mine", "layout"),
        ("layout=shared&lang=ko%2Ben", "layout"),
    ],
)
def test_a_wrong_option_is_named(client: FlaskClient, query: str, field: str) -> None:
    answer = client.get(f"/v1/diagrams/baguette.svg?{query}")
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_slides_in_both_languages_can_be_swapped(client: FlaskClient) -> None:
    def boxes(lang: str) -> list[tuple[str | None, ...]]:
        svg = client.get(f"/v1/diagrams/baguette.svg?lang={lang}&layout=shared&legend=false").data
        rects = ET.fromstring(svg).iter(f"{SVG}rect")
        return [tuple(rect.get(name) for name in ("x", "y", "width", "height")) for rect in rects]

    assert boxes("ko") == boxes("en")


def test_an_unknown_diagram_is_a_404(client: FlaskClient) -> None:
    assert client.get("/v1/diagrams/nothing.svg").status_code == 404


@pytest.mark.parametrize("view", ["architecture", "graph", "taxonomy", "timeline", "flow"])
@pytest.mark.parametrize("concept", ["baguette", "bread", "yeast", "corner-bakery"])
def test_every_concept_has_a_picture_in_every_view(client: FlaskClient, concept: str, view: str) -> None:
    answer = client.get(f"/v1/concepts/{concept}.svg?view={view}")
    assert answer.status_code == 200
    assert words(answer.data)


def test_a_graph_names_the_relation_and_the_other_end(client: FlaskClient) -> None:
    said = words(client.get("/v1/concepts/rye.svg?view=graph&lang=en").data)
    assert "is a" in said
    assert "Bread" in said


FORMS = {"pdf": b"%PDF", "pptx": b"PK", "drawio": b"<?xml", "dot": b"digraph", "png": b"\x89PNG"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "address", ["/v1/concepts/baguette", "/v1/diagrams/rye", "/v1/comparisons/baguette,rye", "/v1/paths/rye/yeast"]
)
def test_a_picture_comes_in_every_form(client: FlaskClient, address: str, form: str) -> None:
    answer = client.get(f"{address}.{form}?lang=ko")
    assert answer.status_code == 200
    assert answer.data.lstrip(b"/ \n").startswith(FORMS[form]) or form == "dot"


def test_a_path_is_a_chain_with_the_relations_on_its_arrows(client: FlaskClient) -> None:
    said = words(client.get("/v1/paths/rye/yeast.svg?lang=en").data)
    assert "Rye" in said
    assert "Yeast" in said


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("baguette.png?theme=auto", "theme"),
        ("baguette.svg?steps=all", "steps"),
        ("baguette.svg?highlight=nobody", "highlight"),
        ("baguette.png?width=4096&scale=3", "width"),
        ("baguette.svg?onerror=cry", "onerror"),
    ],
)
def test_options_that_clash_are_refused_by_name(client: FlaskClient, address: str, field: str) -> None:
    answer = client.get(f"/v1/diagrams/{address}")
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_what_is_highlighted_stands_out(client: FlaskClient) -> None:
    assert 'opacity="0.35"' in client.get("/v1/diagrams/baguette.svg?highlight=yeast").text
    assert 'opacity="0.35"' not in client.get("/v1/concepts/yeast.svg").text


def test_an_error_can_be_a_picture_of_the_same_status(client: FlaskClient) -> None:
    answer = client.get("/v1/concepts/nothing.svg?onerror=image&lang=ko")
    assert (answer.status_code, answer.mimetype) == (404, "image/svg+xml")
    assert "404" in words(answer.data)
    assert "nothing" in words(answer.data)
    drawn = client.get("/v1/concepts/nothing.png?onerror=image")
    assert (drawn.status_code, drawn.data[:4]) == (404, b"\x89PNG")


def test_whoever_accepts_the_type_of_the_picture_gets_its_errors_drawn(client: FlaskClient) -> None:
    img = {"Accept": "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"}  # what Chromium sends
    drawn = client.get("/v1/concepts/nothing.svg", headers=img)
    assert (drawn.status_code, drawn.mimetype) == (404, "image/svg+xml")
    assert "Accept" in drawn.vary
    for address, accept in (
        ("nothing.svg?onerror=problem", img["Accept"]),
        ("nothing.svg", "*/*"),
        ("nothing.svg", "application/problem+json"),
        ("nothing", img["Accept"]),
    ):
        told = client.get(f"/v1/concepts/{address}", headers={"Accept": accept})
        assert (told.status_code, told.mimetype) == (404, "application/problem+json")


def test_a_width_is_the_width_of_the_picture(client: FlaskClient) -> None:
    assert 'width="640"' in client.get("/v1/diagrams/rye.svg?width=640").text
