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
from diagrams.grid import Grid, lanes, tracks
from diagrams.gutters import Gutter
from diagrams.model import Link

BEND = 48.0  # a bend costs as much as this many pixels of detour
STRANGER = 1.5  # running through a group that holds neither end costs this much more
OWN = 6.0  # running through the very group the link ends at
SHARED_PORT = 260.0  # ending where another link ends
OFF_CENTRE = 0.12  # leaving a box away from the middle of its side, per pixel
RIGHT, DOWN, LEFT, UP = range(4)
_WAYS = {way: tuple(other for other in range(4) if (other + 2) % 4 != way) for way in range(4)}
BORDER = 12.0  # ports keep this far from a box's corners


@dataclass(frozen=True)
class Port:
    """A place on a border where a link may start, leaving in direction `out`, at a price."""

    at: Point
    out: int
    price: float


class Router:
    """Routes the links of one layout."""

    def __init__(
        self, root: Cell, links: tuple[Link, ...], strips: list[Gutter], room: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        """`room`: how far links should keep from upright and from level runs, for the words on them."""
        self.room = room
        self.cells = {cell.key: cell for cell in visit(root)}
        self.links = links
        self.groups = [cell for cell in visit(root) if not cell.leaf and cell.kind != "root"]
        self.inside = {key: _keys(cell) for key, cell in self.cells.items()}
        self.places = self._places(strips)
        spots = [port.at for number in range(len(links)) for end in (0, 1) for port in self.ports(number, end)]
        self.grid = Grid(*tracks(strips, spots))
        self.solid = obstacles(root)
        for rect in self.solid.values():
            self.grid.block(rect)
        for strip in strips:
            self.grid.tighten(strip)
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
            self.grid.use(points, self.room)
            self.taken += [points[0], points[-1]]
        return [found[number] for number in range(len(self.links))]

    def _distance(self, number: int) -> float:
        a, b = (self.cells[key].rect for key in (self.links[number].source, self.links[number].target))
        dx = max(0.0, max(a.x, b.x) - min(a.right, b.right))
        dy = max(0.0, max(a.y, b.y) - min(a.bottom, b.bottom))
        return dx + dy + (40.0 if dx and dy else 0.0)

    # ---- ports ----

    def _places(self, strips: list[Gutter]) -> dict[tuple[str, bool], list[float]]:
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
        # Straight out into a gutter that begins or ends beyond the box: one bend less.
        upright = sorted({lane for strip in strips if strip.upright for lane in lanes(strip.rect.x, strip.rect.right)})
        level = sorted({lane for strip in strips if not strip.upright for lane in lanes(strip.rect.y, strip.rect.bottom)})
        for (key, is_level), places in found.items():
            rect = self.cells[key].rect
            low, high = (rect.x, rect.right) if is_level else (rect.y, rect.bottom)
            places += [lane for lane in (upright if is_level else level) if low + BORDER <= lane <= high - BORDER]
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
        """A cheapest way for one link (A*). A state is node * 4 + heading; ends lie on the borders of both boxes."""
        grid, link = self.grid, self.links[number]
        nx, ny = len(grid.xs), len(grid.ys)
        weights = self._weights(link)
        region, blocked, extra = grid.region, (grid.blocked_h, grid.blocked_v), (grid.extra_h, grid.extra_v)
        gaps = (grid.gaps_x, grid.gaps_y)
        left_x, left_y = _left(self.cells[link.target].rect, grid)
        goals = {node * 4 + (port.out + 2) % 4: price for port, node, price in self._ends(number, 1)}
        best: dict[int, float] = {}
        came: dict[int, int] = {}
        heap: list[tuple[float, int]] = []
        for port, node, price in self._ends(number, 0):
            best[node * 4 + port.out] = price
            heapq.heappush(heap, (price, node * 4 + port.out))
        starts = frozenset(best)
        goal, least = -1, float("inf")
        done: set[int] = set()
        while heap:
            cost, state = heapq.heappop(heap)
            if cost >= least:
                break
            if state in done:
                continue
            done.add(state)
            so_far = best[state]
            if state in goals and state not in starts:
                if so_far + goals[state] < least:
                    goal, least = state, so_far + goals[state]
                continue
            node, heading = state >> 2, state & 3
            iy, ix = divmod(node, nx)
            for way in (heading,) if state in starts else _WAYS[heading]:
                if way == RIGHT:
                    if ix + 1 == nx:
                        continue
                    edge, after, at, k = node, node + 1, ix, 0
                elif way == LEFT:
                    if ix == 0:
                        continue
                    edge, after, at, k = node - 1, node - 1, ix - 1, 0
                elif way == DOWN:
                    if iy + 1 == ny:
                        continue
                    edge, after, at, k = node, node + nx, iy, 1
                else:
                    if iy == 0:
                        continue
                    edge, after, at, k = node - nx, node - nx, iy - 1, 1
                if blocked[k][edge]:
                    continue
                price = so_far + gaps[k][at] * weights[region[after]] + extra[k][edge]
                if way != heading:
                    price += BEND
                following = after << 2 | way
                if price < best.get(following, 1e9):
                    best[following] = price
                    came[following] = state
                    jy, jx = divmod(after, nx)
                    dx, dy = left_x[jx], left_y[jy]
                    heapq.heappush(heap, (price + dx + dy + (BEND if dx and dy else 0.0), following))
        return self._trace(goal, came) if goal >= 0 else self._straight(link)

    def _ends(self, number: int, end: int) -> list[tuple[Port, int, float]]:
        """Ports of one end of a link with their nodes and what they cost now."""
        return [(port, self._node(port.at), self._price(port)) for port in self.ports(number, end)]

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

    def _node(self, at: Point) -> int:
        return self.row[at[1]] * len(self.grid.xs) + self.column[at[0]]

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


def _left(target: Rect, grid: Grid) -> tuple[list[float], list[float]]:
    """For every track how far it is from `target`: a lower bound of what is left to go."""
    left_x = [max(target.x - x, 0.0, x - target.right) for x in grid.xs]
    return left_x, [max(target.y - y, 0.0, y - target.bottom) for y in grid.ys]


def _keys(cell: Cell) -> set[str]:
    return {inner.key for inner in visit(cell)} - {cell.key}
