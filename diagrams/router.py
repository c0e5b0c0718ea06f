"""Routes for links: level and upright runs through the gutters, few bends, few crossings.

Graphviz's own orthogonal router was tried first on the same pinned boxes. It cannot end a link at a group's border,
chooses sides and crossings without regard to labels, and leaves no way to ask for room; so links are routed here:
a shortest path search over the tracks of grid.py, one link after the other, bends and crossings priced as detours.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from diagrams.cells import Cell, visit
from diagrams.dot import obstacles
from diagrams.geometry import Point, Rect, straighten
from diagrams.grid import Grid, tracks
from diagrams.gutters import STUB, Gutter
from diagrams.model import Link

BEND = 48.0  # a bend costs as much as this many pixels of detour
STRANGER = 1.5  # running through a group that holds neither end costs this much more
OWN = 6.0  # running through the very group the link ends at
SHARED_PORT = 260.0  # ending where another link ends
OFF_CENTRE = 0.12  # leaving a box away from the middle of its side, per pixel
RIGHT, DOWN, LEFT, UP = range(4)
STEP = ((1, 0), (0, 1), (-1, 0), (0, -1))
BORDER = 12.0  # ports keep this far from a box's corners


@dataclass(frozen=True)
class Port:
    """A place on a border where a link may start, leaving in direction `out`, at a price."""

    at: Point
    out: int
    price: float


class Router:
    """Routes the links of one layout."""

    def __init__(self, root: Cell, links: tuple[Link, ...], strips: list[Gutter]) -> None:
        self.cells = {cell.key: cell for cell in visit(root)}
        self.links = links
        self.groups = [cell for cell in visit(root) if not cell.leaf and cell.kind != "root"]
        self.inside = {key: _keys(cell) for key, cell in self.cells.items()}
        self.places = self._places()
        spots = [port.at for number in range(len(links)) for end in (0, 1) for port in self.ports(number, end)]
        self.grid = Grid(*tracks(strips, spots))
        self.solid = obstacles(root)
        for rect in self.solid.values():
            self.grid.block(rect)
        for number, group in enumerate(self.groups, 1):
            self.grid.paint(group.rect, number)
        self.column = {x: i for i, x in enumerate(self.grid.xs)}
        self.row = {y: i for i, y in enumerate(self.grid.ys)}
        self.taken: list[Point] = []

    def route(self) -> list[list[Point]]:
        """Points of every link from source to target; a straight line through everything where nothing else is left."""
        order = sorted(range(len(self.links)), key=lambda n: (self._distance(n), n))
        found: dict[int, list[Point]] = {}
        for number in order:
            points = self._search(number)
            found[number] = points
            self.grid.use(points)
            self.taken += [points[0], points[-1]]
        return [found[number] for number in range(len(self.links))]

    def _distance(self, number: int) -> float:
        a, b = (self.cells[key].rect for key in (self.links[number].source, self.links[number].target))
        dx = max(0.0, max(a.x, b.x) - min(a.right, b.right))
        dy = max(0.0, max(a.y, b.y) - min(a.bottom, b.bottom))
        return dx + dy + (40.0 if dx and dy else 0.0)

    # ---- ports ----

    def _places(self) -> dict[tuple[str, bool], list[float]]:
        """Where on a cell's level (True) and upright sides links may end: middle, thirds if many, straight to the other end."""
        count: dict[str, int] = {}
        for link in self.links:
            for key in (link.source, link.target):
                count[key] = count.get(key, 0) + 1
        found: dict[tuple[str, bool], list[float]] = {}
        for key, many in count.items():
            rect = self.cells[key].rect
            for level in (True, False):
                low, high = (rect.x, rect.right) if level else (rect.y, rect.bottom)
                found[key, level] = _spread(low, high, many)
        for link in self.links:
            a, b = self.cells[link.source].rect, self.cells[link.target].rect
            for level in (True, False):
                low = max(a.x, b.x) if level else max(a.y, b.y)
                high = min(a.right, b.right) if level else min(a.bottom, b.bottom)
                if high - low > 2 * BORDER:
                    for key in (link.source, link.target):
                        places = found[key, level]
                        places.append(round((low + high) / 2, 1))
                        for other in (a, b):
                            middle = round(other.cx if level else other.cy, 1)
                            if low + BORDER <= middle <= high - BORDER:
                                places.append(middle)
                        places += _spread(low, high, count[key]) if count[key] > 1 else []
        return {key: sorted(set(values)) for key, values in found.items()}

    def ports(self, number: int, end: int) -> list[Port]:
        """Places where link `number` may start (`end` 0) or end (1); directions lead away from the border."""
        link = self.links[number]
        key, other = (link.source, link.target) if end == 0 else (link.target, link.source)
        rect = self.cells[key].rect
        turn = 2 if other in self.inside[key] else 0  # to something inside: the border is left inwards
        found = []
        for x in self.places[key, True]:
            price = OFF_CENTRE * abs(x - rect.cx)
            found.append(Port((x, round(rect.y, 1)), (UP + turn) % 4, price))
            found.append(Port((x, round(rect.bottom, 1)), (DOWN + turn) % 4, price))
        for y in self.places[key, False]:
            price = OFF_CENTRE * abs(y - rect.cy)
            found.append(Port((round(rect.x, 1), y), (LEFT + turn) % 4, price))
            found.append(Port((round(rect.right, 1), y), (RIGHT + turn) % 4, price))
        return found

    def _price(self, port: Port) -> float:
        """What using `port` costs now: less liked when another link ends beside it."""
        near = sum(abs(port.at[0] - x) + abs(port.at[1] - y) < 11 for x, y in self.taken)
        return port.price + SHARED_PORT * near

    # ---- the search ----

    def _search(self, number: int) -> list[Point]:
        grid, nx = self.grid, len(self.grid.xs)
        xs, ys = grid.xs, grid.ys
        link = self.links[number]
        weights = self._weights(link)
        target = self.cells[link.target].rect
        goals: dict[int, float] = {}
        for port in self.ports(number, 1):
            node = self._node(port.at)
            if node is not None:
                goals[node * 4 + (port.out + 2) % 4] = self._price(port)
        best: dict[int, float] = {}
        came: dict[int, int] = {}
        heap: list[tuple[float, int]] = []
        starts = set()
        for port in self.ports(number, 0):
            node = self._node(port.at)
            if node is None:
                continue
            state = node * 4 + port.out
            price = self._price(port)
            if price < best.get(state, 1e9):
                best[state] = price
                starts.add(state)
                heapq.heappush(heap, (price + _guess(port.at, target), state))
        done: set[int] = set()
        goal = -1
        final: dict[int, float] = {}
        while heap:
            cost, state = heapq.heappop(heap)
            if state == -1 or (goal >= 0 and cost >= final[goal]):
                break
            if state in done:
                continue
            done.add(state)
            so_far = best[state]
            node, heading = divmod(state, 4)
            iy, ix = divmod(node, nx)
            if state in goals and state not in starts:
                total = so_far + goals[state]
                if goal < 0 or total < final[goal]:
                    goal = state
                    final[goal] = total
                continue
            for way in range(4):
                if (way + 2) % 4 == heading or (way != heading and state in starts):
                    continue
                dx, dy = STEP[way]
                jx, jy = ix + dx, iy + dy
                if not (0 <= jx < nx and 0 <= jy < len(ys)):
                    continue
                if dx:
                    edge = iy * nx + min(ix, jx)
                    if grid.blocked_h[edge]:
                        continue
                    length, extra = abs(xs[jx] - xs[ix]), grid.extra_h[edge]
                else:
                    edge = min(iy, jy) * nx + ix
                    if grid.blocked_v[edge]:
                        continue
                    length, extra = abs(ys[jy] - ys[iy]), grid.extra_v[edge]
                after = jy * nx + jx
                price = so_far + length * weights[grid.region[after]] + extra + (BEND if way != heading else 0.0)
                following = after * 4 + way
                if price < best.get(following, 1e9):
                    best[following] = price
                    came[following] = state
                    heapq.heappush(heap, (price + _guess((xs[jx], ys[jy]), target), following))
        if goal < 0:
            return self._straight(link)
        return self._trace(goal, came)

    def _trace(self, state: int, came: dict[int, int]) -> list[Point]:
        nx = len(self.grid.xs)
        points = []
        while True:
            iy, ix = divmod(state // 4, nx)
            points.append((self.grid.xs[ix], self.grid.ys[iy]))
            if state not in came:
                break
            state = came[state]
        return straighten(points[::-1])

    def _straight(self, link: Link) -> list[Point]:
        a, b = self.cells[link.source].rect, self.cells[link.target].rect
        return straighten([(a.cx, a.cy), (b.cx, a.cy), (b.cx, b.cy)])

    def _node(self, at: Point) -> int | None:
        ix, iy = self.column.get(at[0]), self.row.get(at[1])
        return None if ix is None or iy is None else iy * len(self.grid.xs) + ix

    def _weights(self, link: Link) -> list[float]:
        """Price of a pixel by region: own way, through strangers, through the group the link itself ends at."""
        weights = [1.0]
        for group in self.groups:
            inner = self.inside[group.key]
            if group.key in (link.source, link.target):
                other = link.target if group.key == link.source else link.source
                weights.append(1.0 if other in inner else OWN)
            else:
                weights.append(1.0 if link.source in inner or link.target in inner else STRANGER)
        return weights


def _spread(low: float, high: float, many: int) -> list[float]:
    """`many` places (an odd number of them) around the middle of a side, off its corners."""
    middle, room = (low + high) / 2, (high - low) / 2 - BORDER
    if many == 1 or room < 10:
        return [round(middle, 1)]
    steps = min((many + 1) // 2, 3)
    apart = min(room / steps, 64.0)
    if apart < 11:
        steps, apart = 1, room
    return [round(middle + apart * step, 1) for step in range(-steps, steps + 1)]


def _guess(at: Point, target: Rect) -> float:
    """A lower bound of what is left to go."""
    dx = max(target.x - at[0], 0.0, at[0] - target.right)
    dy = max(target.y - at[1], 0.0, at[1] - target.bottom)
    return dx + dy + (BEND if dx and dy else 0.0)


def _keys(cell: Cell) -> set[str]:
    return {inner.key for inner in visit(cell)} - {cell.key}


__all__ = ["STUB", "Router"]
