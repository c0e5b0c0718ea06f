"""Relations between the ends of a neighbourhood: brackets in lanes outside the column of ends, each with its words.

Only brackets that cross nothing are drawn, the weightier first: two on one side either stand apart or hold one
another, and of two at one end the wider leaves it on the far side of the narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diagrams.chips import Words, chip_at, words_in
from diagrams.geometry import Rect
from diagrams.measure import say
from diagrams.model import Options
from diagrams.scene import EdgeShape
from diagrams.sheet import plain_edge
from diagrams.theme import SMALLEST, Scale
from diagrams.views import Tie

MOST = 5  # brackets on one side
LANES = (2, 1, 0)  # beside the ends of a side, the first that leaves them room
AT_ONE_END = 3
AIR = 7.0  # between a chip and what stands beside it
APART = 8.0  # between two brackets at one end
HEADROOM = 12.0  # of a bracket above and below its chip


@dataclass(frozen=True)
class Bracket:
    """A tie between the ends at the places `upper` and `lower` of a side."""

    tie: Tie
    upper: int
    lower: int
    down: bool  # whether it leads from the upper end to the lower
    lane: int = 0


Measured = list[tuple[Bracket, Words]]
"""Brackets of one side with their words at a size of type."""


def brackets(ties: Sequence[Tie], order: Sequence[str], lanes: int) -> list[Bracket]:
    """The ties that can be drawn beside the ends `order`, top to bottom, each in one of `lanes`."""
    place = {name: number for number, name in enumerate(order)}
    kept: list[Bracket] = []
    for tie in ties if lanes else ():
        if len(kept) == MOST:
            break
        start, end = place.get(tie.source), place.get(tie.target)
        if start is None or end is None or not say(tie.label, "ko"):
            continue
        grown = in_lanes([*kept, Bracket(tie, min(start, end), max(start, end), start < end)], lanes)
        if grown is not None:
            kept = grown
    return kept


def measured(found: Sequence[Bracket], options: Options, size: float) -> Measured:
    """`found` with the words of their ties beside labels of `size`."""
    scale = Scale(size, max(size - 2.0, SMALLEST), 10, 10)
    worded = ((one, words_in(one.tie.label, None, options, scale)) for one in found)
    return [(one, words) for one, words in worded if words is not None]


def in_lanes(found: list[Bracket], lanes: int) -> list[Bracket] | None:
    """`found` in at most `lanes` lanes, the shorter nearer to the ends; None when two cross or lanes run out."""
    ends = [end for one in found for end in (one.upper, one.lower)]
    if max(map(ends.count, ends)) > AT_ONE_END or len({(one.upper, one.lower) for one in found}) < len(found):
        return None
    done: list[Bracket] = []
    for one in sorted(found, key=lambda one: (one.lower - one.upper, one.upper)):
        over = [other for other in done if other.upper < one.lower and one.upper < other.lower]
        if any(other.upper < one.upper or other.lower > one.lower for other in over):
            return None
        lane = max((other.lane + 1 for other in over), default=0)
        if lane >= lanes:
            return None
        done.append(replace(one, lane=lane))
    return done


def lane_widths(found: Measured) -> list[float]:
    """How wide each lane is: as its widest words, and air."""
    lanes = max((one.lane for one, _ in found), default=-1) + 1
    return [max(words.w for one, words in found if one.lane == lane) + 2 * AIR for lane in range(lanes)]


def drawn(found: Measured, ends: Sequence[Rect], way: int, options: Options) -> list[EdgeShape]:
    """Edges for the brackets of one side; `way` is 1 on the right, -1 on the left. What has no room is left out."""
    widths = lane_widths(found)
    all_ = [one for one, _ in found]
    edges = []
    for one, words in found:
        outside = ends[one.upper].right if way > 0 else ends[one.upper].x
        x = outside + way * (sum(widths[: one.lane]) + widths[one.lane] / 2)
        top, bottom = _height(one, one.upper, all_, ends), _height(one, one.lower, all_, ends)
        if bottom - top < words.h + HEADROOM:
            continue
        points = [(outside, top), (x, top), (x, bottom), (outside, bottom)]
        label = say(one.tie.label, options.lang)
        edge = plain_edge(f"tie-{one.tie.source}-{one.tie.target}", points if one.down else points[::-1], label, "data")
        edges.append(replace(edge, chip=chip_at(words, (round(x, 1), round((top + bottom) / 2, 1)))))
    return edges


def _height(bracket: Bracket, end: int, found: Sequence[Bracket], ends: Sequence[Rect]) -> float:
    """Where a bracket leaves an end: those that go up above those that go down, the wider between the narrower."""
    here = [one for one in found if end in (one.upper, one.lower)]
    ups = sorted((one for one in here if one.lower == end), key=lambda one: one.lane)
    downs = sorted((one for one in here if one.upper == end), key=lambda one: -one.lane)
    place = [*ups, *downs].index(bracket)
    return ends[end].cy + (place - (len(here) - 1) / 2) * min(APART, ends[end].h / AT_ONE_END)
