"""Claims that cannot all be true are found, whatever the field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from service.atlas.folder import read_folder
from service.atlas.quality import findings

Edit = Callable[[Path, str, str], None]
BAGUETTE = "concepts/breads/baguette.yaml"
RYE = "concepts/breads/rye.yaml"


def told(folder: Path) -> list[str]:
    found = read_folder(folder)
    assert found.problems == []
    return [str(problem) for problem in findings(found)]


def test_a_sound_folder_of_any_field_has_no_finding(bread: Path) -> None:
    assert told(bread) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            BAGUETTE,
            "- {property: baking_time, value: 25",
            "- {property: first_baked, value: 1930, sources: [flour-book]}\n- {property: baking_time, value: 25",
            "first_baked has two values",
        ),
        (
            BAGUETTE,
            "- {property: baking_time, value: 25",
            "- {property: first_baked, value: 1930, disputed: true, sources: [flour-book]}\n"
            "- {property: baking_time, value: 25",
            "first_baked has two values",
        ),
        (
            RYE,
            "- {property: shape, value: round, sources",
            "- {property: shape, value: round, disputed: true, sources",
            "shape is disputed, and no other side stands",
        ),
        (
            "concepts/doughs/yeast.yaml",
            "relations: []",
            "relations:\n- {type: eaten_after, target: sourdough, sources: [flour-book]}",
            "stored in both directions",
        ),
        (BAGUETTE, "as_of: 1920", "as_of: 2099", "as_of 2099 has not come yet"),
    ],
)
def test_each_contradiction_is_told(bread: Path, edit: Edit, file: str, old: str, new: str, message: str) -> None:
    with (bread / "relation-types.yaml").open("a", encoding="utf-8") as types:
        types.write(
            "- id: eaten_after\n  label: {en: is eaten after, ko: 다음에 먹음}\n"
            "  inverse: {en: is eaten before, ko: 먼저 먹음}\n"
            "  sentence: {en: '{a} is eaten after {b}', ko: '{a}은(는) {b} 다음에 먹는다'}\n"
            "  meaning: {en: order at the table, ko: 먹는 순서를 나타낸다}\n"
        )
    edit(
        bread / "concepts/doughs/sourdough.yaml",
        "relations:",
        "relations:\n- {type: eaten_after, target: yeast, sources: [crumb-paper]}",
    )
    assert told(bread) == []
    edit(bread / file, old, new)
    assert any(message in one and ": warning: " in one for one in told(bread)), told(bread)


def test_a_dispute_with_all_its_sides_is_no_contradiction(bread: Path, edit: Edit) -> None:
    edit(bread / BAGUETTE, "value: 1920, as_of", "value: 1920, disputed: true, as_of")
    edit(
        bread / BAGUETTE,
        "- {property: baking_time, value: 25",
        "- {property: first_baked, value: 1930, disputed: true, sources: [crumb-paper]}\n"
        "- {property: baking_time, value: 25",
    )
    assert told(bread) == []


def test_what_rules_call_disjoint_has_nothing_in_common(bread: Path, edit: Edit) -> None:
    (bread / "rules.yaml").write_text("disjoint:\n- [bread, rye]\n", encoding="utf-8")
    assert told(bread) == [], "a disputed relation proves nothing"
    edit(
        bread / BAGUETTE,
        "relations:",
        "relations:\n- {type: is_a, target: rye, sources: [flour-book]}",
    )
    assert any("is both bread and rye" in one for one in told(bread))


def test_a_rule_about_an_unknown_concept_is_told(bread: Path) -> None:
    (bread / "rules.yaml").write_text("disjoint:\n- [bread, ry]\n", encoding="utf-8")
    assert told(bread) == ["rules.yaml:2: warning: unknown concept 'ry' (did you mean 'rye'?)"]


def test_years_follow_the_relations_that_run_with_time(bread: Path, edit: Edit) -> None:
    (bread / "rules.yaml").write_text(
        "order:\n- {relation: eaten_with, property: first_baked, earlier: subject}\n", encoding="utf-8"
    )
    fact = "- {property: first_baked, value: 1950, sources: [crumb-paper]}\n- {property: vegan"
    edit(bread / RYE, "- {property: vegan", fact)
    assert any("'rye' 1950 and 'baguette' 1920" in one for one in told(bread))
    edit(bread / RYE, "value: 1950", "value: 1850")
    assert told(bread) == []


def test_what_was_printed_cannot_know_what_came_later(bread: Path, edit: Edit) -> None:
    edit(bread / BAGUETTE, "value: 1920, as_of: 1920", "value: 1920, as_of: 2005")
    assert told(bread) == [], "without a rule every source may live on"
    (bread / "rules.yaml").write_text("printed: [book]\n", encoding="utf-8")
    assert any("as_of 2005 is later than its newest source, of 1999" in one for one in told(bread))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("disjoint: rye\n", "disjoint"),
        ("order:\n- {relation: eaten_with, property: first_baked, earlier: nobody}\n", "earlier"),
        ("disjont: []\n", "is not a member here"),
    ],
)
def test_rules_that_make_no_sense_are_errors(bread: Path, text: str, message: str) -> None:
    (bread / "rules.yaml").write_text(text, encoding="utf-8")
    assert any(message in str(one) and one.path == "rules.yaml" for one in read_folder(bread).problems)
