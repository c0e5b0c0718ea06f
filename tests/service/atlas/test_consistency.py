"""The check reports everything at once, each with file, line and a hint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from service.atlas.consistency import check
from service.atlas.cycles import cycle_in
from service.atlas.folder import read_folder

Edit = Callable[[Path, str, str], None]
BAGUETTE = "concepts/breads/baguette.yaml"


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in check(read_folder(folder))]


def test_a_sound_folder_has_no_problem(bread: Path) -> None:
    assert told(bread) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        (BAGUETTE, "target: yeast", "target: yeats", 29, "unknown concept 'yeats' (did you mean 'yeast'?)"),
        (BAGUETTE, "ko: 바게트}", "ko: ''}", 3, "label.ko: is empty"),
        (BAGUETTE, "label: {en: Baguette, ko: 바게트}", "label: {en: Baguette}", 3, "Korean is missing (add 'ko')"),
        (BAGUETTE, "property: shape", "property: shap", 13, "unknown property 'shap' (did you mean 'shape'?)"),
        (BAGUETTE, "value: long", "value: square", 13, "'square' is not a enum (one of long, round)"),
        (BAGUETTE, "value: 1920", "value: soon", 11, "'soon' is not a year (write a year such as 2003)"),
        (BAGUETTE, "value: corner-bakery", "value: nowhere", 22, "'nowhere' is not a concept"),
        (
            BAGUETTE,
            "sources: [crumb-paper]",
            "sources: [crumb-papers]",
            13,
            "unknown source 'crumb-papers' (did you mean",
        ),
        (BAGUETTE, "sources: [flour-book], verified", "sources: [], verified", 11, "name at least one source"),
        (BAGUETTE, "verified: [flour-book]", "verified: [crumb-paper]", 11, "is not among the sources"),
        (BAGUETTE, "type: raised_by", "type: raised", 25, "unknown relation type 'raised' (did you mean 'raised_by'?)"),
        (
            BAGUETTE,
            "type: raised_by, target: yeast",
            "type: raised_by, target: rye",
            25,
            "cannot end at the kind 'bread'",
        ),
        (BAGUETTE, "kind: bread", "kind: brad", 2, "unknown kind 'brad' (did you mean 'bread'?)"),
        (BAGUETTE, "summary:", "sumary:", 6, "is not a member here"),
        (BAGUETTE, "en: It is long.", "en: It is <b>long</b>.", 7, "holds HTML"),
        (
            "concepts/breads/rye.yaml",
            "en: Rye bread",
            "en: Baguette",
            3,
            "the label 'Baguette' is that of 'baguette' too",
        ),
        ("concepts/breads/rye.yaml", "id: rye", "id: ry", 1, "id 'ry' stands in rye.yaml"),
        ("comparisons/baguette-vs-rye.yaml", "concept: rye", "concept: bread", 9, "'bread' is not compared here"),
        ("diagrams/rye.yaml", "to: crumb", "to: crum", 12, "unknown box 'crum' (did you mean 'crumb'?)"),
        ("diagrams/rye.yaml", "role: oven", "role: ovn", 10, "unknown role 'ovn' (did you mean 'oven'?)"),
        ("diagrams/rye.yaml", "concept: rye", "concept: baguette", 3, "is the architecture of 'baguette' already"),
        ("decks/baking.yaml", "diagram: rye", "diagram: ry", 9, "unknown diagram 'ry' (did you mean 'rye'?)"),
        ("sources/books.yaml", "kind: paper}", "kind: papyrus}", 2, "kind: Must be one of"),
    ],
)
def test_each_mistake_is_told_with_its_place(
    bread: Path, edit: Edit, file: str, old: str, new: str, line: int, message: str
) -> None:
    text = (bread / file).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    edit(bread / file, old, new)
    found = [one for one in told(bread) if one.startswith(f"{file}:{line}:")]
    assert any(message in one for one in found), "\n".join(told(bread))


def test_all_mistakes_are_told_at_once(bread: Path, edit: Edit) -> None:
    edit(bread / BAGUETTE, "target: yeast", "target: yeats")
    edit(bread / "diagrams/rye.yaml", "role: oven", "role: ovn")
    (bread / "kinds.yaml").write_text("- {id: bread", encoding="utf-8")
    files = {one.split(":")[0] for one in told(bread)}
    assert {BAGUETTE, "diagrams/rye.yaml", "kinds.yaml"} <= files


def test_a_circle_is_told_with_its_way(bread: Path, edit: Edit) -> None:
    edit(
        bread / "concepts/doughs/yeast.yaml",
        "relations: []",
        "relations:\n- {type: is_a, target: sourdough, sources: [flour-book]}",
    )
    assert any("is_a runs in a circle" in one and "sourdough → yeast → sourdough" in one for one in told(bread))


def test_a_symmetric_relation_stands_once(bread: Path, edit: Edit) -> None:
    edit(
        bread / BAGUETTE,
        "misconceptions:",
        "- {type: eaten_with, target: rye, sources: [flour-book]}\nmisconceptions:",
    )
    assert any("eaten_with" in one and "already" in one for one in told(bread))


def test_a_source_that_nobody_cites_is_only_a_warning(bread: Path) -> None:
    with (bread / "sources/books.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: lonely, title: Alone, publisher: Nobody, kind: book}\n")
    assert told(bread) == ["sources/books.yaml:3: warning: source 'lonely' is never cited (cite or remove it)"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("concepts/breads/naan.yaml", b"id: naan\n\tkind: bread\n", "indent with spaces, not tabs"),
        ("concepts/breads/naan.yaml", b"id: naan\nid: naan\n", "'id' stands twice here"),
        ("concepts/breads/naan.yaml", b"id: &a naan\nkind: *a\n", "anchors and aliases are not read"),
        ("concepts/breads/naan.yaml", "id: naan\nlabel: 난".encode("cp949"), "save it as UTF-8"),
        ("concepts/breads/naan.yaml", b"#" * 50_000_000, "at most"),
        ("concepts/breads/naan.yaml", b"[" * 100_000, "nests more than"),
        ("concepts/breads/Naan.yaml", b"id: Naan\n", "use lower-case letters"),
        ("concepts/breads/naan.yaml", b"- id: naan\n", "is not a map of members"),
        ("sources/more.yaml", b"id: naan-book\n", "must hold a list"),
        ("concepts/naan.yaml", b"id: naan\n", "belongs to no noun"),
        ("notes.yml", b"id: naan\n", "belongs to no noun"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_passes(
    bread: Path, name: str, content: bytes, message: str
) -> None:
    (bread / name).write_bytes(content)
    found = [one for one in told(bread) if one.startswith(f"{name}:") and ": error: " in one]
    assert any(message in one for one in found), told(bread)


@pytest.mark.parametrize("clash", ["rye", "Rye", "RYE"])
def test_ids_that_clash_by_case_never_pass(bread: Path, clash: str) -> None:
    text = (bread / "concepts/breads/rye.yaml").read_text(encoding="utf-8")
    (bread / f"concepts/doughs/{clash}.yaml").write_text(text.replace("id: rye", f"id: {clash}"), encoding="utf-8")
    errors = [one for one in told(bread) if one.startswith((f"concepts/doughs/{clash}.yaml:1:", "concepts/breads/rye"))]
    assert any("stands in" in one or "use lower-case letters" in one for one in errors), told(bread)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (BAGUETTE, "label: {en: Baguette", "label: {en: <b>Baguette</b>"),
        (BAGUETTE, "en: A long French bread", "en: A <script>alert(1)</script> French bread"),
        (BAGUETTE, "{en: Vienna", "{en: <img src=x>"),
        (BAGUETTE, "en: A baguette holds milk.", "en: A baguette <!-- holds --> milk."),
        ("comparisons/baguette-vs-rye.yaml", "en: One is long", "en: <i>One</i> is long"),
        ("diagrams/rye.yaml", "en: Oven", "en: <a href=x>Oven</a>"),
        ("decks/baking.yaml", "en: A lesson.", "en: A <br/> lesson."),
        ("sources/books.yaml", "title: On Crumbs", "title: On <u>Crumbs</u>"),
        ("properties.yaml", "en: Baking time", "en: <p>Baking time"),
    ],
)
def test_html_passes_nowhere(bread: Path, edit: Edit, file: str, old: str, new: str) -> None:
    edit(bread / file, old, new)
    assert any(one.startswith(f"{file}:") and "holds HTML" in one for one in told(bread)), told(bread)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("comparisons/baguette-vs-rye.yaml", "concepts: [baguette, rye]", "concepts: [baguette, naan]", "'naan'"),
        ("comparisons/baguette-vs-rye.yaml", "[shape, baking_time]", "[shape, weight]", "unknown property 'weight'"),
        ("comparisons/baguette-vs-rye.yaml", "sources: [flour-book", "sources: [no-book", "unknown source 'no-book'"),
        ("diagrams/rye.yaml", "concept: yeast", "concept: yeest", "unknown concept 'yeest' (did you mean 'yeast'?)"),
        ("diagrams/rye.yaml", "sources: [flour-book]", "sources: [flour]", "unknown source 'flour'"),
        ("decks/baking.yaml", "comparison: baguette-vs-rye", "comparison: a-vs-b", "unknown comparison 'a-vs-b'"),
        ("properties.yaml", "relation: is_a", "relation: is_an", "unknown relation type 'is_an'"),
        ("relation-types.yaml", "domain: [bread]", "domain: [brad]", "unknown kind 'brad'"),
    ],
)
def test_a_reference_to_nothing_is_told_wherever_it_stands(
    bread: Path, edit: Edit, file: str, old: str, new: str, message: str
) -> None:
    edit(bread / file, old, new)
    assert any(one.startswith(f"{file}:") and message in one for one in told(bread)), told(bread)


def test_a_folder_that_is_none_says_so(tmp_path: Path) -> None:
    assert "is missing" in told(tmp_path)[0]


def test_a_long_chain_is_no_circle() -> None:
    assert cycle_in({str(i): [str(i + 1)] for i in range(5000)}) == []


def test_a_circle_is_found_behind_a_long_chain() -> None:
    graph = {str(i): [str(i + 1)] for i in range(5000)} | {"5000": ["4998"]}
    assert cycle_in(graph) == ["4998", "4999", "5000", "4998"]


def test_what_lies_elsewhere_names_a_concept_that_exists(bread: Path) -> None:
    (bread / "elsewhere.yaml").write_text(
        "- id: breadboard\n"
        "  label: {en: Breadboard, ko: 브레드보드}\n"
        "  aliases: {en: [breadboard], ko: [브레드보드]}\n"
        "  explanation: {en: It holds electronic parts., ko: 전자 부품을 꽂는 판이다.}\n"
        "  concept: baguete\n",
        encoding="utf-8",
    )
    assert told(bread) == ["elsewhere.yaml:5: error: unknown concept 'baguete' (did you mean 'baguette'?)"]
