"""Every page as Markdown, at its address with ``.md`` behind it."""

from __future__ import annotations

import re

import pytest

from service.web.text_pages import markdown

from .conftest import Get

PAGES = [
    "index",
    "concepts",
    "concepts/rye",
    "comparisons/rye,baguette",
    "pictures",
    "explore/rye",
    "timeline",
    "sources",
]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_text(browse: Get, lang: str, path: str) -> None:
    answer = browse(f"/{lang}/{path}.md")
    assert (answer.status_code, answer.mimetype) == (200, "text/markdown")
    assert answer.headers["Content-Language"] == lang
    assert answer.text.startswith("# ")
    assert not re.search(r"<[a-z]+[ >]", answer.text)
    assert not re.search(r"\]\(/", answer.text)


def test_a_page_names_its_text_and_the_text_its_page(browse: Get) -> None:
    address = re.search(
        r'type="text/markdown" href="http://localhost([^"]+)"', browse("/ko/concepts/rye?view=graph").text
    )
    assert address
    assert address[1] == "/ko/concepts/rye.md"
    assert browse(address[1]).headers["Link"] == '<http://localhost/ko/concepts/rye>; rel="canonical"'


def test_citations_and_tables_stay(browse: Get) -> None:
    text = browse("/en/comparisons/rye,baguette.md").text
    assert re.search(r"\| Baking time \|.*\[\d\]", text)


def test_another_name_still_leads_on(browse: Get) -> None:
    assert browse("/ko/concepts/호밀빵.md").status_code == 307


@pytest.mark.parametrize("path", ["nothing", "concepts/nothing", "index.md", "v1/concepts"])
def test_what_is_no_page_has_no_text(browse: Get, path: str) -> None:
    assert browse(f"/ko/{path}.md").status_code == 404


def test_scripts_and_forms_stay_out() -> None:
    told = markdown("<main><h1>a</h1><script>1</script><form><input></form><p>b &lt;i&gt;</p></main>", "http://x")
    assert told == "# a\n\nb <i>\n"
