"""Links run through gutters, keep off boxes and names, and carry their words where they hide nothing."""

import functools
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import Architecture, Link, Options
from diagrams.cells import visit
from diagrams.dot import obstacles
from diagrams.geometry import Rect, span
from diagrams.linking import Settled, settle
from tests.diagrams.samples import ALL, XEN, b, hardware, link
from tests.diagrams.samples import architecture as sample

DRAWN = [name for name, picture in ALL.items() if isinstance(picture, Architecture) and picture.links]


@pytest.fixture(params=[(name, lang) for name in DRAWN for lang in ("en", "ko", "ko+en")], ids="-".join)
def settled(request: pytest.FixtureRequest) -> Settled:
    return cached(*request.param)


@functools.cache
def cached(name: str, lang: str) -> Settled:
    return settle(ALL[name], Options(lang=lang))


def ends(settled: Settled, number: int) -> tuple[str, str]:
    return settled.draft.links[number].source, settled.draft.links[number].target


def rects(settled: Settled) -> dict[str, Rect]:
    return {cell.key: cell.rect for cell in visit(settled.draft.placed.root)}


def on_border(rect: Rect, x: float, y: float) -> bool:
    return rect.grown(0.2).holds(Rect(x, y, 0, 0)) and not rect.grown(-0.2).holds(Rect(x, y, 0, 0))


def test_links_begin_and_end_on_the_borders_of_their_boxes(settled: Settled) -> None:
    places = rects(settled)
    for number, points in enumerate(settled.routes):
        source, target = ends(settled, number)
        assert on_border(places[source], *points[0])
        assert on_border(places[target], *points[-1])


def test_links_are_level_or_upright_and_cross_no_box_and_no_name(settled: Settled) -> None:
    solid = obstacles(settled.draft.placed.root)
    for number, points in enumerate(settled.routes):
        for a, b_ in pairwise(points):
            assert a[0] == b_[0] or a[1] == b_[1]
            for key, rect in solid.items():
                assert key in ends(settled, number) or not span(a, b_, 0.2).meets(rect.grown(-1)), (number, key)


def test_words_hide_no_box_no_name_and_no_other_link(settled: Settled) -> None:
    assert settled.homeless == []
    solid = obstacles(settled.draft.placed.root).values()
    for number, chip in settled.chips.items():
        assert not any(chip.rect.meets(rect) for rect in solid)
        assert not any(chip.rect.meets(other.rect) for n, other in settled.chips.items() if n != number)
        for n, points in enumerate(settled.routes):
            crossed = any(chip.rect.meets(span(a, b_, 1)) for a, b_ in pairwise(points))
            assert crossed == (n == number)


def test_no_two_links_lie_on_each_other(settled: Settled) -> None:
    pieces = [(n, a, b_) for n, points in enumerate(settled.routes) for a, b_ in pairwise(points)]
    for n, a, b_ in pieces:
        for m, c, d in pieces:
            if n < m and (a[0] == b_[0]) == (c[0] == d[0]):
                shared = span(a, b_, 0).grown(2), span(c, d, 0).grown(2)
                assert not (shared[0].meets(shared[1]) and longer(a, b_, c, d) > 12), (n, m)


def longer(*ends_: tuple[float, float]) -> float:
    """How long two parallel pieces run side by side."""
    axis = 1 if ends_[0][0] == ends_[1][0] else 0
    one, other = sorted(p[axis] for p in ends_[:2]), sorted(p[axis] for p in ends_[2:])
    return min(one[1], other[1]) - max(one[0], other[0])


def test_neighbours_are_linked_by_a_straight_line() -> None:
    rows = ((b("a", "A", "A", "app"), b("z", "Z", "Z", "app")), (hardware(),))
    made = settle(sample("x", ("X", "X"), ("m", "m"), rows, [link("a", "z", "words")]), Options())
    assert len(made.routes[0]) == 2
    source, target = rects(made)["a"], rects(made)["z"]
    assert target.x - source.right > made.chips[0].rect.w + 30


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("가나다라 abc", min_size=1, max_size=30), min_size=2, max_size=7))
def test_boxes_one_above_the_other_are_linked_by_a_straight_line_whatever_their_heights(notes: list[str]) -> None:
    rows = [(b(f"b{n}", f"Box {n}", "상자", "app", note=note + "."),) for n, note in enumerate(notes)]
    links = [link(f"b{n}", f"b{n + 1}", number=n) for n in range(len(notes) - 1)]
    made = settle(sample("x", ("X", "X"), ("m", "m"), [(b("g", "G", "G", "machine", *rows),)], links), Options())
    assert all(len(points) == 2 for points in made.routes)


def test_a_box_beside_a_tall_group_faces_what_it_is_linked_with() -> None:
    made = settle(ALL["vdi"], Options(lang="ko"))
    places = rects(made)
    assert places["client"].cy == pytest.approx(places["gateway"].cy, abs=0.2)


def test_a_link_may_end_at_a_group() -> None:
    made = settle(ALL["kvm"], Options())
    number = [one.target for one in made.draft.links].index("qemu")
    assert on_border(rects(made)["qemu"], *made.routes[number][-1])


IDS = [box.id for row in XEN.rows for box in row] + [
    "toolstack",
    "backend",
    "frontend",
    "pv-driver",
    "io",
    "mem",
    "gnttab",
]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.booleans()), max_size=9))
def test_any_links_are_routed_from_border_to_border(pairs: list[tuple[str, str, bool]]) -> None:
    links = tuple(
        Link(a, z, "data", {"en": f"label {n}"} if words else None) for n, (a, z, words) in enumerate(pairs) if a != z
    )
    made = settle(replace(XEN, links=links), Options())
    assert len(made.routes) == len(links)
    for number, points in enumerate(made.routes):
        assert len(points) >= 2, number
