"""Pictures on pages: each stands under what it is, and each can be taken away."""

from __future__ import annotations

import re

import pytest

from .conftest import Get

TABS = re.compile(r'<a href="\?view=([a-z]+)"( aria-current="true")?>')


def test_a_concept_without_a_structure_shows_its_neighbours_and_says_so(browse: Get) -> None:
    tabs = TABS.findall(browse("/en/concepts/corner-bakery").text)
    assert [view for view, chosen in tabs if chosen] == ["graph"]
    assert "architecture" not in [view for view, _ in tabs]


def test_a_concept_with_a_structure_begins_with_it(browse: Get) -> None:
    tabs = TABS.findall(browse("/en/concepts/rye").text)
    assert tabs[0] == ("architecture", ' aria-current="true"')
    assert "graph" in [view for view, _ in tabs]


@pytest.mark.parametrize(
    ("page", "subject"),
    [
        ("concepts/rye", "concepts/rye"),
        ("comparisons/rye,baguette", "comparisons/rye,baguette"),
        ("pictures/rye", "diagrams/rye"),
        ("paths/rye/baguette", "paths/rye/baguette"),
    ],
)
def test_every_picture_leads_to_its_slide_and_its_stage(browse: Get, page: str, subject: str) -> None:
    text = browse(f"/ko/{page}").text
    for room in ("slides", "present"):
        address = re.search(rf'href="(/ko/{room}/{subject}[^"]*)"', text)
        assert address
        assert browse(address[1]).status_code == 200
    assert f'href="/v1/{subject}.pptx' in text


def test_the_stage_of_a_path_leads_back_to_it(browse: Get) -> None:
    assert 'href="/en/paths/rye/baguette" data-key="Escape"' in browse("/en/present/paths/rye/baguette").text
