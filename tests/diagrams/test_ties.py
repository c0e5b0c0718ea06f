"""Relations between the ends of a neighbourhood: brackets that cross nothing and hide nothing."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import Branch, DiagramError, Graph, Node, Options, Tie
from diagrams.drawing import compose
from diagrams.geometry import Rect
from diagrams.scene import EdgeShape, Scene


def graph(counts: list[int], pairs: list[tuple[int, int]]) -> Graph:
    nodes = [Node(f"n{n}", {"en": f"Bread {n}", "ko": f"빵 {n}"}) for n in range(sum(counts))]
    branches, at = [], 0
    for count in counts:
        branches.append(Branch({"en": f"relates {at}", "ko": f"관계 {at}"}, tuple(nodes[at : at + count])))
        at += count
    ties = tuple(
        Tie(f"n{a}", f"n{b}", {"en": "is a part of", "ko": "~의 구성 요소"})
        for a, b in pairs
        if a != b and max(a, b) < at
    )
    centre = Node("centre", {"en": "Dough", "ko": "반죽"})
    return Graph("g", {"en": "Dough", "ko": "반죽"}, {"en": "It rises."}, centre, tuple(branches), ties=ties)


def ties_of(scene: Scene) -> list[EdgeShape]:
    return [edge for edge in scene.edges if edge.id.startswith("tie-")]


def runs(edge: EdgeShape) -> list[Rect]:
    found = []
    for (ax, ay), (bx, by) in pairwise(edge.points):
        found.append(Rect(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)))
    return found


def cross(one: EdgeShape, other: EdgeShape) -> bool:
    return any(a.grown(1).meets(b.grown(1)) for a in runs(one) for b in runs(other))


def test_a_tie_leads_from_one_end_to_the_other_with_its_words() -> None:
    scene, _ = compose(graph([3, 2], [(2, 0)]), Options(lang="ko"))
    (tie,) = ties_of(scene)
    boxes = {box.id: box.rect for box in scene.boxes}
    (_, start), (_, end) = tie.points[0], tie.points[-1]
    assert boxes["n2"].y < start < boxes["n2"].bottom
    assert boxes["n0"].y < end < boxes["n0"].bottom
    assert tie.chip is not None
    assert [line.text for line in tie.chip.lines] == ["~의 구성 요소"]


def test_ties_are_told_to_those_who_do_not_see_them() -> None:
    scene, _ = compose(graph([3, 2], [(2, 0)]), Options(lang="en"))
    assert "Bread 2 → Bread 0: is a part of." in scene.desc


def test_branches_are_parted_where_few_ties_are() -> None:
    scene, _ = compose(graph([2, 2, 2], [(0, 3), (1, 2)]), Options())
    assert len(ties_of(scene)) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12),
    st.sampled_from(["en", "ko", "ko+en"]),
    st.sampled_from(["16:9", "4:3", "auto"]),
)
def test_ties_cross_neither_each_other_nor_a_box(
    counts: list[int], pairs: list[tuple[int, int]], lang: str, aspect: str
) -> None:
    scene, _ = compose(graph(counts, pairs), Options(lang=lang, aspect=aspect))
    ties = ties_of(scene)
    assert not any(cross(one, other) for one, other in combinations(ties, 2))
    chips = [edge.chip.rect for edge in scene.edges if edge.chip]
    assert not any(one.meets(other) for one, other in combinations(chips, 2))
    for box in scene.boxes:
        assert not any(run.meets(box.rect.grown(-2)) for tie in ties for run in runs(tie))
        assert not any(chip.meets(box.rect) for chip in chips)
    for tie in ties:
        assert tie.chip
        assert tie.chip.rect.x >= 0
        assert tie.chip.rect.right <= scene.width
        # Its chip hides no other tie.
        assert not any(run.meets(tie.chip.rect) for other in ties if other is not tie for run in runs(other))


def test_a_tie_of_something_that_is_not_there_is_refused() -> None:
    wrong = Graph("g", {"en": "G"}, {"en": ""}, Node("c", {"en": "C"}), (), ties=(Tie("c", "x", {"en": "uses"}),))
    with pytest.raises(DiagramError, match="two nodes"):
        compose(wrong, Options())
