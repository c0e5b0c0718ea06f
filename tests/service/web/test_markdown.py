"""Markdown of editors can do no harm."""

from __future__ import annotations

import pytest

from service.web.markdown import html


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](https://elsewhere.example/spy.png)",
        '<img src=x onerror="alert(1)">',
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_nothing_runs_and_nothing_is_loaded(evil: str) -> None:
    made = html(evil)
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="javascript' not in made
    assert 'href="data' not in made


def test_paragraphs_and_tables_stand() -> None:
    assert html("one\n\n*two*") == "<p>one</p>\n<p><em>two</em></p>\n"
    assert "<table>" in html("| a | b |\n|---|---|\n| 1 | 2 |")
