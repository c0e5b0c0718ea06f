"""Points, rectangles and the few questions the layout asks of them. Pixels, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Rect:
    """An axis-parallel rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """The middle, from the left."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The middle, from the top."""
        return self.y + self.h / 2

    def grown(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle with `dx` added left and right and `dy` (default `dx`) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x - dx, self.y - dy, self.w + 2 * dx, self.h + 2 * dy)

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than a border."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Rect) -> bool:
        """Whether `other` lies inside, borders included."""
        return self.x <= other.x and self.y <= other.y and self.right >= other.right and self.bottom >= other.bottom


NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


def span(a: Point, b: Point, thickness: float) -> Rect:
    """The band of `thickness` around the axis-parallel segment from `a` to `b`."""
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return Rect(x, y, abs(a[0] - b[0]), abs(a[1] - b[1])).grown(thickness / 2)


def straighten(points: list[Point]) -> list[Point]:
    """The same path without repeated points and without points in the middle of a straight run."""
    out: list[Point] = []
    for point in points:
        if out and abs(out[-1][0] - point[0]) < 0.05 and abs(out[-1][1] - point[1]) < 0.05:
            continue
        if len(out) > 1:
            (ax, ay), (bx, by) = out[-2], out[-1]
            vertical = abs(ax - bx) < 0.05 and abs(bx - point[0]) < 0.05
            level = abs(ay - by) < 0.05 and abs(by - point[1]) < 0.05
            if vertical or level:
                out.pop()
        out.append(point)
    return out
