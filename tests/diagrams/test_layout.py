"""Boxes fill the page calmly and nothing stands on anything else."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagrams import Architecture, Box, Column, Comparison, Options
from diagrams.cells import Cell, visit
from diagrams.compose import draft
from tests.diagrams.samples import ALL, ROLES, TYPES, UNITS, XEN, architecture, b, hardware, vm


def cells(picture: Architecture | Comparison, **options: object) -> dict[str, Cell]:
    made = draft(picture, Options(**options))  # type: ignore[arg-type]
    return {cell.key: cell for cell in visit(made.placed.root)}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("lang", ["en", "ko", "ko+en"])
def test_boxes_hold_their_texts_and_their_boxes_and_neighbours_keep_apart(name: str, lang: str) -> None:
    check(draft(ALL[name], Options(lang=lang)).placed.root)


def check(root: Cell) -> None:
    for cell in visit(root):
        for line in cell.lines:
            assert line.left >= cell.rect.x
            assert line.left + line.width <= cell.rect.right + 0.1
            assert cell.rect.y <= line.y <= cell.rect.bottom
        inner = [one for row in cell.rows for one in row]
        for one in inner:
            assert cell.kind == "root" or cell.rect.grown(0.2).holds(one.rect)
            assert not any(other is not one and other.rect.meets(one.rect.grown(-0.2)) for other in inner)


def test_equal_layers_stand_at_equal_height_in_all_columns() -> None:
    found = cells(TYPES, lang="ko")
    for one, other in (("c0.hw", "c1.hw"), ("c0.hv", "c1.hv"), ("c0.vm1", "c1.vm1"), ("c0.app1", "c1.app1")):
        assert (found[one].rect.y, found[one].rect.h) == (found[other].rect.y, found[other].rect.h)


def test_a_missing_layer_is_a_named_empty_place_beside_it() -> None:
    found = cells(TYPES, lang="ko")
    assert found["c0.no.host"].label == "호스트 OS 없음"
    assert found["c0.no.host"].rect.y == found["c1.host"].rect.y
    assert cells(TYPES, lang="en")["c0.no.host"].label == "No host OS"


def test_a_missing_nested_layer_is_left_open_too() -> None:
    found = cells(UNITS, lang="en")
    assert found["c1.c1.no.guest"].rect.y == found["c0.os1"].rect.y


def test_what_only_one_column_has_is_marked_and_what_all_have_is_quiet() -> None:
    found = cells(TYPES, lang="en")
    assert found["c1.host"].mark == "only"
    assert {found["c0.hw"].mark, found["c1.hv"].mark} == {"same"}


def test_nothing_is_said_to_be_missing_that_stands_elsewhere_in_the_column() -> None:
    flat = architecture("flat", ("Flat", "평면"), ("m", "m"), [(b("a", "App", "앱", "app"),), (hardware(),)])
    nested = architecture("nested", ("N", "N"), ("m", "m"), [(vm("1", "Linux"),), (hardware("h"),)])
    column = TYPES.columns[0]
    found = cells(
        replace(TYPES, columns=(replace(column, architecture=flat), replace(column, architecture=nested))), lang="en"
    )
    words = {cell.label for cell in found.values() if cell.absent}
    assert not words, words  # neither "No application" beside an application in a machine, nor "No machine"


def test_a_missing_layer_that_is_no_role_is_called_as_its_boxes_are() -> None:
    store = b("s", "Image registry", "이미지 저장소", "management", layer="registry")
    one = architecture("one", ("1", "1"), ("m", "m"), [(store,), (hardware(),)])
    other = architecture("other", ("2", "2"), ("m", "m"), [(hardware("h"),)])
    column = TYPES.columns[0]
    both = replace(TYPES, columns=(replace(column, architecture=one), replace(column, architecture=other)))
    assert cells(both, lang="ko")["c1.no.registry"].label == "이미지 저장소 없음"


def test_a_layer_that_plays_another_role_elsewhere_keeps_its_colour() -> None:
    def stack(role: str) -> Column:
        mine = b("os", "OS", "OS", role, layer="guest")
        rows = [(mine,), (b("hw", "Hardware", "하드웨어", "provider", layer="hardware"),)]
        return replace(TYPES.columns[0], architecture=architecture(role, ("A", "A"), ("m", "m"), rows))

    found = cells(replace(TYPES, columns=(stack("app"), stack("provider"))))
    assert {found["c0.os"].mark, found["c1.os"].mark} == {"some"}
    assert {found["c0.hw"].mark, found["c1.hw"].mark} == {"same"}


def test_where_everything_differs_nothing_is_marked() -> None:
    def stack(*differs: bool) -> Column:
        rows = [(b(f"p{n}", "P", "P", "app", layer=f"p{n}", differs=one),) for n, one in enumerate(differs)]
        return replace(TYPES.columns[0], architecture=architecture("a", ("A", "A"), ("m", "m"), rows))

    def marks(*differs: bool) -> set[str]:
        return {cell.mark for cell in cells(replace(TYPES, columns=(stack(*differs),) * 2)).values() if cell.box}

    assert marks(True, True) == {""}
    assert marks(True, False) == {"differs", "same"}


def test_a_picture_whose_columns_are_alike_marks_nothing() -> None:
    same = replace(TYPES, columns=(TYPES.columns[0], TYPES.columns[0]))
    assert all(not cell.mark for cell in cells(same).values())


def test_siblings_of_one_role_are_equally_wide() -> None:
    found = cells(TYPES.columns[0].architecture)
    assert len({found[f"vm{n}"].rect.w for n in (1, 2, 3)}) == 1


def test_a_leaf_with_one_word_is_never_a_tower() -> None:
    for picture in ALL.values():
        for cell in cells(picture).values():
            if cell.leaf and cell.kind == "leaf":
                assert cell.rect.h < 150


def test_detail_overview_drops_full_boxes_and_moves_their_links_up() -> None:
    rows = (
        (b("g", "Group", "그룹", "machine", (b("in", "Inner", "안", "app", full=True),)), b("o", "Other", "밖", "app")),
        (hardware(),),
    )
    picture = replace(architecture("x", ("X", "X"), ("m", "m"), rows), links=(XEN.links[0],))
    picture = replace(picture, links=(replace(XEN.links[0], source="in", target="o"),))
    made = draft(picture, Options(detail="overview"))
    assert [link.source for link in made.links] == ["g"]
    assert "in" not in {cell.key for cell in visit(made.placed.root)}


LABEL = st.fixed_dictionaries({"en": st.text(min_size=1, max_size=40).map(lambda text: "x" + text)})


def boxes(depth: int) -> st.SearchStrategy[Box]:
    leaf = st.builds(
        lambda label, role, note: Box("", label, role, note=note),
        LABEL,
        st.sampled_from(sorted(ROLES)),
        st.none() | LABEL,
    )
    if depth == 0:
        return leaf
    rows = st.lists(st.lists(boxes(depth - 1), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
    return leaf | st.builds(lambda label, inner: Box("", label, "machine", rows=inner), LABEL, rows)


def named(rows: tuple[tuple[Box, ...], ...], prefix: str = "b") -> tuple[tuple[Box, ...], ...]:
    return tuple(
        tuple(
            replace(box, id=f"{prefix}{r}_{i}", rows=named(box.rows, f"{prefix}{r}_{i}.")) for i, box in enumerate(row)
        )
        for r, row in enumerate(rows)
    )


PICTURES = st.lists(st.lists(boxes(2), min_size=1, max_size=4).map(tuple), min_size=1, max_size=4).map(
    lambda rows: architecture("any", ("Any", "Any"), ("m", "m"), named(tuple(rows)))
)


def test_a_picture_too_wide_for_any_type_grows_in_every_aspect() -> None:
    row = tuple(b(f"b{n}", "Unbreakable" * 2, "x", "app") for n in range(12))
    for aspect in ("16:9", "4:3", "auto"):
        made = draft(architecture("wide", ("W", "W"), ("m", "m"), (row, row)), Options(aspect=aspect))
        check(made.placed.root)
        assert all(cell.rect.bottom <= made.placed.page.height for cell in visit(made.placed.root))


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(PICTURES, st.sampled_from(["16:9", "4:3", "auto"]))
def test_any_picture_gets_a_layout_in_which_nothing_overlaps(picture: Architecture, aspect: str) -> None:
    made = draft(picture, Options(aspect=aspect))
    check(made.placed.root)
    page = made.placed.page
    for row in made.placed.root.rows:
        for cell in row:
            assert cell.rect.right <= page.width
            assert cell.rect.bottom <= page.height
