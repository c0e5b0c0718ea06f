"""Lines with rounded corners and arrow heads, as path data."""

from __future__ import annotations

from diagrams.geometry import Point
from diagrams.markup import number
from diagrams.theme import CORNER_LINK

HEAD = (11.0, 5.2)  # length and half width of an arrow head


def head_corners(before: Point, tip: Point) -> list[Point]:
    """The triangle of a head with its point at `tip`, coming from `before`."""
    dx, dy = _unit(before, tip)
    bx, by = tip[0] - dx * HEAD[0], tip[1] - dy * HEAD[0]
    return [tip, (bx - dy * HEAD[1], by + dx * HEAD[1]), (bx + dy * HEAD[1], by - dx * HEAD[1])]


def arrow_head(before: Point, tip: Point) -> str:
    """A filled triangle with its point at `tip`, coming from `before`."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in head_corners(before, tip)) + "Z"


def rounded(points: list[Point]) -> str:
    """Path data through `points` with corners rounded by at most CORNER_LINK."""
    out = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(_length(before, corner), _length(corner, after)) / 2
        r = min(CORNER_LINK, room)
        start, end = shortened(before, corner, r), shortened(after, corner, r)
        out.append(
            f"L{number(start[0])} {number(start[1])}"
            f"Q{number(corner[0])} {number(corner[1])} {number(end[0])} {number(end[1])}"
        )
    out.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(out)


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _unit(a: Point, b: Point) -> Point:
    length = _length(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def shortened(before: Point, tip: Point, by: float) -> Point:
    """The point `by` pixels before `tip`, coming from `before`."""
    dx, dy = _unit(before, tip)
    return tip[0] - dx * by, tip[1] - dy * by
