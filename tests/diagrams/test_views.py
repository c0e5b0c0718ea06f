"""Neighbourhoods, trees of kinds and events in time: nothing overlaps, nothing is smaller than a slide bears."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest

from diagrams import Branch, Event, Graph, Hue, Node, Options, Taxonomy, Timeline, Twig, View, dot
from diagrams.drawing import compose
from diagrams.graph_view import trimmed
from diagrams.pdf import pdf
from diagrams.pptx import pptx
from diagrams.svg import write

HUES = (Hue("sky", {"en": "Loaf", "ko": "빵"}),)


def node(name: str) -> Node:
    return Node(name, {"en": f"Node {name} of bread", "ko": f"{name}번 빵"}, "sky", f"http://bakery/{name}")


def graph(*counts: int) -> Graph:
    branches = tuple(
        Branch(
            {"en": f"relates {place} to", "ko": f"관계 {place}"},
            tuple(node(f"{place}-{n}") for n in range(count)),
            more=place,
        )
        for place, count in enumerate(counts)
    )
    return Graph("g", {"en": "Bread", "ko": "빵"}, {"en": "It is baked.", "ko": "굽는다."}, node("0"), branches, HUES)


def tree(*counts: int) -> Taxonomy:
    twigs = tuple(
        Twig(node(f"k{place}"), tuple(Twig(node(f"k{place}-{n}")) for n in range(count)))
        for place, count in enumerate(counts)
    )
    above = ((node("food"),), (node("baked"), node("sliced")))
    ups = (("r", "baked"), ("r", "sliced"), ("baked", "food"))
    return Taxonomy("t", {"en": "Kinds", "ko": "종류"}, {"en": ""}, Twig(node("r"), twigs), above, ups, HUES)


def line(count: int) -> Timeline:
    events = tuple(
        Event(f"e{n}:x", 1990 + n, {"en": f"Oven {n}"}, {"en": "A new kind of oven bakes faster"}, "sky")
        for n in range(count)
    )
    return Timeline("l", {"en": "Time"}, {"en": "Ovens."}, events, 2, HUES)


VIEWS: dict[str, View] = {
    "small graph": graph(2, 1),
    "one branch": graph(3),
    "alone": graph(),
    "wide graph": graph(9, 6, 5, 4, 1, 1, 1),
    "tree": tree(3, 0, 2),
    "wide tree": tree(9, 8, 8, 7, 5, 4, 3, 1, 0, 0, 0, 0),
    "no kinds": tree(),
    "one event": line(1),
    "timeline": line(18),
}


@pytest.mark.parametrize("lang", ["en", "ko", "ko+en"])
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "auto"])
@pytest.mark.parametrize("name", VIEWS)
def test_boxes_stand_apart_inside_the_canvas(name: str, aspect: str, lang: str) -> None:
    scene, _ = compose(VIEWS[name], Options(lang=lang, aspect=aspect))
    boxes = [box for box in scene.boxes if not box.id.startswith("dot-")]
    assert all(not one.rect.meets(other.rect) for one, other in combinations(boxes, 2))
    assert all(box.rect.x >= 0 and box.rect.right <= scene.width for box in boxes)
    assert all(box.rect.y >= 0 and box.rect.bottom <= scene.height for box in boxes)
    ET.fromstring(write(scene, Options(lang=lang, aspect=aspect)))


@pytest.mark.parametrize("name", VIEWS)
def test_a_slide_is_filled_without_a_larger_canvas_or_small_words(name: str) -> None:
    scene, _ = compose(VIEWS[name], Options(lang="ko"))
    assert (scene.width, scene.height) == (1280, 720)
    assert min(text.size for box in scene.boxes for text in box.lines) >= 12


@pytest.mark.parametrize("name", VIEWS)
def test_links_run_level_or_upright(name: str) -> None:
    scene, _ = compose(VIEWS[name], Options())
    for edge in scene.edges:
        for (ax, ay), (bx, by) in pairwise(edge.points):
            assert abs(ax - bx) < 0.11 or abs(ay - by) < 0.11, edge


def test_chips_hide_nothing() -> None:
    scene, _ = compose(VIEWS["wide graph"], Options())
    chips = [edge.chip.rect for edge in scene.edges if edge.chip]
    assert len(chips) == 7
    assert not any(one.meets(other) for one, other in combinations(chips, 2))
    assert not any(chip.meets(box.rect) for chip in chips for box in scene.boxes)


def test_what_is_trimmed_is_counted() -> None:
    fewer = trimmed(graph(9, 6), 8)
    assert sum(len(branch.nodes) for branch in fewer.branches) == 8
    assert sum(branch.more for branch in fewer.branches) == 1 + 7


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_story_names_everything_that_is_drawn(lang: str) -> None:
    scene, _ = compose(VIEWS["tree"], Options(lang=lang))
    assert all(twig.node.label[lang] in scene.desc for twig in VIEWS["tree"].root.twigs)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", VIEWS)
def test_dot_is_written_without_a_program(name: str) -> None:
    assert dot(VIEWS[name], Options()).startswith("digraph")


def test_pages_and_slides_are_the_same_bytes_each_time() -> None:
    from diagrams import Drawing

    def drawing() -> Drawing:
        scene, text = compose(VIEWS["tree"], Options(lang="ko"))
        return Drawing(write(scene, Options()), 1280, 720, text, scene.title, scene.desc, scene, Options(lang="ko"))

    assert pdf([drawing()]) == pdf([drawing()])
    assert pptx([drawing()]) == pptx([drawing()])
    assert b"/Lang (ko)" in pdf([drawing()])


LONG = {"en": "Pneumonoultramicroscopicsilicovolcanoconiosis bakery " * 9, "ko": "아주긴이름의빵집" * 60}


@pytest.mark.parametrize("lang", ["en", "ko", "ko+en"])
@pytest.mark.parametrize("aspect", ["16:9", "auto"])
def test_a_label_of_any_length_finds_its_room(aspect: str, lang: str) -> None:
    long = Node("long", LONG, "sky")
    branch = Branch(LONG, (long, node("a")))
    said = {"en": "Long"}
    for view in (
        Graph("g", said, said, node("0"), (branch,)),
        Taxonomy("t", said, said, Twig(node("r"), (Twig(long), Twig(node("a")))), ((Node("up", LONG, "sky"),),)),
        Timeline("l", said, said, (Event("e:x", 1990, LONG, LONG, "sky"),)),
    ):
        scene, _ = compose(view, Options(lang=lang, aspect=aspect))
        boxes = [box.rect for box in scene.boxes]
        assert boxes
        assert all(box.x >= 0 and box.right <= scene.width and box.bottom <= scene.height for box in boxes), view
