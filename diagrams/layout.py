"""From a picture's cells to rectangles on a canvas: which type scale fits, where every box stands.

Pure and deterministic: measured texts in, coordinates out. The canvas is 1280×720 (16:9), 960×720 (4:3), 1280×640
(2:1, the cards of messengers) or as tall as the content needs (auto).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from diagrams.cells import Cell, GapKey, give_widths, natural_widths, visit
from diagrams.geometry import Rect
from diagrams.heights import Frame, best_level, make_classes, need, place, set_texts
from diagrams.theme import MARGIN, SCALES, Scale

CANVAS = {"16:9": (1280.0, 720.0), "4:3": (960.0, 720.0), "2:1": (1280.0, 640.0), "auto": (1280.0, 0.0)}
ROOMY = 18.0  # type larger than this is only for pictures where no label had to be broken


@dataclass(frozen=True)
class Page:
    """The canvas and the part of it that title and legend leave to the boxes."""

    width: float
    height: float
    content: Rect


@dataclass(frozen=True)
class Placed:
    """A finished layout: the root cell with all rectangles set, on its page."""

    root: Cell
    page: Page
    scale: Scale


Build = Callable[[Scale], Cell]
Frames = Callable[[float, float], Page]


def lay_out(build: Build, page: Page, gaps: dict[GapKey, float], scales: tuple[Scale, ...] = SCALES) -> Placed | None:
    """Place the cells made by `build` with the first of `scales` that fits `page`; None when none does."""
    for scale in scales:
        placed = attempt(build(scale), page, scale, gaps)
        if placed is not None:
            return placed
    return None


def attempt(root: Cell, page: Page, scale: Scale, gaps: dict[GapKey, float], *, force: bool = False) -> Placed | None:
    """Place `root` on `page` with one type scale, or None when it does not fit (`force`: place it all the same)."""
    make_classes(root)
    natural_widths(root, scale, gaps)
    fits = give_widths(root, page.content.w, scale, gaps)
    if not fits and not force:
        return None
    set_texts(root, scale)
    if scale.label > ROOMY and any(cell.cut for cell in visit(root)) and not force:
        return None
    frame = Frame(scale, gaps)
    room = page.content.h or 100_000.0
    level = best_level(root, room, frame) if page.content.h else 3.2 * scale.label
    tall = need(root, level, frame)
    if tall > room + 0.5 and not force:
        return None
    spare = max(0.0, page.content.h - tall)
    stretch = min(spare, 0.9 * scale.gap * (len(root.rows) - 1))
    place(root, (page.content.x, page.content.y + (spare - stretch) * 0.45), tall + stretch, level, frame)
    if not page.content.h:
        page = Page(
            page.width,
            ceil(page.content.y + tall + (page.height or MARGIN)),  # whole pixels: browsers then scale nothing
            Rect(MARGIN, page.content.y, page.content.w, tall),
        )
    return Placed(root, page, scale)
