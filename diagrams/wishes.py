"""What links ask of gutters: room for arrow heads, for each other, and for the words on them."""

from __future__ import annotations

from itertools import pairwise

from diagrams.cells import Cell, GapKey
from diagrams.chips import Words
from diagrams.geometry import Point, span
from diagrams.gutters import DIRECT, LANE, STUB, Gutter
from diagrams.model import Link
from diagrams.scene import Chip

WORTH = 45.0  # widening by so much is worth a chip that keeps off frames


def first_wishes(root: Cell, links: tuple[Link, ...], words: dict[int, tuple[float, float]]) -> dict[GapKey, float]:
    """What links ask of gutters before anything is routed: room between neighbours for an arrow, and beside each
    other for its words. `words` has the size of each labelled link's chip by link number."""
    paths = _paths(root)
    wishes: dict[GapKey, float] = {}
    for number, link in enumerate(links):
        one, other = paths.get(link.source), paths.get(link.target)
        if one is None or other is None:
            continue
        depth = 0
        while depth < min(len(one), len(other)) and one[depth] == other[depth]:
            depth += 1
        if depth >= min(len(one), len(other)):
            continue  # one end holds the other
        (holder, row, index), (_, other_row, other_index) = one[depth], other[depth]
        if row == other_row and abs(index - other_index) == 1:
            key = (holder, "x", row, min(index, other_index))
            want = words[number][0] + 2 * STUB + 4 if number in words else DIRECT
        elif abs(row - other_row) == 1:
            key = (holder, "y", min(row, other_row), 0)
            want = 2 * STUB
        else:
            continue
        wishes[key] = max(wishes.get(key, 0.0), want)
    return wishes


def _paths(root: Cell) -> dict[str, list[tuple[str, int, int]]]:
    """For every cell its way down from the root: (holder, row, index) at each level."""
    found: dict[str, list[tuple[str, int, int]]] = {root.key: []}

    def go(cell: Cell) -> None:
        for r, row in enumerate(cell.rows):
            for i, inner in enumerate(row):
                found[inner.key] = [*found[cell.key], (cell.key, r, i)]
                go(inner)

    go(root)
    return found


def wishes(
    routes: list[list[Point]],
    words: dict[int, Words],
    homeless: list[int],
    strips: list[Gutter],
    worth: float = float("inf"),
) -> dict[GapKey, float]:
    """How wide gutters should be: for links side by side, for heads and necks, and for words without a place
    (`homeless`; widening by more than `worth` pixels is not asked)."""
    found: dict[GapKey, float] = {}
    for strip in strips:
        runs = _runs(strip, routes)
        if runs:
            many = _most_at_once([run[1:] for run in runs])
            found[strip.key] = 2 * STUB + LANE * (many - 1) - strip.beyond
    for number in homeless:
        wish = _room_for(number, routes[number], words[number], strips, routes)
        if wish is not None:
            more, key, want = wish
            if more > worth:
                continue
            found[key] = max(found.get(key, 0.0), want)
    return found


def needs(
    strips: list[Gutter], routes: list[list[Point]], chips: dict[int, Chip], gaps: dict[GapKey, float]
) -> dict[GapKey, float]:
    """What of the widened `gaps` is needed in the end: room for chips that lie there and for links side by side."""
    found: dict[GapKey, float] = {}
    for strip in strips:
        if strip.key not in gaps:
            continue
        runs = _runs(strip, routes)
        want = 2 * STUB + LANE * (_most_at_once([run[1:] for run in runs]) - 1) - strip.beyond if runs else 0.0
        if any(chip.rect.meets(strip.rect.grown(-1)) for chip in chips.values()):
            want = gaps[strip.key]
        if want:
            found[strip.key] = min(want, gaps[strip.key])
    return found


def _runs(strip: Gutter, routes: list[list[Point]]) -> list[tuple[int, float, float]]:
    """Pieces of links that run along in `strip`: (link, start, end)."""
    rect, found = strip.rect, []
    for number, points in enumerate(routes):
        for a, b in pairwise(points):
            upright = abs(a[0] - b[0]) < 0.01
            if upright != strip.upright:
                continue
            at, start, end = (a[0], *sorted((a[1], b[1]))) if upright else (a[1], *sorted((a[0], b[0])))
            low, high = (rect.x, rect.right) if upright else (rect.y, rect.bottom)
            first, last = (rect.y, rect.bottom) if upright else (rect.x, rect.right)
            if low < at < high and min(end, last) - max(start, first) > 12:
                found.append((number, max(start, first), min(end, last)))
    return found


def _most_at_once(intervals: list[tuple[float, float]]) -> int:
    events = sorted([(start, 1) for start, _ in intervals] + [(end, -1) for _, end in intervals])
    most = now = 0
    for _, change in events:
        now += change
        most = max(most, now)
    return most


def _room_for(
    number: int, points: list[Point], words: Words, strips: list[Gutter], routes: list[list[Point]]
) -> tuple[float, GapKey, float] | None:
    """How much more room, of which gutter, and its width then, gives the words of a link their place."""
    choices: list[tuple[float, GapKey, float]] = []
    for a, b in pairwise(points):
        upright = abs(a[0] - b[0]) < 0.01
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for strip in strips:
            rect = strip.rect.grown(0.5)
            if upright == strip.upright:  # runs along in it: the strip must hold the chip beside the other lanes
                inside = rect.x <= middle[0] <= rect.right if upright else rect.y <= middle[1] <= rect.bottom
                shared = span(a, b, 1.0)
                if not inside or not rect.meets(shared) or length < (words.h if upright else words.w) + 20:
                    continue
                others = len({run[0] for run in _runs(strip, routes)} - {number})
                want = (words.w if upright else words.h) + 12 + others * 2 * LANE
            else:  # crosses it: the strip must be as long as chip, head and neck
                crossed = (
                    (rect.x >= min(a[0], b[0]) - 1 and rect.right <= max(a[0], b[0]) + 1)
                    if not upright
                    else (rect.y >= min(a[1], b[1]) - 1 and rect.bottom <= max(a[1], b[1]) + 1)
                )
                within = rect.y <= middle[1] <= rect.bottom if not upright else rect.x <= middle[0] <= rect.right
                if not crossed or not within:
                    continue
                others = len({run[0] for run in _runs(strip, routes)} - {number})
                want = (words.h if upright else words.w) + 2 * STUB + 2 + 2 * LANE * others
            more = want - strip.thickness
            if more > 0.5:
                dear = 1.0 if strip.upright else 1.6  # height is scarcer than width on a slide
                if upright != strip.upright and strip.key[1] in "lrtb":
                    dear *= 2  # a wide margin inside a group looks lost; the gutter outside it does as well
                choices.append((more * dear, strip.key, want - strip.beyond))
    if not choices:
        return None
    return min(choices)
