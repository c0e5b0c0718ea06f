"""The neighbourhood of a concept: the centre, a branch for every relation, the ends in a column on either side.

Every branch reads outwards: centre, the relation's words on a chip, arrow, end. The relation is written once a
branch, so 25 nodes need a dozen words and no line crosses another: branches keep their order on each side. How the
ends hang together is told by brackets outside their columns (see ties.py).
"""

from __future__ import annotations

import functools
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from diagrams.branches import BUS, FAN, RUN, Arm, Ends, Sizes, airs, draw_side, solid
from diagrams.chips import words_in
from diagrams.geometry import Rect
from diagrams.measure import Line, say
from diagrams.model import Label, Options
from diagrams.scene import Scene
from diagrams.sheet import ENDLESS, Content, Page, node_shape, settle, tall, texts, widest_word
from diagrams.theme import SMALLEST, Scale
from diagrams.ties import LANES, Bracket, brackets, drawn, lane_widths, measured
from diagrams.views import Branch, Graph, Node

MORE: Label = {"en": "+{n} more", "ko": "외 {n}개"}
TRIMS = (20, 16, 12)  # rather fewer ends than type under 13 px or a larger canvas
CROWDED = 13.0
CALM = 15.0  # type is not made smaller than this only to draw ties
LEANING = 2.5  # how many ends one side may have more than it must, to hold more ties
WIDEST, ROOMY, NARROW = 19.0, 11.0, 7.5  # an end's box, in label sizes: at most, at least beside ties, at least

Half = tuple[tuple[int, Branch], ...]
"""The branches of one side with their numbers, top to bottom."""


def graph_scene(graph: Graph, options: Options) -> Scene:
    """Lay `graph` out on a page of the asked shape."""
    whole = Arrangement(graph)
    fewer = functools.cache(lambda ends: Arrangement(trimmed(graph, ends)))

    def place(page: Page) -> Content | None:
        found = None
        for lanes in (LANES if page.size <= CALM else LANES[:-1]) if graph.ties else LANES[-1:]:
            found = found or _place(whole, options, page, lanes)
        for ends in TRIMS if page.size <= CROWDED else ():
            found = found or _place(fewer(ends), options, page, LANES[-2])
        return found

    return settle(graph.title, graph.message, graph.hues, options, place)


