"""A draw.io file holds the whole picture, so that whoever opens it can go on drawing."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from diagrams import Architecture, Drawing, Options, RendererPool, draw, drawio
from diagrams.geometry import Rect
from diagrams.markup import slug
from tests.diagrams.samples import ALL, KVM, XEN

ARCHITECTURES = [name for name, picture in ALL.items() if isinstance(picture, Architecture)]


@pytest.fixture(scope="module")
def pool() -> Iterator[RendererPool]:
    pool = RendererPool(1)
    yield pool
    pool.close()


@dataclass
class Shape:
    """A cell of the file: its words, its place on the page, what holds it."""

    words: str
    cell: ET.Element
    href: str | None

    @property
    def own(self) -> Rect:
        geometry = self.cell.find("mxGeometry")
        assert geometry is not None
        return Rect(*(float(geometry.get(name, "0")) for name in ("x", "y", "width", "height")))


def opened(drawing: Drawing) -> dict[str, Shape]:
    """The cells of the file by id, read as draw.io reads them: a link wraps its cell in a UserObject."""
    root = ET.fromstring(drawio(drawing)).find("diagram/mxGraphModel/root")
    assert root is not None
    found: dict[str, Shape] = {}
    for one in root:
        cell = one.find("mxCell") if one.tag == "UserObject" else one
        assert cell is not None
        identity = one.attrib["id"]
        assert identity not in found
        found[identity] = Shape(one.get("label") or cell.get("value", ""), cell, one.get("link"))
    return found


def placed(cells: dict[str, Shape], identity: str) -> Rect:
    """Where a cell stands on the page: places count from those of what holds them."""
    own = cells[identity].own
    holder = cells[identity].cell.attrib["parent"]
    if holder == "1":
        return own
    outer = placed(cells, holder)
    return Rect(outer.x + own.x, outer.y + own.y, own.w, own.h)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("name", ALL)
def test_every_box_stands_where_the_picture_has_it_and_says_the_same(name: str, lang: str, pool: RendererPool) -> None:
    drawing = draw(ALL[name], Options(lang=lang), pool)
    cells = opened(drawing)
    assert cells["0"].cell.get("parent") is None
    assert cells["1"].cell.get("parent") == "0"
    for box in drawing.scene.boxes:
        identity = f"box-{slug(box.id)}"
        at = placed(cells, identity)
        assert (at.x, at.y, at.w, at.h) == pytest.approx((box.rect.x, box.rect.y, box.rect.w, box.rect.h), abs=0.2)
        assert cells[identity].words.split() == " ".join(line.text for line in box.lines).split()
        assert cells[identity].href == box.href


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_link_ties_the_boxes_that_it_ties_in_the_picture(name: str, pool: RendererPool) -> None:
    picture = ALL[name]
    assert isinstance(picture, Architecture)
    cells = opened(draw(picture, Options(lang="ko"), pool))
    tied = [
        (shape.cell.get("source"), shape.cell.get("target"))
        for shape in cells.values()
        if shape.cell.get("edge") and shape.cell.get("source")
    ]
    assert tied == [(f"box-{slug(link.source)}", f"box-{slug(link.target)}") for link in picture.links]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_words_on_links_are_in_the_language_asked_for(name: str, pool: RendererPool) -> None:
    picture = ALL[name]
    assert isinstance(picture, Architecture)
    for lang in ("en", "ko"):
        words = {shape.words for shape in opened(draw(picture, Options(lang=lang), pool)).values()}
        for link in picture.links:
            if link.label:
                said = f"{link.number} {link.label[lang]}" if link.number else link.label[lang]
                assert said in words


def test_boxes_are_children_of_the_group_they_stand_in(pool: RendererPool) -> None:
    cells = opened(draw(KVM, Options(), pool))
    for row in KVM.rows:
        for group in row:
            assert cells[f"box-{slug(group.id)}"].cell.get("parent") == "1"
            for inner in (box for rows in group.rows for box in rows):
                assert cells[f"box-{slug(inner.id)}"].cell.get("parent") == f"box-{slug(group.id)}"


def test_the_same_picture_is_the_same_file(pool: RendererPool) -> None:
    assert drawio(draw(XEN, Options(), pool)) == drawio(draw(XEN, Options(), pool))
