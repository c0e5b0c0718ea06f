"""A drawing is sound SVG: accessible, linked, harmless whatever its labels say, and the same each time."""

import atexit
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import (
    Architecture,
    Comparison,
    DiagramError,
    Drawing,
    Options,
    RendererPool,
    dot,
    draw,
    png,
)
from tests.diagrams.graphviz import laid_out
from tests.diagrams.samples import ALL, STACK, TYPES, VDI, XEN, architecture, b

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "g", "a", "rect", "text", "path", "circle"}


@pytest.fixture(scope="module")
def pool() -> Iterator[RendererPool]:
    pool = RendererPool(1)
    yield pool
    pool.close()


def test_boxes_lead_only_to_pages(pool: RendererPool) -> None:
    for address, leads in (
        ("/x?a=b:c", True),
        ("https://a.b/", True),
        ("javascript:alert(1)", False),
        ("data:x", False),
    ):
        picture = replace(STACK, rows=((replace(STACK.rows[0][0], href=address), STACK.rows[3][0]),), links=())
        assert (f'href="{address}"' in draw(picture, Options(), pool).svg) is leads


def parse(drawing: Drawing) -> ET.Element:
    return ET.fromstring(drawing.svg)


def texts(root: ET.Element) -> str:
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ALL)
def test_every_sample_has_a_title_a_story_and_a_view_box(name: str, pool: RendererPool) -> None:
    root = parse(draw(ALL[name], Options(lang="ko"), pool))
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 1280 720"
    assert root.findtext(f"{SVG}title") == ALL[name].title["ko"]
    assert len(root.findtext(f"{SVG}desc") or "") > 20


def test_boxes_are_links_with_names_and_stable_ids(pool: RendererPool) -> None:
    root = parse(draw(XEN, Options(lang="ko"), pool))
    anchors = {anchor.get("href"): anchor for anchor in root.iter(f"{SVG}a")}
    assert anchors["/concepts/backend"].get("aria-label") == "백엔드 드라이버, netback · blkback"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert "va-xen-backend" in ids
    assert len(ids) == len(set(ids))


def test_a_box_may_have_any_name(pool: RendererPool) -> None:
    names = ("root", "title", "legend", "c0", "a b", "a_b", "한글", ":", "x:y", "x\\", "%00", "node", "graph")
    picture = architecture("p", ("P", "P"), ("m", "m"), [tuple(b(name, name, name, "app") for name in names)])
    drawing = draw(picture, Options(), pool)
    ids = [element.get("id") for element in parse(drawing).iter() if element.get("id")]
    assert len(ids) == len(set(ids)) >= len(names)
    assert sum(row.startswith("node ") for row in laid_out(drawing.dot).splitlines()) == len(names)


