"""The cheapest way through a grid from one set of border places to another: A* over (node, heading)."""

from __future__ import annotations

import heapq

from diagrams.geometry import Point, Rect, straighten
from diagrams.grid import Grid

BEND = 48.0  # a bend costs as much as this many pixels of detour
RIGHT, DOWN, LEFT, UP = range(4)

State = int
"""node * 4 + heading."""


def cheapest(
    grid: Grid, starts: dict[State, float], goals: dict[State, float], weights: list[float], target: Rect
) -> list[Point] | None:
    """Points of the cheapest way from a start to a goal, or None when every way is blocked.

    `starts` and `goals` map states to what leaving or arriving there costs; a way leaves in the heading of its start
    and arrives in that of its goal. `weights` is the price of a pixel by region. All goals lie on `target`.
    """
    moves = _moves(len(grid.xs))
    region, blocked, extra, length = grid.region, grid.blocked, grid.extra, grid.length
    left = _left(grid, target)
    best, came = dict(starts), dict[State, State]()
    heap = [(price, state) for state, price in starts.items()]
    heapq.heapify(heap)
    done: set[State] = set()
    goal, least = -1, float("inf")
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
        for way, axis, offset, step in moves[heading]:
            edge = node + offset
            if blocked[axis][edge]:
                continue
            price = so_far + length[axis][edge] * weights[region[node + step]] + extra[axis][edge]
            if way != heading:
                if state in starts:
                    continue
                price += BEND
            after = (node + step) << 2 | way
            if price < best.get(after, 1e9):
                best[after] = price
                came[after] = state
                heapq.heappush(heap, (price + left[node + step], after))
    return _trace(grid, goal, came) if goal >= 0 else None


def _moves(nx: int) -> list[list[tuple[int, int, int, int]]]:
    """By heading: the ways on, each as (heading, axis of the edge, edge relative to the node, next node relative)."""
    every = {RIGHT: (0, 0, 1), DOWN: (1, 0, nx), LEFT: (0, -1, -1), UP: (1, -nx, -nx)}
    return [[(way, *move) for way, move in every.items() if (way + 2) % 4 != heading] for heading in range(4)]


def _left(grid: Grid, target: Rect) -> list[float]:
    """For every node a lower bound of what is left to go to `target`."""
    across = [max(target.x - x, 0.0, x - target.right) for x in grid.xs]
    down = [max(target.y - y, 0.0, y - target.bottom) for y in grid.ys]
    return [dx + dy + (BEND if dx and dy else 0.0) for dy in down for dx in across]


def _trace(grid: Grid, state: State, came: dict[State, State]) -> list[Point]:
    points = []
    while True:
        iy, ix = divmod(state >> 2, len(grid.xs))
        points.append((grid.xs[ix], grid.ys[iy]))
        if state not in came:
            return straighten(points[::-1])
        state = came[state]
