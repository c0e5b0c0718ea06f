"""oEmbed as its specification has it; what crawlers and language models read."""

from __future__ import annotations

import html
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

HERE = "http://localhost"


def embedded(client: FlaskClient, url: str, **options: Any) -> Any:
    return client.get("/oembed", query_string={"url": HERE + url, **options})


def test_a_picture_is_a_photo(client: FlaskClient) -> None:
    told = embedded(client, "/v1/diagrams/rye.svg?lang=ko&theme=dark").json
    assert (told["version"], told["type"]) == ("1.0", "photo")
    assert (told["width"], told["height"]) == (1280, 720)
    assert told["url"] == f"{HERE}/v1/diagrams/rye.png?lang=ko&theme=dark&scale=1"
    assert client.get(told["url"]).mimetype == "image/png"


def test_a_page_is_rich_and_leads_there(client: FlaskClient) -> None:
    told = embedded(client, "/ko/concepts/rye").json
    assert told["type"] == "rich"
    assert told["html"].startswith(f'<a href="{HERE}/ko/concepts/rye"><img ')
    assert embedded(client, "/ko/comparisons/rye,baguette").json["type"] == "rich"
    assert embedded(client, "/en/").json["type"] == "link"


def test_a_page_of_a_view_brings_that_view(client: FlaskClient) -> None:
    assert "rye.svg?lang=en&amp;view=graph" in embedded(client, "/en/concepts/rye?view=graph").json["html"]
    assert "&amp;view=" not in embedded(client, "/en/concepts/rye?view=nothing").json["html"]


def test_how_two_things_connect_has_two_ends(client: FlaskClient) -> None:
    assert embedded(client, "/v1/paths/rye/baguette.svg").json["type"] == "photo"
    assert "/v1/paths/rye/baguette.svg?lang=ko" in embedded(client, "/ko/paths/rye/baguette").json["html"]
    for address in ("/ko/paths/rye", "/ko/concepts/rye/baguette", "/v1/paths/rye.svg"):
        assert embedded(client, address).status_code == 404


def test_what_a_page_says_of_its_embedding_is_true(client: FlaskClient) -> None:
    for page in ("/ko/concepts/rye", "/en/comparisons/rye,baguette", "/ko/pictures/rye", "/en/paths/rye/baguette"):
        found = re.search(r'application/json\+oembed" href="([^"]+)"', client.get(page).text)
        assert found
        assert client.get(html.unescape(found[1])).status_code == 200


@pytest.mark.parametrize(
    ("limits", "size"),
    [
        ({"maxwidth": 640}, (640, 360)),
        ({"maxheight": 90}, (160, 90)),
        ({"maxwidth": 9999}, (1280, 720)),
        ({"maxwidth": 1}, (1, 1)),
    ],
)
def test_limits_are_kept(client: FlaskClient, limits: dict[str, int], size: tuple[int, int]) -> None:
    told = embedded(client, "/v1/concepts/rye.png", **limits).json
    assert (told["width"], told["height"]) == size


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"url": "http://elsewhere.example/ko/concepts/rye"}, 404),
        ({"url": f"{HERE}/ko/concepts/nothing"}, 404),
        ({"url": f"{HERE}/healthz"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({}, 422),
        ({"url": f"{HERE}/ko/concepts/rye", "format": "xml"}, 501),
        ({"url": f"{HERE}/ko/concepts/rye", "maxwidth": "wide"}, 422),
        ({"url": f"{HERE}/ko/concepts/rye", "maxwidth": "0"}, 422),
    ],
)
def test_what_cannot_be_embedded_says_so(client: FlaskClient, options: dict[str, str], status: int) -> None:
    answer = client.get("/oembed", query_string=options)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


@pytest.mark.parametrize("field", ["url", "maxwidth", "maxheight"])
def test_the_field_that_cannot_be_used_is_named(client: FlaskClient, field: str) -> None:
    answer = client.get("/oembed", query_string={"url": f"{HERE}/ko/concepts/rye", field: ""})
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_another_name_embeds_what_it_names(client: FlaskClient) -> None:
    told = embedded(client, "/v1/comparisons/바겟트, rye.svg").json
    assert told["title"] == embedded(client, "/v1/comparisons/baguette,rye.svg").json["title"]
    assert client.get(told["url"], follow_redirects=True).mimetype == "image/png"
    assert embedded(client, "/en/concepts/Stick").status_code == 404  # it may mean two


def test_text_from_an_address_stays_text(client: FlaskClient) -> None:
    told = embedded(client, '/ko/concepts/rye?x="><script>').json
    assert "<script>" not in told["html"]


def test_the_sitemap_names_every_page_in_both_languages(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)
    locations = {one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"{HERE}/ko/concepts/rye", f"{HERE}/en/pictures/rye", f"{HERE}/ko/comparisons/baguette,rye"} <= locations
    assert all(client.get(one).status_code == 200 for one in locations if one)


def test_language_models_find_text(client: FlaskClient) -> None:
    text = client.get("/llms.txt").text
    assert text.startswith("# Breadlas\n\n> ")
    assert f"{HERE}/v1/concepts/rye.md" in text
    assert f"Sitemap: {HERE}/sitemap.xml" in client.get("/robots.txt").text
