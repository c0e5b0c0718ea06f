"""Routes for links: level and upright runs through the gutters, few bends, few crossings.

Graphviz's own orthogonal router was tried first on the same pinned boxes. It cannot end a link at a group's border,
chooses sides and crossings without regard to labels, and leaves no way to ask for room; so links are routed here:
a shortest path search over the tracks of grid.py, one link after the other, bends and crossings priced as detours.
"""

from __future__ import annotations

from diagrams.cells import Cell, visit
from diagrams.dot import obstacles
from diagrams.geometry import Point, straighten
from diagrams.grid import Grid, tracks
from diagrams.gutters import Gutter
from diagrams.model import Link
from diagrams.ports import Ports
from diagrams.search import cheapest

STRANGER = 1.5  # running through a group that holds neither end costs this much more
OWN = 6.0  # running through the very group the link ends at


class Router:
    """Routes the links of one layout."""

    def __init__(
        self, root: Cell, links: tuple[Link, ...], strips: list[Gutter], room: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        """`room`: how far links should keep from upright and from level runs, for the words on them."""
        self.room = room
        self.cells = {cell.key: cell for cell in visit(root)}
        self.links = links
        self.ports = Ports(self.cells, links, strips)
        self.groups = [cell for cell in visit(root) if not cell.leaf and cell.kind != "root"]
        self.inside = [{inner.key for inner in visit(group)} for group in self.groups]
        spots = [port.at for number in range(len(links)) for end in (0, 1) for port in self.ports.of(number, end)]
        self.grid = Grid(*tracks(strips, spots))
        for rect in obstacles(root).values():
            self.grid.block(rect)
        for strip in strips:
            self.grid.tighten(strip)
        for number, group in enumerate(self.groups, 1):
            self.grid.paint(group.rect, number)
        self.column = {x: i for i, x in enumerate(self.grid.xs)}
        self.row = {y: i for i, y in enumerate(self.grid.ys)}

    def route(self) -> list[list[Point]]:
        """Points of every link from source to target; a straight line through everything where nothing else is left."""
        order = sorted(range(len(self.links)), key=lambda n: (self._distance(n), n))
        found: dict[int, list[Point]] = {}
        for number in order:
            points = self._search(number)
            found[number] = points
            self.grid.use(points, self.room)
            self.ports.taken += [points[0], points[-1]]
        return [found[number] for number in range(len(self.links))]

    def _distance(self, number: int) -> float:
        a, b = (self.cells[key].rect for key in (self.links[number].source, self.links[number].target))
        dx = max(0.0, max(a.x, b.x) - min(a.right, b.right))
        dy = max(0.0, max(a.y, b.y) - min(a.bottom, b.bottom))
        return dx + dy + (40.0 if dx and dy else 0.0)

    def _search(self, number: int) -> list[Point]:
        link = self.links[number]
        starts = {self._node(port.at) * 4 + port.out: self.ports.price(port) for port in self.ports.of(number, 0)}
        goals = {
            self._node(port.at) * 4 + (port.out + 2) % 4: self.ports.price(port) for port in self.ports.of(number, 1)
        }
        found = cheapest(self.grid, starts, goals, self._weights(link), self.cells[link.target].rect)
        return found or self._straight(link)

    def _straight(self, link: Link) -> list[Point]:
        a, b = self.cells[link.source].rect, self.cells[link.target].rect
        return straighten([(a.cx, a.cy), (b.cx, a.cy), (b.cx, b.cy)])

    def _node(self, at: Point) -> int:
        return self.row[at[1]] * len(self.grid.xs) + self.column[at[0]]

    def _weights(self, link: Link) -> list[float]:
        """Price of a pixel by region: own way, through strangers, through the group the link itself ends at."""
        weights = [1.0]
        for group, inner in zip(self.groups, self.inside, strict=True):
            if group.key in (link.source, link.target):
                other = link.target if group.key == link.source else link.source
                weights.append(1.0 if other in inner else OWN)
            else:
                weights.append(1.0 if link.source in inner or link.target in inner else STRANGER)
        return weights
