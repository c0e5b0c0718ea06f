"""Whatever stands in the database, no form of an answer lets it be more than text."""

from __future__ import annotations

import csv
import io
import re
import string
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any

import pytest
import rdflib
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from service.atlas import documents, revision
from service.atlas.loading import load
from service.database import db
from tests.conftest import BREAD, application, close

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title></style><script>alert(1)</script>",
    "=cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "[a](javascript:alert(1))", "![a](http://evil.example/x.png)",
    "a\" -> b [URL=\"javascript:1\"]; \"", "]]><x/>", "&lt;b&gt;", "{{7*7}}", "- a: !!python/object:os.system", "| a | b |",
]  # fmt: skip
TEXT = st.sampled_from(HOSTILE) | st.text(
    st.sampled_from("<>&\"'`=+-@|[](){}!#*_\\/:;%\t\n한ㄱ😀" + string.ascii_letters), min_size=1, max_size=40
)
STEADY = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
LOUD = ("javascript:", "data:text/html", "vbscript:")


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    app = application(tmp_path_factory.mktemp("kitchen") / "bread.db", BREAD)
    with app.app_context():
        load(db.session, BREAD)
    yield app
    close(app)


def told(app: Flask, text: str) -> None:
    """Put ``text`` into the database as every text of a concept, past all checks."""
    both = {"en": text, "ko": text}
    with app.app_context():
        document = documents.read(db.session, "concept", "rye")
        assert document is not None
        for fact in document["facts"]:
            fact["text"] = both
        document |= {"label": both, "summary": both, "description": both, "aliases": {"en": [text], "ko": [text]}}
        documents.write(db.session, "concept", [(0, document)], revision.advance(db.session))
        db.session.commit()


def got(app: Flask, address: str) -> str:
    answer = app.test_client().get(address)
    assert answer.status_code == 200, (address, answer.text[:300])
    return answer.text


class Page(HTMLParser):
    """Everything of a page that could do something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loud: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (
            tag == "script"
            and not given.get("src", "").startswith(("/static/", "/assets/"))
            and "json" not in (given.get("type") or "")
        ):  # type: ignore[union-attr]
            self.loud.append(f"{tag} {given}")
        self.loud += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        self.loud += [value for value in given.values() if value and value.strip().lower().startswith(LOUD)]
        if tag == "img" and (given.get("src") or "").startswith("http"):
            self.loud.append(f"{tag} {given}")


@STEADY
@given(TEXT)
@example(HOSTILE[0])
@example(HOSTILE[1])
def test_a_picture_runs_nothing_and_leads_only_to_pages(kitchen: Flask, text: str) -> None:
    told(kitchen, text)
    for address in ("/v1/concepts/rye.svg?view=graph&text=font", "/v1/comparisons/baguette,rye.svg?text=font"):
        for one in ET.fromstring(got(kitchen, address)).iter():
            assert one.tag.rpartition("}")[2] not in ("script", "foreignObject", "iframe", "image", "use", "set")
            for name, value in one.attrib.items():
                assert not name.rpartition("}")[2].startswith("on"), (name, value)
                assert not value.strip().lower().startswith(LOUD)
                if name.rpartition("}")[2] == "href":
                    assert re.match(r"(https?://localhost)?/", value), value


@STEADY
@given(TEXT)
@example(HOSTILE[1])
@example(HOSTILE[2])
def test_no_page_runs_what_the_knowledge_says(kitchen: Flask, text: str) -> None:
    told(kitchen, text)
    for address in ("/ko/concepts/rye", "/en/concepts", "/en/comparisons/baguette,rye"):
        assert Page(got(kitchen, address)).loud == []


@STEADY
@given(TEXT)
@example(HOSTILE[3])
@example(HOSTILE[5])
def test_no_cell_of_a_table_is_a_formula(kitchen: Flask, text: str) -> None:
    told(kitchen, text)
    rows = list(csv.reader(io.StringIO(got(kitchen, "/v1/comparisons/baguette,rye.csv"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


@STEADY
@given(TEXT)
@example(HOSTILE[6])
@example(HOSTILE[13])
def test_a_name_is_no_markup_of_a_markdown_table(kitchen: Flask, text: str) -> None:
    told(kitchen, text)
    plain = got(kitchen, "/v1/comparisons/baguette,rye.md")
    told(kitchen, "Rye")
    tables = [plain, got(kitchen, "/v1/comparisons/baguette,rye.md")]
    counted = []
    for table in tables:
        tokens = MarkdownIt("commonmark").enable("table").parse(table)
        inner = [child for token in tokens for child in token.children or ()]
        assert [
            token.content for token in (*tokens, *inner) if token.type in ("html_block", "html_inline", "image")
        ] == []
        links = [str(child.attrs.get("href")) for child in inner if child.type == "link_open"]
        assert not [link for link in links if link.lower().startswith(LOUD)]
        counted.append(sum(token.type in ("td_open", "th_open") for token in tokens))
    assert counted[0] == counted[1]


@STEADY
@given(TEXT)
def test_linked_data_stays_readable(kitchen: Flask, text: str) -> None:
    told(kitchen, text)
    for form, name in (("ttl", "turtle"), ("jsonld", "json-ld")):
        graph = rdflib.Graph().parse(data=got(kitchen, f"/v1/concepts/rye.{form}"), format=name)
        assert any(text in str(value) for value in graph.objects())
