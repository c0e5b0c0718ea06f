"""A laid-out picture as plain shapes: what the SVG writer draws, in drawing order, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagrams.geometry import Point, Rect
from diagrams.measure import Line


@dataclass(frozen=True)
class BoxShape:
    """A box or group on the canvas."""

    id: str
    kind: str  # "leaf" | "group" | "column" | "absent"
    rect: Rect
    slot: str  # palette slot
    lines: tuple[Line, ...]
    name: str  # accessible name
    href: str | None = None
    boundary: bool = False
    mark: str = ""  # "" | "differs" | "only" | "same"
    badge: tuple[Rect, Line] | None = None
    emphasis: str = ""  # "" | "on" | "off" (highlighting)


@dataclass(frozen=True)
class Chip:
    """A link's label: its ground, its words and, before them, its number in a circle."""

    rect: Rect
    lines: tuple[Line, ...]
    number: tuple[Point, float, Line] | None = None


@dataclass(frozen=True)
class EdgeShape:
    """A routed link: points from source to target, ends on the borders of their boxes."""

    id: str
    kind: str
    points: tuple[Point, ...]
    both: bool
    name: str
    chip: Chip | None = None
    emphasis: str = ""


@dataclass(frozen=True)
class Note:
    """A line of text that stands beside the boxes and links, and comes with one of them."""

    id: str
    line: Line


@dataclass(frozen=True)
class LegendItem:
    """One entry of the legend: a swatch of a palette slot, a sample of a link kind, or a mark."""

    kind: str  # "role" | "link" | "boundary" | "mark" | "absent"
    value: str
    at: Rect
    line: Line


@dataclass
class Scene:
    """Everything on the canvas; sizes in pixels."""

    id: str
    width: float
    height: float
    title: str
    desc: str
    lang: str
    header: list[Line] = field(default_factory=list)
    boxes: list[BoxShape] = field(default_factory=list)
    edges: list[EdgeShape] = field(default_factory=list)
    legend: list[LegendItem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def loose(self) -> list[Line]:
        """All text that is in no box, on no link and not in the legend."""
        return [*self.header, *(note.line for note in self.notes)]
