"""The free strips between boxes, where links run: their places, and how wide links want them to be."""

from __future__ import annotations

from dataclasses import dataclass

from diagrams.cells import Cell, GapKey, visit
from diagrams.geometry import Rect
from diagrams.model import Link

STUB = 17.0  # a link needs this much between a box and its first bend, so that an arrow head has a neck
LANE = 13.0  # distance of two links that run side by side
DIRECT = 38.0  # a gutter crossed by a link without words: head, neck and air


@dataclass(frozen=True)
class Gutter:
    """A strip between boxes; `upright` when links run up and down in it."""

    key: GapKey
    upright: bool
    rect: Rect
    beyond: float = 0.0  # the part of the thickness that no gap of the layout governs

    @property
    def thickness(self) -> float:
        return self.rect.w if self.upright else self.rect.h


def gutters(root: Cell, content: Rect, margin: float) -> list[Gutter]:
    """Every strip of a finished layout, those around the whole picture included (`margin` wide)."""
    found = []
    for cell in visit(root):
        if cell.leaf:
            continue
        boxes = [inner.rect for row in cell.rows for inner in row]
        outside = margin if cell.kind == "root" else 0.0
        outer = content.grown(margin, 0) if cell.kind == "root" else cell.rect
        left, right = min(box.x for box in boxes), max(box.right for box in boxes)
        top, bottom = min(box.y for box in boxes), max(box.bottom for box in boxes)
        found.append(Gutter((cell.key, "l", 0, 0), True, Rect(outer.x, top, left - outer.x, bottom - top), outside))
        found.append(Gutter((cell.key, "r", 0, 0), True, Rect(right, top, outer.right - right, bottom - top), outside))
        if cell.kind != "root":
            under = cell.rect.bottom - bottom
            found.append(Gutter((cell.key, "b", 0, 0), False, Rect(cell.rect.x, bottom, cell.rect.w, under)))
            head = cell.rect.y + cell.head_h
            found.append(Gutter((cell.key, "t", 0, 0), False, Rect(cell.rect.x, head, cell.rect.w, max(0.0, top - head))))
        for r, row in enumerate(cell.rows):
            band_top = min(inner.rect.y for inner in row)
            band = max(inner.rect.bottom for inner in row)
            for i, (one, other) in enumerate(zip(row, row[1:], strict=False)):
                strip = Rect(one.rect.right, band_top, other.rect.x - one.rect.right, band - band_top)
                found.append(Gutter((cell.key, "x", r, i), True, strip))
            if r + 1 < len(cell.rows):
                below = min(inner.rect.y for inner in cell.rows[r + 1])
                found.append(Gutter((cell.key, "y", r, 0), False, Rect(outer.x, band, outer.w, below - band)))
    return found


def first_wishes(root: Cell, links: tuple[Link, ...], words: dict[int, tuple[float, float]]) -> dict[GapKey, float]:
    """What links ask of gutters before anything is routed: room between neighbours for an arrow, and beside each
    other for its words. `words` has the size of each labelled link's chip by link number."""
    paths = _paths(root)
    wishes: dict[GapKey, float] = {}
    for number, link in enumerate(links):
        one, other = paths.get(link.source), paths.get(link.target)
        if one is None or other is None:
            continue
        depth = 0
        while depth < min(len(one), len(other)) and one[depth] == other[depth]:
            depth += 1
        if depth >= min(len(one), len(other)):
            continue  # one end holds the other
        (holder, row, index), (_, other_row, other_index) = one[depth], other[depth]
        if row == other_row and abs(index - other_index) == 1:
            key = (holder, "x", row, min(index, other_index))
            want = words[number][0] + 2 * STUB + 4 if number in words else DIRECT
        elif abs(row - other_row) == 1:
            key = (holder, "y", min(row, other_row), 0)
            want = 2 * STUB
        else:
            continue
        wishes[key] = max(wishes.get(key, 0.0), want)
    return wishes


def _paths(root: Cell) -> dict[str, list[tuple[str, int, int]]]:
    """For every cell its way down from the root: (holder, row, index) at each level."""
    found: dict[str, list[tuple[str, int, int]]] = {root.key: []}

    def go(cell: Cell) -> None:
        for r, row in enumerate(cell.rows):
            for i, inner in enumerate(row):
                found[inner.key] = [*found[cell.key], (cell.key, r, i)]
                go(inner)

    go(root)
    return found
