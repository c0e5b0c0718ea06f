"""The neighbourhood of a concept: the centre, a branch for every relation, the ends in a column on either side.

Every branch reads outwards: centre, the relation's words on a chip, arrow, end. The relation is written once a
branch, so 25 nodes need a dozen words and no line crosses another: branches keep their order on each side. How the
ends hang together is told by brackets outside their columns (see ties.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from diagrams.chips import Words, chip_at, words_in
from diagrams.geometry import Rect, straighten
from diagrams.measure import Line, say
from diagrams.model import Label, Options
from diagrams.scene import BoxShape, Scene
from diagrams.sheet import ENDLESS, Content, node_shape, plain_edge, settle, tall, texts, widest_word
from diagrams.sheet import Words as NodeWords
from diagrams.theme import SMALLEST, Scale
from diagrams.ties import LANES, brackets, drawn, lane_widths
from diagrams.views import Branch, Graph

MORE: Label = {"en": "+{n} more", "ko": "외 {n}개"}
BUS = 20.0  # between a chip and the upright line its ends hang on
RUN = 26.0  # from that line to an end: room for the arrow head
FAN = 24.0  # from the centre to its own upright line, and from there to the chips
MOST_AIR = 0.9  # how far ends may stand apart, in heights of an end
TRIMS = (20, 16, 12)  # rather fewer ends than type under 13 px or a larger canvas
CROWDED = 13.0
CALM = 15.0  # type is not made smaller than this only to draw ties
LEANING = 2.5  # how many ends one side may have more than it must, to hold more ties
WIDEST, ROOMY, NARROW = 19.0, 11.0, 7.5  # an end's box, in label sizes: at most, at least beside ties, at least


@dataclass
class Ends:
    """One branch on its side of the page."""

    number: int
    branch: Branch
    labels: list[NodeWords]
    heights: list[float]
    words: Words | None
    more: Line | None  # how many ends are not drawn

    @property
    def slack(self) -> float:
        """Room above and below the ends that words taller than them need."""
        return max(self.words.h - sum(self.heights), 0.0) / 2 if self.words else 0.0


@dataclass(frozen=True)
class Sizes:
    """What all ends of one page share."""

    end_w: float
    size: float
    chip_w: float
    more_h: float
    total: float  # height that a side may take


def graph_scene(graph: Graph, options: Options) -> Scene:
    """Lay `graph` out on a page of the asked shape."""

    def place(room: Rect, size: float) -> Content | None:
        found = None
        for lanes in (LANES if size <= CALM else LANES[:-1]) if graph.ties else LANES[-1:]:
            found = found or _place(graph, options, room, size, lanes)
        for most in TRIMS if size <= CROWDED else ():
            found = found or _place(trimmed(graph, most), options, room, size, LANES[-2])
        return found

    return settle(graph.title, graph.message, graph.hues, options, place)


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


def _place(graph: Graph, options: Options, room: Rect, size: float, tracks: int) -> Content | None:
    most = 4 if options.lang == "ko+en" else 2
    sides = [[_ends(n, b, options, size) for n, b in side] for side in _sides(graph)]
    ids = [[node.id for ends in side for node in ends.branch.nodes] for side in sides]
    tied = [brackets(graph.ties, order, options, size, tracks) for order in ids]
    lanes = [sum(lane_widths(found)) for found in tied]
    chip_w = max((ends.words.w for side in sides for ends in side if ends.words), default=0.0)
    arm = FAN * 1.5 + chip_w + BUS + RUN
    centre_w = min(max(widest_word(graph.centre.label, options, size + 2) + 40, 150.0), room.w * 0.24)
    end_w = min((room.w - centre_w - 2 * arm - sum(lanes)) / 2, WIDEST * size)
    if end_w < (ROOMY if sum(lanes) else NARROW) * size:
        return None
    for side in sides:
        for ends in side:
            ends.labels = [texts(node.label, options, size, end_w - 1.1 * size) for node in ends.branch.nodes]
    if any(one.count > most for side in sides for ends in side for one in ends.labels):
        return None
    if sum(lanes) and any(
        _breaks(node.label, options, size, end_w) for side in sides for e in side for node in e.branch.nodes
    ):
        return None
    for side in sides:
        for ends in side:
            ends.heights = [tall(one, size) for one in ends.labels]
    more_h = max(size - 2, SMALLEST) * 1.3
    least = max(_solid(side, more_h) + 0.3 * size * _airs(side) for side in sides)
    if least > room.h + 0.5:
        return None
    total = room.h if room.h < ENDLESS else least * 1.15
    sizes = Sizes(end_w, size, chip_w, more_h, total)
    centre_label = texts(graph.centre.label, options, size + 2, centre_w - 24)
    centre_h = max(tall(centre_label, size) + 26, 74.0)
    both = all(sides)
    width = centre_w + (arm + end_w) * (2 if both else 1) + sum(lanes)
    middle = room.y + total / 2
    left = room.x + (room.w - width) / 2 + (arm + end_w + lanes[1] if both else 0)
    centre = Rect(left, middle - centre_h / 2, centre_w, centre_h)
    content = Content(bottom=middle + max(total, centre_h) / 2)
    content.boxes.append(node_shape(graph.centre, centre, centre_label, options, boundary=True))
    for way, side, found in zip((1, -1), sides, tied, strict=True):
        if side:
            rects = _side(content, side, Arm(centre, way, sizes), options)
            content.edges += drawn(found, rects, way, options)
    return content


def _breaks(label: Label, options: Options, size: float, width: float) -> bool:
    """Whether a word of `label` is wider than a box of `width`."""
    return widest_word(label, options, size) > width - 1.1 * size


@dataclass(frozen=True)
class Arm:
    """One side of the page: `way` is 1 for the right, -1 for the left."""

    centre: Rect
    way: int
    sizes: Sizes

    @cached_property
    def start(self) -> float:
        """Where the branches leave the centre."""
        return self.centre.right if self.way > 0 else self.centre.x

    @cached_property
    def fan(self) -> float:
        """The upright line from which the branches part."""
        return self.start + self.way * FAN

    @cached_property
    def hub(self) -> float:
        """The middle of the chips."""
        return self.fan + self.way * (FAN * 0.5 + self.sizes.chip_w / 2)

    @cached_property
    def bus(self) -> float:
        """The upright lines on which the ends hang."""
        return self.fan + self.way * (FAN * 0.5 + self.sizes.chip_w + BUS)

    @cached_property
    def end(self) -> float:
        """The near border of the ends."""
        return self.bus + self.way * RUN


def _sides(graph: Graph) -> tuple[list[tuple[int, Branch]], list[tuple[int, Branch]]]:
    """Branches for the right and for the left: about as many ends on both, the vocabulary's order kept.

    Of cuts that are about as even, the one that parts the fewest ties.
    """
    branches = list(enumerate(graph.branches))
    if len(branches) < 2:
        return branches, []
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


def _solid(side: list[Ends], more_h: float) -> float:
    """Height of everything on a side but the air."""
    return sum(sum(ends.heights) + 2 * ends.slack + (more_h if ends.more else 0.0) for ends in side)


def _airs(side: list[Ends]) -> float:
    """How many units of air a side has: one between ends, two and a half between branches."""
    return max(sum(len(ends.branch.nodes) - 1 for ends in side) + 2.5 * (len(side) - 1), 0.0)


def _side(content: Content, side: list[Ends], arm: Arm, options: Options) -> list[Rect]:
    """Put the branches of one side on the page; returns where its ends stand, top to bottom."""
    sizes, way, centre = arm.sizes, arm.way, arm.centre
    solid, airs = _solid(side, sizes.more_h), _airs(side)
    unit = min((sizes.total - solid) / airs, MOST_AIR * 2 * sizes.size) if airs else 0.0
    y = centre.cy - (solid + unit * airs) / 2
    rects = []
    for ends in side:
        spots = []
        y += ends.slack
        for node, words, high in zip(ends.branch.nodes, ends.labels, ends.heights, strict=True):
            rect = Rect(arm.end if way > 0 else arm.end - sizes.end_w, y, sizes.end_w, high)
            content.boxes.append(node_shape(node, rect, words, options))
            rects.append(rect)
            spots.append((node, round(y + high / 2, 1)))
            y += high + unit
        if ends.more is not None:
            at = arm.end + way * sizes.end_w / 2
            base = y - unit + 0.5 * sizes.more_h + 0.36 * ends.more.size
            content.words.append(replace(ends.more, x=round(at, 1), y=round(base + 1, 1)))
            y += sizes.more_h
        y += ends.slack + 1.5 * unit
        at_y = (spots[0][1] + spots[-1][1]) / 2
        label = say(ends.branch.label, options.lang)
        start = (arm.start, centre.cy)
        trunk = straighten([start, (arm.fan, centre.cy), (arm.fan, at_y), (arm.bus, at_y)])
        edge = plain_edge(f"branch-{ends.number}", trunk, label)
        chip = chip_at(ends.words, (round(arm.hub, 1), round(at_y, 1))) if ends.words else None
        content.edges.append(replace(edge, chip=chip))
        for number, (node, spot) in enumerate(spots):
            name = f"{label} → {say(node.label, options.lang)}"
            line = straighten([(arm.bus, at_y), (arm.bus, spot), (arm.end, spot)])
            content.edges.append(plain_edge(f"link-{ends.number}-{number}", line, name, "data"))
    return rects


def quiet(shape: BoxShape) -> BoxShape:
    """What only counts is drawn as a dashed place."""
    return replace(shape, kind="absent", lines=tuple(replace(line, bold=False, quiet=True) for line in shape.lines))
