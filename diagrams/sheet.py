"""A page for views that place their own nodes: canvas, title, legend, and the largest type that fits.

`settle` tries type sizes from large to small, then a larger canvas of the same shape, so that no text is ever
smaller than 12 px on a slide unless the content leaves no other way.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product
from typing import NamedTuple

from diagrams.furniture import Entry, header, legend, shifted
from diagrams.geometry import Point, Rect
from diagrams.layout import CANVAS
from diagrams.measure import Line, longest_word, say, second, stack, wrap
from diagrams.model import Label, Options
from diagrams.scene import BoxShape, EdgeShape, Note, Scene
from diagrams.theme import MARGIN, SMALLEST
from diagrams.views import Hue, Node

FOOT = 22.0  # air under the legend
ENDLESS = 100_000.0  # height of a page that is as tall as its content
ENDLESS_LINES = 1000
GROWTH = 1.06
GLANCE = 2  # lines a label may break into, in each language it is told in; one more before the canvas grows
SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, SMALLEST)


@dataclass
class Content:
    """What a view put on the page, and where it ends."""

    bottom: float
    boxes: list[BoxShape] = field(default_factory=list)
    edges: list[EdgeShape] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Page(NamedTuple):
    """What a view may use: a rectangle, labels of a size, and how many lines a label may break into."""

    room: Rect
    size: float
    lines: int


Place = Callable[[Page], Content | None]
"""Puts nodes on a page; None when they do not fit."""


def settle(title: Label, message: Label, hues: tuple[Hue, ...], options: Options, place: Place) -> Scene:
    """Return the scene with what `place` makes of the largest size that fits; ids and words for readers come later."""
    canvas_w, canvas_h = CANVAS[options.aspect]
    entries = [Entry("role", hue.slot, hue.label) for hue in hues] if options.legend else []
    sizes = SIZES if canvas_h else SIZES[3:]
    told = 2 if options.lang == "ko+en" else 1
    grow = 1.0
    while True:
        wide, tall = round(canvas_w * grow), round(canvas_h * grow)
        lines, _ = header(title, message, options.lang, wide)
        top = max(header(title, message, lang, wide)[1] for lang in options.measured)
        items, _ = legend(entries, options.lang, wide, tall - FOOT)
        legend_top = min(legend(entries, lang, wide, tall - FOOT)[1] for lang in options.measured)
        under = 12.0 if items else MARGIN - FOOT
        room = legend_top - under - top if canvas_h else ENDLESS
        # A canvas that grows for one long label would go on growing: there it may take all the lines it needs.
        tries = (GLANCE * told, (GLANCE + 1) * told) if grow == 1.0 else (ENDLESS_LINES,)
        for most, size in product(tries, sizes):
            content = place(Page(Rect(MARGIN, top, wide - 2 * MARGIN, room), size, most))
            if content is None:
                continue
            if not canvas_h:
                tall = round(content.bottom + under + (tall - legend_top))
                items = shifted(items, tall)
            scene = Scene("", wide, tall, say(title, options.lang), "", options.lang, lines, legend=items)
            scene.boxes, scene.edges = content.boxes, content.edges
            scene.notes = content.notes
            return scene
        grow *= GROWTH


def lowered(content: Content, by: float) -> Content:
    """`content` moved down by `by` pixels."""
    by = round(by, 1)

    def down(line: Line) -> Line:
        return replace(line, y=round(line.y + by, 1))

    boxes = [
        replace(
            box,
            rect=Rect(box.rect.x, round(box.rect.y + by, 1), box.rect.w, box.rect.h),
            lines=tuple(map(down, box.lines)),
        )
        for box in content.boxes
    ]
    edges = [replace(edge, points=tuple((x, round(y + by, 1)) for x, y in edge.points)) for edge in content.edges]
    notes = [replace(note, line=down(note.line)) for note in content.notes]
    return Content(content.bottom + by, boxes, edges, notes)


@dataclass(frozen=True)
class Words:
    """A node's words as lines, and the room they take: in all languages that share the layout."""

    lines: tuple[Line, ...]
    height: float
    width: float
    count: int


def texts(label: Label, options: Options, size: float, room: float) -> Words:
    """A node's label broken to `room` pixels, the second language under it."""
    own = _words(say(label, options.lang), second(label, options.lang), size, room)
    if options.measured == (options.lang,):
        return own
    said = [_words(say(label, lang), second(label, lang), size, room) for lang in options.measured]
    return Words(own.lines, *(max(getattr(one, what) for one in said) for what in ("height", "width", "count")))


@functools.lru_cache(maxsize=4_096)
def _words(text: str, other: str, size: float, room: float) -> Words:
    lines = [Line(part, size, bold=True) for part in wrap(text, size, True, room)]
    small = max(size - 2.0, SMALLEST)
    lines += [Line(part, small, quiet=True) for part in wrap(other, small, False, room)]
    high = sum(line.height for line in lines)
    return Words(tuple(lines), high, max((line.width for line in lines), default=0.0), len(lines))


def widest_word(label: Label, options: Options, size: float) -> float:
    """Width of the widest piece of `label` that must not be broken."""
    return max(longest_word(say(label, lang), size, True) for lang in options.measured)


def tall(words: Words, size: float) -> float:
    """Height of a box around `words`."""
    return words.height + 0.62 * size


def node_shape(node: Node, rect: Rect, words: Words, options: Options, *, boundary: bool = False) -> BoxShape:
    """A node as a box with its words in the middle."""
    rect = Rect(round(rect.x, 1), round(rect.y, 1), round(rect.w, 1), round(rect.h, 1))
    emphasis = ""
    if options.highlight:
        emphasis = "on" if node.id in options.highlight else "off" if options.dim else ""
    return BoxShape(
        id=node.id,
        kind="leaf",
        rect=rect,
        slot=node.slot,
        lines=tuple(stack(words.lines, rect.cx, rect.cy)),
        name=", ".join(text for text in (say(node.label, options.lang), second(node.label, options.lang)) if text),
        href=node.href,
        boundary=boundary,
        emphasis=emphasis,
    )


def plain_edge(id_: str, points: list[Point], name: str, kind: str = "plain") -> EdgeShape:
    """A line through `points`, in tenths of a pixel, without words on it."""
    return EdgeShape(id_, kind, tuple((round(x, 1), round(y, 1)) for x, y in points), False, name)


def quiet(shape: BoxShape) -> BoxShape:
    """What only counts is drawn as a dashed place."""
    return replace(shape, kind="absent", lines=tuple(replace(line, bold=False, quiet=True) for line in shape.lines))
