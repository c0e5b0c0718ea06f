"""Where links may begin and end on the borders of boxes, and what each place costs."""

from __future__ import annotations

from dataclasses import dataclass

from diagrams.cells import Cell, visit
from diagrams.geometry import Point, Rect
from diagrams.grid import lanes
from diagrams.gutters import Gutter
from diagrams.model import Link
from diagrams.search import DOWN, LEFT, RIGHT, UP

BORDER = 12.0  # ports keep this far from a box's corners
OFF_CENTRE = 0.2  # leaving a box away from the middle of its side, per pixel of a side as short as SHORT
SHORT = 120.0  # on longer sides a pixel counts less: a wide layer gladly meets the middle of a narrow box
SHARED = 260.0  # ending where another link ends
BESIDE = 11.0  # ports nearer than this count as one


@dataclass(frozen=True)
class Port:
    """A place on a border where a link may start, leaving in direction `out`, at a price."""

    at: Point
    out: int
    price: float


class Ports:
    """The ports of all boxes that links of one picture end at."""

    def __init__(self, cells: dict[str, Cell], links: tuple[Link, ...], strips: list[Gutter]) -> None:
        self.cells, self.links = cells, links
        self.inside = {key: {inner.key for inner in visit(cells[key])} - {key} for key in _ends(links)}
        self.places = self._places(strips)
        self.taken: list[Point] = []
        self.found: dict[tuple[int, int], list[Port]] = {}

    def of(self, number: int, end: int) -> list[Port]:
        """Places where link `number` may start (`end` 0) or end (1); directions lead away from the border."""
        if (number, end) not in self.found:
            self.found[number, end] = self._find(number, end)
        return self.found[number, end]

    def _find(self, number: int, end: int) -> list[Port]:
        link = self.links[number]
        key, other = (link.source, link.target) if end == 0 else (link.target, link.source)
        rect = self.cells[key].rect
        turn = 2 if other in self.inside[key] else 0  # to something inside: the border is left inwards
        found = []
        for x in self.places[key, True]:
            price = OFF_CENTRE * abs(x - rect.cx) / max(rect.w, SHORT) * SHORT
            found.append(Port((x, round(rect.y, 1)), (UP + turn) % 4, price))
            found.append(Port((x, round(rect.bottom, 1)), (DOWN + turn) % 4, price))
        for y in self.places[key, False]:
            price = OFF_CENTRE * abs(y - rect.cy) / max(rect.h, SHORT) * SHORT
            found.append(Port((round(rect.x, 1), y), (LEFT + turn) % 4, price))
            found.append(Port((round(rect.right, 1), y), (RIGHT + turn) % 4, price))
        return found

    def price(self, port: Port) -> float:
        """What using `port` costs now: less liked when another link ends beside it."""
        near = sum(abs(port.at[0] - x) + abs(port.at[1] - y) < BESIDE for x, y in self.taken)
        return port.price + SHARED * near

    def _places(self, strips: list[Gutter]) -> dict[tuple[str, bool], list[float]]:
        """By cell and level (True) or upright sides: the coordinates along the side at which links may end.

        The middle, more places when more links end there, places straight across from the other end, and places
        that lead straight into a gutter beyond the box.
        """
        ends = _ends(self.links)
        found = {
            (key, level): _spread(*_side(self.cells[key].rect, level=level), ends[key])
            for key in ends
            for level in (True, False)
        }
        for link in self.links:
            for level in (True, False):
                across = self._across(link, level=level)
                for key in (link.source, link.target) if across else ():
                    found[key, level] += across
                    if ends[key] > 1:
                        found[key, level] += _spread(across[0], across[-1], ends[key], border=0.0)
        beyond = {
            level: {
                lane for strip in strips if strip.upright == level for lane in lanes(*_side(strip.rect, level=level))
            }
            for level in (True, False)
        }
        for (key, level), places in found.items():
            low, high = _side(self.cells[key].rect, level=level)
            places += [lane for lane in beyond[level] if low + BORDER <= lane <= high - BORDER]
        return {key: sorted(set(values)) for key, values in found.items()}

    def _across(self, link: Link, *, level: bool) -> list[float]:
        """Places from which a straight line reaches the other end's facing side: the two limits, the middle between
        them, and the boxes' own middles."""
        a, b = self.cells[link.source].rect, self.cells[link.target].rect
        (low_a, high_a), (low_b, high_b) = _side(a, level=level), _side(b, level=level)
        low, high = max(low_a, low_b) + BORDER, min(high_a, high_b) - BORDER
        if high <= low:
            return []
        middles = [(low + high) / 2, *((rect.cx if level else rect.cy) for rect in (a, b))]
        return sorted(round(place, 1) for place in [low, high, *middles] if low <= place <= high)


def _ends(links: tuple[Link, ...]) -> dict[str, int]:
    """How many links end at each box."""
    count: dict[str, int] = {}
    for link in links:
        for key in (link.source, link.target):
            count[key] = count.get(key, 0) + 1
    return count


def _side(rect: Rect, *, level: bool) -> tuple[float, float]:
    """Start and end of a rectangle's level or upright sides."""
    return (rect.x, rect.right) if level else (rect.y, rect.bottom)


def _spread(low: float, high: float, many: int, border: float = BORDER) -> list[float]:
    """Places around the middle of a side, more when `many` links end there, off its corners."""
    middle, room = (low + high) / 2, (high - low) / 2 - border
    if many == 1 or room < 10:
        return [round(middle, 1)]
    steps = min((many + 1) // 2, 3)
    apart = min(room / steps, 64.0)
    if apart < BESIDE:
        steps, apart = 1, room
    return [round(middle + apart * step, 1) for step in range(-steps, steps + 1)]