def test_two_columns_with_boxes_of_one_name_keep_ids_apart(pool: RendererPool) -> None:
    ids = [element.get("id") for element in parse(draw(TYPES, Options(), pool)).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", ["font", "embed", "paths"])
def test_links_and_accessible_names_survive_every_way_of_writing_text(text: str, pool: RendererPool) -> None:
    root = parse(draw(VDI, Options(text=text), pool))
    assert any(anchor.get("aria-label") == "Gateway" for anchor in root.iter(f"{SVG}a"))
    assert ("@font-face" in (root.findtext(f"{SVG}style") or "")) == (text == "embed")
    assert (texts(root) == "") == (text == "paths")
    if text == "paths":
        assert any(group.get("aria-label") == "Client → Gateway: Sign-in" for group in root.iter(f"{SVG}g"))


def test_both_languages_stand_in_one_picture(pool: RendererPool) -> None:
    found = texts(parse(draw(STACK, Options(lang="ko+en"), pool)))
    assert "게스트 OS" in found
    assert "Guest OS" in found


def test_the_same_picture_is_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from diagrams import *; from tests.diagrams.samples import XEN; pool = RendererPool();"
        "drawing = draw(XEN, Options(lang='ko'), pool);"
        "print(hashlib.sha256((drawing.svg + drawing.dot).encode()).hexdigest()); pool.close()"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_boxes_never_move_between_steps(pool: RendererPool) -> None:
    rows = tuple(tuple(replace(box, step=r) for box in row) for r, row in enumerate(STACK.rows))
    picture = replace(STACK, rows=rows)
    whole = {el.get("id"): ET.tostring(el) for el in parse(draw(picture, Options(), pool)).iter(f"{SVG}g")}
    first = {el.get("id"): ET.tostring(el) for el in parse(draw(picture, Options(step=1), pool)).iter(f"{SVG}g")}
    assert set(first) < set(whole)
    assert all(whole[key] == value for key, value in first.items() if key)


def test_highlighting_dims_everything_else(pool: RendererPool) -> None:
    root = parse(draw(XEN, Options(highlight=("backend", "native")), pool))
    opacity = {group.get("id"): group.get("opacity") for group in root.iter(f"{SVG}g")}
    assert opacity["va-xen-backend"] is None
    assert opacity["va-xen-io"] is not None


def test_auto_theme_follows_the_reader(pool: RendererPool) -> None:
    light, auto = (draw(XEN, Options(theme=theme), pool).svg for theme in ("light", "auto"))
    assert "prefers-color-scheme:dark" in auto
    assert "prefers-color-scheme" not in light


def test_transparent_pictures_have_no_ground_and_legends_can_go(pool: RendererPool) -> None:
    full = draw(XEN, Options(), pool).svg
    bare = draw(XEN, Options(background="transparent", legend=False), pool).svg
    assert 'width="1280" height="720" fill=' in full
    assert 'width="1280" height="720" fill=' not in bare
    assert "va-xen_legend" in full
    assert "va-xen_legend" not in bare


def test_width_and_scale_set_the_size_and_not_the_view(pool: RendererPool) -> None:
    drawing = draw(STACK, Options(width=640, scale=2.0), pool)
    assert (drawing.width, drawing.height) == (1280, 720)
    assert 'viewBox="0 0 1280 720"' in draw(STACK, Options(width=640), pool).svg


def test_png_has_the_pixels_asked_for(pool: RendererPool) -> None:
    bitmap = png(draw(STACK, Options(lang="ko"), pool), scale=0.5)
    assert bitmap[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(bitmap[16:20]), int.from_bytes(bitmap[20:24])) == (640, 360)


def test_a_renderer_child_makes_the_same_bitmap(pool: RendererPool) -> None:
    drawing = draw(STACK, Options(lang="ko"), pool)
    assert png(drawing, 0.5, pool) == png(drawing, 0.5)
    with pytest.raises(DiagramError):
        png(drawing, 40)


def test_dot_text_pins_every_box_without_running_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    source = dot(XEN, Options())
    assert source.startswith("digraph")
    assert source.count("pos=") >= 20
    assert "->" in source


def test_graphviz_reads_the_dot_text(pool: RendererPool) -> None:
    for picture in ALL.values():
        assert laid_out(dot(picture, Options(lang="ko"))).startswith("graph")


def test_a_wrong_option_is_refused_before_drawing(pool: RendererPool) -> None:
    with pytest.raises(DiagramError):
        draw(XEN, Options(lang="xx"), pool)


def test_an_old_description_reads_naturally(pool: RendererPool) -> None:
    korean = draw(STACK, Options(lang="ko"), pool).desc
    assert "맨 아래에 하드웨어" in korean
    assert "그 위에 하이퍼바이저가 있다." in korean
    assert "애플리케이션에서 게스트 OS로 시스템 콜이 전달된다." in korean
    english = draw(STACK, Options(), pool).desc
    assert "Above it: Hypervisor." in english


SHARED = RendererPool(1)  # for examples: hypothesis and fixtures of a function do not mix
atexit.register(SHARED.close)
NASTY = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "]]>",
            '" onload="x',
            'a"]; evil [label="',
            "<b>html</b>",
            "\\N \\G \\l",
            "</style><script/>",
            "&amp;&#0;",
            "\x00\x1b\u202e\ufffe",
            "구" * 90,
            "word " * 30,
            "https://example.org/" + "x" * 80,
        ]
    ),
).map(lambda text: text + "·")


@settings(max_examples=40, deadline=None)
@given(NASTY, NASTY, NASTY, st.sampled_from(["font", "embed", "paths"]))
def test_no_label_can_add_an_element_an_attribute_or_a_node(one: str, two: str, three: str, text: str) -> None:
    box = replace(b("a", "A", "A", "app"), label={"en": one}, note={"en": two}, href=two, id="a" + three)
    group = replace(b("g", "G", "G", "machine", (box,)), label={"en": three})
    other = replace(b("o", "O", "O", "app"), label={"en": two})
    picture = replace(
        architecture("p", (one, one), (two, two), [(group, other)]),
        id=three,
        links=(replace(XEN.links[0], source=box.id, target="o", label={"en": one}),),
    )
    drawing = draw(picture, Options(text=text), SHARED)
    root = parse(drawing)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert drawing.dot.count(" -> ") == 1 or " -> " in one + two + three
    plain = laid_out(drawing.dot)
    assert sum(row.startswith("node ") for row in plain.splitlines()) == 3
    assert sum(row.startswith("edge ") for row in plain.splitlines()) == 1


def test_a_comparison_of_six_and_a_crowd_of_boxes_still_fit(pool: RendererPool) -> None:
    six: Comparison = replace(TYPES, columns=TYPES.columns * 3)
    assert draw(six, Options(lang="ko"), pool).width == 1280
    crowd = tuple(
        tuple(b(f"b{r}_{i}", f"Component {r} {i}", f"구성 요소 {r} {i}", "app") for i in range(9)) for r in range(9)
    )
    picture: Architecture = architecture("crowd", ("Crowd", "여럿"), ("m", "m"), crowd)
    assert draw(picture, Options(lang="ko"), pool).width == 1280
