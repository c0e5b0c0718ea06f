"""Pages: every kind answers in both languages, nothing inline, errors that help; over an atlas about bread."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from service.web.layout import POLICY

from .conftest import Get

PAGES = [
    "",
    "concepts",
    "concepts?cluster=breads",
    "concepts?kind=nothing",
    "concepts/rye",
    "comparisons",
    "comparisons?c=rye&c=nothing",
    "comparisons/rye,baguette",
    "comparisons/rye,baguette?show=differences",
    "pictures",
    "pictures/rye",
    "explore",
    "explore?from=nothing",
    "explore/rye",
    "timeline",
    "timeline?cluster=nothing",
    "status",
    "paths",
    "paths/rye/baguette",
    "search?q=bread&all=1",
    "search?q=nothing at all",
    "ask",
    "ask?q=what is rye bread?",
    "sources",
    "changes",
    "slides/concepts/rye",
    "slides/comparisons/rye,baguette?theme=dark&lang=ko%2Ben&aspect=4:3",
    "slides/diagrams/rye?theme=neon&lang=fr&scale=9",
    "present/diagrams/rye",
    "present/decks/baking?n=1",
    "quiz",
    "api",
]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_both_languages(browse: Get, lang: str, path: str) -> None:
    answer = browse(f"/{lang}/{path}")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{lang}"' in answer.text
    assert answer.headers["Content-Language"] == lang
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(browse: Get, path: str) -> None:
    answer = browse(f"/ko/{path}")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", answer.text)
    scripts = re.findall(r"<script(?![^>]*ld\+json)[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    assert scripts == [""] * len(scripts)
    loaded = re.findall(r'(?:<(?:img|script)[^>]*\ssrc|<link rel="(?:stylesheet|icon)" href)="([^"]+)"', answer.text)
    assert loaded
    assert all(one.startswith("/") for one in loaded)


def test_an_address_without_language_leads_to_the_visitors(browse: Get) -> None:
    korean = browse("/", **{"Accept-Language": "ko-KR,ko;q=0.9"})
    assert (korean.status_code, korean.headers["Location"]) == (302, "/ko/")
    assert "Accept-Language" in korean.headers["Vary"]
    assert browse("/").headers["Location"] == "/en/"
    concept = browse("/concepts/rye?view=flow", **{"Accept-Language": "ko"})
    assert concept.headers["Location"] == "/ko/concepts/rye?view=flow"


def test_a_page_names_its_other_language_and_itself(browse: Get) -> None:
    text = browse("/ko/concepts/rye?view=architecture").text
    assert '<link rel="canonical" href="http://localhost/ko/concepts/rye">' in text
    assert '<link rel="alternate" hreflang="en" href="http://localhost/en/concepts/rye">' in text
    assert 'class="switch" href="/en/concepts/rye?view=architecture"' in text


def test_a_concept_tells_machines_what_it_is(browse: Get) -> None:
    text = browse("/ko/concepts/rye").text
    assert '"@type":"DefinedTerm"' in text
    assert '<meta property="og:image" content="http://localhost/v1/concepts/rye.png?' in text
    assert 'type="application/json+oembed"' in text


def test_a_concept_tells_what_else_its_names_mean_and_how_it_changed(browse: Get) -> None:
    text = browse("/en/concepts/rye").text
    assert "Other things of the same name" in text
    assert "shared name: Stick" in text
    assert 'href="/v1/concepts/rye/history"' in text


def test_exploring_begins_with_a_name_and_leads_to_neighbours(browse: Get) -> None:
    assert browse("/ko/explore?from=호밀빵").headers["Location"] == "/ko/explore/rye"
    text = browse("/ko/explore/rye").text
    assert 'data-node="bread"' in text
    assert 'href="/ko/explore/bread"' in text
    assert "/v1/concepts/rye.svg?view=graph" in text


def test_the_timeline_tells_dated_facts_by_decade_and_area(browse: Get) -> None:
    text = browse("/en/timeline").text
    years = [int(year) for year in re.findall(r'<time datetime="(\d+)">', text)]
    assert years
    assert years == sorted(years)
    assert "<time" not in browse("/en/timeline?cluster=nothing").text


def test_the_status_is_of_now_and_kept_by_nobody(browse: Get) -> None:
    answer = browse("/ko/status", **{"If-None-Match": "*"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "모두 정상입니다" in answer.text


def test_a_stage_walks_through_steps_and_parts(atlas: FlaskClient) -> None:
    first = atlas.get("/ko/present/diagrams/faas-invocation?step=0").text
    assert 'rel="prev"' not in first
    assert "step=1" in first
    whole = atlas.get("/ko/present/diagrams/faas-invocation").text
    assert 'rel="next"' not in whole
    assert 'rel="prev"' in whole
    last = atlas.get("/ko/present/decks/lecture?n=999&step=-3").text
    assert "10 / 10" in last


def test_another_name_leads_to_the_concept(browse: Get) -> None:
    answer = browse("/ko/concepts/호밀빵")
    assert (answer.status_code, answer.headers["Location"]) == (307, "/ko/concepts/rye")


def test_a_comparison_of_one_asks_for_another_and_keeps_the_first(browse: Get) -> None:
    answer = browse("/en/comparisons/rye")
    assert answer.status_code == 302
    form = browse(answer.headers["Location"])
    assert 'value="rye"' in form.text
    assert "needs another" in form.text


def test_names_typed_into_the_form_become_a_comparison(browse: Get) -> None:
    answer = browse("/ko/comparisons?c=호밀빵&c=baguette&c=")
    assert answer.headers["Location"] == "/ko/comparisons/rye,baguette"


def test_differences_stand_first_and_alone_when_asked(browse: Get) -> None:
    text = browse("/en/comparisons/rye,baguette?show=differences").text
    assert "What differs" in text
    assert "What is alike" not in text


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "' OR 1=1--"]
)
@pytest.mark.parametrize("address", ["/en/search", "/ko/ask", "/en/comparisons"])
def test_what_was_typed_is_shown_as_text(client: FlaskClient, address: str, evil: str) -> None:
    name = "c" if "comparisons" in address else "q"
    answer = client.get(address, query_string={name: evil}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert evil not in answer.text or "<" not in evil
    assert "49" not in answer.text or "{{7*7}}" not in evil


def test_a_browser_is_helped_where_nothing_stands(browse: Get) -> None:
    answer = browse("/ko/concepts/rie")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "아무것도 없습니다" in answer.text
    assert 'href="/ko/concepts/rye"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'rel="canonical"' not in answer.text
    assert browse("/nothing", **{"Accept-Language": "ko"}).headers["Content-Language"] == "ko"


def test_machines_keep_their_problems(client: FlaskClient, browse: Get) -> None:
    assert client.get("/ko/concepts/nothing").mimetype == "application/problem+json"
    assert browse("/v1/concepts/nothing").mimetype == "application/problem+json"


def test_what_the_browser_holds_is_confirmed(browse: Get) -> None:
    first = browse("/ko/concepts/rye")
    again = browse("/ko/concepts/rye", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_pages_travel_packed(browse: Get) -> None:
    plain, packed = browse("/ko/"), browse("/ko/", **{"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_static_files_hold_for_a_year_under_their_hash(browse: Get) -> None:
    address = re.search(r"/assets/[0-9a-f]+/page\.css", browse("/ko/").text)
    assert address
    answer = browse(address[0])
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "immutable" not in browse("/assets/000000000000/page.css").headers["Cache-Control"]
    assert browse("/assets/000000000000/../pages.py").status_code == 404


def test_a_slide_is_offered_in_every_dialect(browse: Get) -> None:
    text = browse("/en/slides/diagrams/rye?theme=dark&lang=ko").text
    address = "http://localhost/v1/diagrams/rye.svg?lang=ko&amp;theme=dark"
    assert text.count(address) >= 2
    for told in (f"]({address})", "![bg fit]", "data-background-image", "&lt;img src="):
        assert told in text
