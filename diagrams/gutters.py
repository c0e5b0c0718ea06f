"""The free strips between boxes, where links run: their places, and how wide links want them to be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from diagrams.cells import Cell, GapKey, visit
from diagrams.geometry import Rect

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
        """Units that the lanes and labels of this gutter need."""
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
            found.append(
                Gutter((cell.key, "t", 0, 0), False, Rect(cell.rect.x, head, cell.rect.w, max(0.0, top - head)))
            )
        for r, row in enumerate(cell.rows):
            band_top = min(inner.rect.y for inner in row)
            band = max(inner.rect.bottom for inner in row)
            for i, (one, other) in enumerate(pairwise(row)):
                strip = Rect(one.rect.right, band_top, other.rect.x - one.rect.right, band - band_top)
                found.append(Gutter((cell.key, "x", r, i), True, strip))
            if r + 1 < len(cell.rows):
                below = min(inner.rect.y for inner in cell.rows[r + 1])
                found.append(Gutter((cell.key, "y", r, 0), False, Rect(outer.x, band, outer.w, below - band)))
    return found