class Arrangement:
    """What does not hang on the size of type: which branch stands on which side, and which ties can be drawn."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ties: dict[int, list[list[Bracket]]] = {}

    @cached_property
    def halves(self) -> tuple[Half, Half]:
        """The branches on the right and on the left."""
        return _halves(self.graph)

    @cached_property
    def nodes(self) -> list[Node]:
        """All ends, those on the right first."""
        return [node for half in self.halves for _, branch in half for node in branch.nodes]

    def brackets(self, lanes: int) -> list[list[Bracket]]:
        """The ties that `lanes` lanes beside the ends of either side can hold."""
        if lanes not in self.ties:
            orders = [[node.id for _, branch in half for node in branch.nodes] for half in self.halves]
            self.ties[lanes] = [brackets(self.graph.ties, order, lanes) for order in orders]
        return self.ties[lanes]


def trimmed(graph: Graph, most: int) -> Graph:
    """`graph` with at most `most` ends, taken from the longest branches; they are counted instead."""
    branches = list(graph.branches)
    while sum(len(branch.nodes) for branch in branches) > most:
        longest = max(range(len(branches)), key=lambda n: (len(branches[n].nodes), n))
        branch = branches[longest]
        if len(branch.nodes) < 2:
            break
        branches[longest] = replace(branch, nodes=branch.nodes[:-1], more=branch.more + 1)
    left = {graph.centre.id, *(node.id for branch in branches for node in branch.nodes)}
    ties = tuple(tie for tie in graph.ties if {tie.source, tie.target} <= left)
    return replace(graph, branches=tuple(branches), ties=ties)


def _place(arranged: Arrangement, options: Options, page: Page, tracks: int) -> Content | None:
    """The neighbourhood on a page with at most `tracks` lanes of ties a side; None when it has no room.

    Most tries fail: what costs least to find out is asked first.
    """
    room, size, most = page
    centre = arranged.graph.centre
    sides = [[_ends(n, branch, options, size) for n, branch in half] for half in arranged.halves]
    tied = [measured(found, options, size) for found in arranged.brackets(tracks)]
    lanes = [sum(lane_widths(found)) for found in tied]
    chip_w = max((ends.words.w for side in sides for ends in side if ends.words), default=0.0)
    arm = FAN * 1.5 + chip_w + BUS + RUN
    centre_w = min(max(widest_word(centre.label, options, size + 2) + 40, 150.0), room.w * 0.24)
    end_w = min((room.w - centre_w - 2 * arm - sum(lanes)) / 2, WIDEST * size)
    if end_w < (ROOMY if sum(lanes) else NARROW) * size:
        return None
    if sum(lanes) and any(widest_word(node.label, options, size) > end_w - 1.1 * size for node in arranged.nodes):
        return None
    more_h = max(size - 2, SMALLEST) * 1.3
    if not all(_label(side, options, size, Limits(end_w, room.h - 0.3 * size * airs(side), most)) for side in sides):
        return None
    least = max(solid(side, more_h) + 0.3 * size * airs(side) for side in sides)
    if least > room.h + 0.5:
        return None
    total = room.h if room.h < ENDLESS else least * 1.15
    width = centre_w + (arm + end_w) * (2 if all(sides) else 1) + sum(lanes)
    left = room.x + (room.w - width) / 2 + (arm + end_w + lanes[1] if all(sides) else 0)
    label = texts(centre.label, options, size + 2, centre_w - 24)
    centre_h = max(tall(label, size) + 26, 74.0)
    middle = room.y + total / 2
    rect = Rect(left, middle - centre_h / 2, centre_w, centre_h)
    content = Content(bottom=middle + max(total, centre_h) / 2)
    content.boxes.append(node_shape(centre, rect, label, options, boundary=True))
    sizes = Sizes(end_w, size, chip_w, more_h, total)
    for way, side, found in zip((1, -1), sides, tied, strict=True):
        if side:
            content.edges += drawn(found, draw_side(content, side, Arm(rect, way, sizes), options), way, options)
    return content


class Limits(NamedTuple):
    """What the boxes of a side may take: the width of each, the height of all together, the lines of each."""

    width: float
    room: float
    lines: int


def _label(side: list[Ends], options: Options, size: float, limits: Limits) -> bool:
    """Break the labels of a side to its boxes; False when they exceed the limits."""
    room = limits.room
    for ends in side:
        for node in ends.branch.nodes:
            words = texts(node.label, options, size, limits.width - 1.1 * size)
            high = tall(words, size)
            room -= high
            if words.count > limits.lines or room < -0.5:
                return False
            ends.labels.append(words)
            ends.heights.append(high)
    return True


def _halves(graph: Graph) -> tuple[Half, Half]:
    """Branches for the right and for the left: about as many ends on both, the vocabulary's order kept.

    Of cuts that are about as even, the one that parts the fewest ties.
    """
    branches = tuple(enumerate(graph.branches))
    if len(branches) < 2:
        return branches, ()
    weights = [len(b.nodes) + 0.5 * bool(b.more) + 0.4 for _, b in branches]
    home = {node.id: n for n, branch in branches for node in branch.nodes}
    taller = {cut: max(sum(weights[:cut]), sum(weights[cut:])) for cut in range(1, len(branches))}
    even = [cut for cut, most in taller.items() if most <= min(taller.values()) + LEANING]

    def parted(cut: int) -> int:
        return sum((home.get(tie.source, cut) < cut) != (home.get(tie.target, cut) < cut) for tie in graph.ties)

    best = min(even, key=lambda cut: (parted(cut), taller[cut], cut))
    return branches[:best], branches[best:]


def _ends(number: int, branch: Branch, options: Options, size: float) -> Ends:
    note = max(size - 2.0, SMALLEST)
    words = words_in(branch.label, None, options, Scale(size, note, 10, 10))
    more = Line(say(MORE, options.lang).format(n=branch.more), note, quiet=True) if branch.more else None
    return Ends(number, branch, [], [], words, more)
