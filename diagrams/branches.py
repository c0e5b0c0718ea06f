"""One side of a neighbourhood as shapes: an upright line, a chip of words a branch, and the ends in a column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from diagrams.chips import Words, chip_at
from diagrams.geometry import Rect, straighten
from diagrams.measure import Line, say
from diagrams.model import Options
from diagrams.scene import Note
from diagrams.sheet import Content, node_shape, plain_edge
from diagrams.sheet import Words as NodeWords
from diagrams.views import Branch

BUS = 20.0  # between a chip and the upright line its ends hang on
RUN = 26.0  # from that line to an end: room for the arrow head
FAN = 24.0  # from the centre to its own upright line, and from there to the chips
MOST_AIR = 0.9  # how far ends may stand apart, in heights of an end


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


def solid(side: list[Ends], more_h: float) -> float:
    """Height of everything on a side but the air."""
    return sum(sum(ends.heights) + 2 * ends.slack + (more_h if ends.more else 0.0) for ends in side)


def airs(side: list[Ends]) -> float:
    """How many units of air a side has: one between ends, two and a half between branches."""
    return max(sum(len(ends.branch.nodes) - 1 for ends in side) + 2.5 * (len(side) - 1), 0.0)


def draw_side(content: Content, side: list[Ends], arm: Arm, options: Options) -> list[Rect]:
    """Put the branches of one side on the page; returns where its ends stand, top to bottom."""
    sizes, way, centre = arm.sizes, arm.way, arm.centre
    filled, units = solid(side, sizes.more_h), airs(side)
    unit = min((sizes.total - filled) / units, MOST_AIR * 2 * sizes.size) if units else 0.0
    y = centre.cy - (filled + unit * units) / 2
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
            note = Note(f"more-{ends.number}", replace(ends.more, x=round(at, 1), y=round(base + 1, 1)))
            content.notes.append(note)
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
