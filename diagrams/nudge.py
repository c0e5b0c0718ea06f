"""Runs of links moved to the middle of their gutters: even lanes, and room for arrow heads on both sides.

The search knows where a gutter is, not how many links will share it in the end; so lanes are evened out afterwards.
Only runs between two bends move, and only inside their gutter: the runs before and after them grow or shrink.
"""

from __future__ import annotations

from diagrams.geometry import Point, Rect, span
from diagrams.gutters import LANE, STUB, Gutter

REACH = 16.0  # a run may stick out of its gutter by this much, into the next crossing

Run = tuple[float, float, float, int, int]
"""Position across the gutter, start and end along it, number of the link, index of the run's first point."""


def even_lanes(routes: list[list[Point]], strips: list[Gutter], solid: list[Rect]) -> list[list[Point]]:
    """The routes with their runs spread evenly in each gutter, in the order they had.

    Runs that go on beyond the gutter stay, and so do those that would come to lie on something `solid`.
    """
    moved = [list(points) for points in routes]
    for strip in strips:
        _, _, first, last = _sides(strip)
        for lane in _clusters(_runs(strip, moved)):
            if all(first - REACH <= run[1] and run[2] <= last + REACH for run in lane):
                trial = [list(points) for points in moved]
                _spread(strip, lane, trial)
                if not any(_hits(trial[run[3]], run[4], solid) for run in lane):
                    moved = trial
    return moved


def _hits(points: list[Point], k: int, solid: list[Rect]) -> bool:
    """Whether run `k` of a route or its neighbours touch anything solid but the boxes the route ends at."""
    last = len(points) - 2
    for i in (k - 1, k, k + 1):
        piece = span(points[i], points[i + 1], 1.0)
        hit = [rect for rect in solid if rect.meets(piece)]
        ends = [points[0]] * (i == 0) + [points[-1]] * (i == last)
        if any(not any(rect.grown(0.6).holds(Rect(x, y, 0, 0)) for x, y in ends) for rect in hit):
            return True
    return False


def _runs(strip: Gutter, routes: list[list[Point]]) -> list[Run]:
    """Runs between two bends that lie in `strip`, along it."""
    axis = 1 if strip.upright else 0
    low, high, first, last = _sides(strip)
    found = []
    for number, points in enumerate(routes):
        for k in range(1, len(points) - 2):
            a, b = points[k], points[k + 1]
            if abs(a[1 - axis] - b[1 - axis]) > 0.01 or abs(a[axis] - b[axis]) < 0.01:
                continue
            at, (start, end) = a[1 - axis], sorted((a[axis], b[axis]))
            if low < at < high and min(end, last) - max(start, first) > 0:
                found.append((at, start, end, number, k))
    return found


def _clusters(runs: list[Run]) -> list[list[Run]]:
    """Runs that stand beside each other, directly or through others."""
    clusters: list[list[Run]] = []
    reach = 0.0
    for run in sorted(runs, key=lambda one: (one[1], one)):
        if clusters and run[1] < reach + LANE:
            clusters[-1].append(run)
            reach = max(reach, run[2])
        else:
            clusters.append([run])
            reach = run[2]
    return clusters


def _spread(strip: Gutter, lane: list[Run], routes: list[list[Point]]) -> None:
    low, high, _, _ = _sides(strip)
    places = sorted({run[0] for run in lane})
    if len(places) > 1 and places[0] - low >= STUB - 2 and high - places[-1] >= STUB - 2:
        return  # room enough on both sides: lanes may stand wider apart for the words between them
    apart = min(LANE, (high - low) / (len(places) + 1))
    for i, place in enumerate(places):
        at = round((low + high) / 2 + (i - (len(places) - 1) / 2) * apart, 1)
        for _, _, _, number, k in (run for run in lane if run[0] == place):
            for index in (k, k + 1):
                x, y = routes[number][index]
                routes[number][index] = (at, y) if strip.upright else (x, at)


def _sides(strip: Gutter) -> tuple[float, float, float, float]:
    """Limits across the strip, then along it."""
    rect = strip.rect
    if strip.upright:
        return rect.x, rect.right, rect.y, rect.bottom
    return rect.y, rect.bottom, rect.x, rect.right
