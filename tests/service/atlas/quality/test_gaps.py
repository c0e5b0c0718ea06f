"""Empty cells, missing advice, concepts that nothing leads to, names that say nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from service.atlas.folder import read_folder
from service.atlas.quality import findings

Edit = Callable[[Path, str, str], None]
BAGUETTE = "concepts/breads/baguette.yaml"
VERSUS = "comparisons/baguette-vs-rye.yaml"


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in findings(read_folder(folder))]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (VERSUS, "[shape, baking_time]", "[shape, kinds_of]", "no side says anything of 'kinds_of'"),
        (VERSUS, "[shape, baking_time]", "[shape, origin, eaten_at]", "most rows have fewer than two sides"),
        (
            VERSUS,
            "- {concept: rye, when: {en: it must keep, ko: 오래 두고 먹을 때}}\n",
            "",
            "never says when to choose 'rye'",
        ),
        (VERSUS, "- {concept: rye", "- {concept: baguette", "2 times when to choose 'baguette'"),
        (BAGUETTE, "ko: 껍질이 바삭한 긴 프랑스 빵이다.", "ko: 바게트이다.", "only repeats the name"),
        (BAGUETTE, "French stick", "rye bread", "the alias 'rye bread' is the name of 'rye'"),
        (BAGUETTE, "French stick", "BAGUETTE", "the alias 'BAGUETTE' is the label"),
    ],
)
def test_each_gap_is_told(bread: Path, edit: Edit, file: str, old: str, new: str, message: str) -> None:
    edit(bread / file, old, new)
    assert any(message in one for one in told(bread)), told(bread)


def test_a_derived_property_counts_its_relations(bread: Path, edit: Edit) -> None:
    edit(bread / VERSUS, "concepts: [baguette, rye]", "concepts: [baguette, bread]")
    edit(bread / VERSUS, "concept: rye", "concept: bread")
    edit(bread / VERSUS, "[shape, baking_time]", "[vegan, kinds_of]")
    edit(
        bread / BAGUETTE,
        "- {property: shape",
        "- {property: vegan, value: true, sources: [crumb-paper]}\n- {property: shape",
    )
    assert not [one for one in told(bread) if "no side" in one]


def test_a_concept_that_nothing_leads_to_is_told(bread: Path, edit: Edit) -> None:
    edit(bread / BAGUETTE, "- {property: eaten_at, value: corner-bakery, sources: [crumb-paper]}\n", "")
    assert told(bread) == [
        "concepts/doughs/corner-bakery.yaml:1: warning: is reached from nothing (add a relation from or to it)"
    ]


def test_a_name_may_be_shared_on_purpose(bread: Path, edit: Edit) -> None:
    edit(bread / BAGUETTE, "French stick", "rye bread")
    (bread / "rules.yaml").write_text("shared_names: [Rye Bread]\n", encoding="utf-8")
    assert told(bread) == []
