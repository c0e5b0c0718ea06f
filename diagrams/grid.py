"""The tracks that links may use, and what it costs to use each piece of them.

Upright tracks (xs) and level tracks (ys) run in the middle of gutters and through the places on box borders where
links begin and end. A piece between two neighbouring tracks is free or blocked by a box; pieces that cross or touch
links already routed cost extra.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from diagrams.geometry import Point, Rect
from diagrams.gutters import LANE, STUB, Gutter

HAIR = 0.04  # less than the tenth that coordinates are rounded to
CLEAR = 3.5  # a link stays at least this far from boxes and headings it has nothing to do with
CROSSING = 100.0  # what crossing another link costs, in pixels of detour
TOUCHING = 9.0  # what running beside another link too closely costs, per pixel
TIGHT = 0.25  # what running in a thin gutter costs, per pixel
ROOM = 0.4  # what running where a neighbour's words would stand costs, per pixel
NEAR = 10.0  # closer than this is too close


@dataclass
class Grid:
    """Tracks and costs. Nodes are numbered row by row: node = iy * len(xs) + ix.

    `blocked`, `extra` and `length` hold one list for level edges (node to its right neighbour) and one for upright
    edges (node to the one below). Edges that would leave the grid are blocked, so that nobody needs to ask.
    """

    xs: list[float]
    ys: list[float]
    blocked: tuple[bytearray, bytearray] = field(init=False)
    extra: tuple[list[float], list[float]] = field(init=False)
    length: tuple[list[float], list[float]] = field(init=False)
    region: list[int] = field(init=False)

    def __post_init__(self) -> None:
        nx, ny = len(self.xs), len(self.ys)
        count = nx * ny
        self.blocked = bytearray(count), bytearray(count)
        self.extra = [0.0] * count, [0.0] * count
        across = [b - a for a, b in pairwise(self.xs)] + [0.0]
        down = [b - a for a, b in pairwise(self.ys)] + [0.0]
        self.length = across * ny, [gap for gap in down for _ in range(nx)]
        self.region = [0] * count
        for iy in range(ny):
            self.blocked[0][iy * nx + nx - 1] = 1
        self.blocked[1][count - nx :] = b"\1" * nx

    def block(self, rect: Rect) -> None:
        """Close all pieces that would run over `rect` or too near beside it.

        Its borders stay free to start from: a sum of floats may lie a hair beyond the track that runs along them.
        """
        rect = rect.grown(-HAIR)
        xs, ys, nx = self.xs, self.ys, len(self.xs)
        for iy in range(bisect_right(ys, rect.y - CLEAR), bisect_left(ys, rect.bottom + CLEAR)):
            for ix in range(max(0, bisect_right(xs, rect.x) - 1), bisect_left(xs, rect.right)):
                if ix + 1 < nx and xs[ix + 1] > rect.x:
                    self.blocked[0][iy * nx + ix] = 1
        for ix in range(bisect_right(xs, rect.x - CLEAR), bisect_left(xs, rect.right + CLEAR)):
            for iy in range(max(0, bisect_right(ys, rect.y) - 1), bisect_left(ys, rect.bottom)):
                if iy + 1 < len(ys) and ys[iy + 1] > rect.y:
                    self.blocked[1][iy * nx + ix] = 1

    def paint(self, rect: Rect, number: int) -> None:
        """Say that the nodes inside `rect` belong to region `number`; later calls paint over earlier ones."""
        nx = len(self.xs)
        for iy in range(bisect_left(self.ys, rect.y), bisect_right(self.ys, rect.bottom)):
            for ix in range(bisect_left(self.xs, rect.x), bisect_right(self.xs, rect.right)):
                self.region[iy * nx + ix] = number

    def tighten(self, strip: Gutter) -> None:
        """Make running along in a strip that is too thin for comfort a little dear: wider ones are taken first."""
        if strip.thickness >= 2 * STUB:
            return
        rect, nx = strip.rect, len(self.xs)
        along, across = (self.ys, self.xs) if strip.upright else (self.xs, self.ys)
        low, high = (rect.x, rect.right) if strip.upright else (rect.y, rect.bottom)
        start, end = (rect.y, rect.bottom) if strip.upright else (rect.x, rect.right)
        into = self.extra[strip.upright]
        for j in range(bisect_right(across, low), bisect_left(across, high)):
            for i in range(bisect_left(along, start), bisect_right(along, end) - 1):
                into[i * nx + j if strip.upright else j * nx + i] += TIGHT * (along[i + 1] - along[i])

    def use(self, points: list[Point], room: tuple[float, float] = (0.0, 0.0)) -> None:
        """Make crossing, touching and overlapping the route `points` dear for those that follow.

        `room` is what words on links need beside an upright and above a level run: others keep that off if they can.
        """
        for a, b in pairwise(points):
            if abs(a[1] - b[1]) < 0.01:
                self._use(a[1], min(a[0], b[0]), max(a[0], b[0]), max(NEAR, room[1]), level=True)
            else:
                self._use(a[0], min(a[1], b[1]), max(a[1], b[1]), max(NEAR, room[0]), level=False)

    def _use(self, at: float, start: float, end: float, room: float, *, level: bool) -> None:
        nx = len(self.xs)
        along, across = (self.xs, self.ys) if level else (self.ys, self.xs)
        same, other = self.extra if level else self.extra[::-1]
        first, last = bisect_left(along, start - NEAR), bisect_right(along, end + NEAR)
        for j in range(bisect_right(across, at - room), bisect_left(across, at + room)):
            price = TOUCHING if abs(across[j] - at) < NEAR else ROOM
            for i in range(first, min(last, len(along) - 1)):
                shared = min(along[i + 1], end + 4) - max(along[i], start - 4)
                if shared > 0:
                    node = j * nx + i if level else i * nx + j
                    same[node] += price * shared
        low = max(0, bisect_left(across, at) - 1)
        high = min(bisect_right(across, at), len(across) - 1)
        for i in range(bisect_left(along, start - 3), bisect_right(along, end + 3)):
            for j in range(low, high):
                if across[j] <= at <= across[j + 1]:
                    node = j * nx + i if level else i * nx + j
                    other[node] += CROSSING / 2 if at in (across[j], across[j + 1]) else CROSSING


def tracks(strips: list[Gutter], ports: list[Point]) -> tuple[list[float], list[float]]:
    """Track positions: through every port, and lanes in every strip that do not all but coincide with those."""
    xs, ys = {x for x, _ in ports}, {y for _, y in ports}
    for strip in strips:
        into, low, high = (
            (xs, strip.rect.x, strip.rect.right) if strip.upright else (ys, strip.rect.y, strip.rect.bottom)
        )
        into.update(lane for lane in lanes(low, high) if not any(abs(lane - one) < 2.5 for one in into))
    return sorted(xs), sorted(ys)


def lanes(low: float, high: float) -> list[float]:
    """Positions in a strip from its middle outwards, LANE apart, never nearer than half a gutter to its sides."""
    thickness, middle = high - low, (low + high) / 2
    if thickness < 6:
        return []
    steps = min(int(max(0.0, thickness / 2 - 15) // LANE), 5)
    found = [middle + LANE * step for step in range(-steps, steps + 1)]
    if steps == 0 and thickness >= 32:
        found = [middle - LANE / 2, middle, middle + LANE / 2]
    return [round(value, 1) for value in found]
