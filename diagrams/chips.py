"""Words on links: a chip on the longest free run of the link, where it hides nothing.

When there is no such place, `wish` says which gutter should be wider, and by how much.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import pairwise

from diagrams.geometry import Point, Rect, span
from diagrams.measure import Line, say, second, wrap
from diagrams.model import Label, Options
from diagrams.scene import Chip
from diagrams.theme import Scale

AIR = 6.0  # inside a chip, left and right of its words
RADIUS = 10.0  # of a step's number
FRAMED = 30.0  # score of a chip that lies on a frame
WIDE = 120.0  # words wider than this break into two lines


@dataclass(frozen=True)
class Words:
    """What a link says, measured: its number, its lines, and the size of the chip they need."""

    lines: tuple[Line, ...]
    number: int | None
    w: float
    h: float


@functools.lru_cache(maxsize=4_096)
def words_of(text: str, other: str, number: int | None, size: float) -> Words | None:
    """Measure a link's label (`other`: the second language under it); None when it has neither words nor number."""
    if not text and number is None:
        return None
    lines = [Line(part, size) for part in wrap(text, size, False, WIDE)]
    if other:
        lines += [Line(part, size, quiet=True) for part in wrap(other, size, False, WIDE)]
    wide = max((line.width for line in lines), default=0.0)
    circle = 2 * RADIUS if number is not None else 0.0
    w = wide + 2 * AIR + (circle + 1 if circle else 0.0) if lines else circle
    h = max(sum(line.size * 1.25 for line in lines) + (4 if lines else 0), circle)
    return Words(tuple(lines), number, w, h)


def words_in(label: Label | None, number: int | None, options: Options, scale: Scale) -> Words | None:
    """A link's label in the language of `options`, with room for it in all that share the layout."""
    own = words_of(say(label, options.lang), second(label, options.lang), number, scale.chip)
    if own is None or options.measured == (options.lang,):
        return own
    said = [words_of(say(label, lang), second(label, lang), number, scale.chip) for lang in options.measured]
    sizes = [words for words in said if words is not None]
    return replace(own, w=max(one.w for one in sizes), h=max(one.h for one in sizes))


def chip_at(words: Words, centre: Point) -> Chip:
    """The chip with its middle at `centre`."""
    x, y = centre
    rect = Rect(x - words.w / 2, y - words.h / 2, words.w, words.h)
    number = None
    left = rect.x
    if words.number is not None:
        dot = (rect.x + RADIUS, y)
        size = 13.0 if words.number < 10 else 12.0
        number = (dot, RADIUS, Line(str(words.number), size, bold=True, x=dot[0], y=y + 0.36 * size))
        left += 2 * RADIUS + 1
    middle = (left + rect.right) / 2
    top = y - sum(line.size * 1.25 for line in words.lines) / 2
    placed = []
    for line in words.lines:
        tall = line.size * 1.25
        placed.append(replace(line, x=middle, y=top + tall / 2 + 0.36 * line.size))
        top += tall
    return Chip(rect, tuple(placed), number)


@dataclass
class Surroundings:
    """What chips must keep off: solid boxes and headings, the routes of all links, frames of groups."""

    canvas: Rect
    solid: list[Rect]
    routes: list[list[Point]]
    frames: list[Rect]


def place_chips(words: dict[int, Words], around: Surroundings) -> tuple[dict[int, Chip], list[int], list[int]]:
    """Chips by link number; the links whose words found no free place (they get no chip); and those whose chip lies
    on a group's frame."""
    placed: dict[int, Chip] = {}
    homeless = []
    cramped = []
    spots = {number: _spots(number, words[number], around) for number in words}
    for number in sorted(words, key=lambda n: (len(spots[n]), n)):  # the least free choose first
        taken = [chip.rect.grown(4) for chip in placed.values()]
        free = [(score, at) for score, at in spots[number] if not _hit(words[number], at, taken)]
        if free:
            placed[number] = chip_at(words[number], min(free)[1])
            if min(free)[0] >= FRAMED:
                cramped.append(number)
        else:
            homeless.append(number)
    return placed, sorted(homeless), sorted(cramped)


def _hit(words: Words, at: Point, taken: list[Rect]) -> bool:
    rect = Rect(at[0] - words.w / 2, at[1] - words.h / 2, words.w, words.h)
    return any(rect.meets(other) for other in taken)


def _spots(number: int, words: Words, around: Surroundings) -> list[tuple[float, Point]]:
    """Free middles for a chip on link `number`, each with a score (less is better)."""
    points = around.routes[number]
    others = [span(a, b, 7.0) for n, route in enumerate(around.routes) if n != number for a, b in pairwise(route)]
    total = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))
    found = []
    walked = 0.0
    for k, (a, b) in enumerate(pairwise(points)):
        level = abs(a[1] - b[1]) < 0.01
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        half = (words.w if level else words.h) / 2
        before = 13.0 if k == 0 else 9.0
        after = 15.0 if k == len(points) - 2 else 9.0
        low, high = before + half, length - after - half
        walked += length
        if high < low - 0.01:
            continue
        steps = max(1, int((high - low) // 8))
        for step in range(steps + 1):
            t = (low + high) / 2 if steps == 1 and step == 0 else low + (high - low) * step / steps
            at = (a[0] + (b[0] - a[0]) * t / length, a[1] + (b[1] - a[1]) * t / length)
            rect = Rect(at[0] - words.w / 2, at[1] - words.h / 2, words.w, words.h)
            if not around.canvas.holds(rect):
                continue
            if any(rect.grown(2.5).meets(other) for other in around.solid) or any(rect.meets(o) for o in others):
                continue
            along = walked - length + t
            framed = sum(_crosses(rect, frame) for frame in around.frames)
            off = abs(t - length / 2) / 40
            found.append((FRAMED * framed + off + 6 * abs(along / total - 0.5) + (0 if level else 3), at))
    return found


def _crosses(rect: Rect, frame: Rect) -> bool:
    """Whether a frame's line runs under the chip."""
    return rect.meets(frame) and not frame.grown(-1).holds(rect)
