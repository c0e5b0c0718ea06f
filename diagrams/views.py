"""What can be drawn besides architectures: neighbourhoods, trees of kinds, events in time. Plain frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagrams.errors import DiagramError
from diagrams.model import COLOURS, Label

MOST_NODES = 400


@dataclass(frozen=True)
class Node:
    """A concept in a view; `slot` is a palette slot of theme.py, `more` counts what stands behind it undrawn."""

    id: str
    label: Label
    slot: str = "plain"
    href: str | None = None


@dataclass(frozen=True)
class Hue:
    """A legend entry: what a palette slot stands for in this view."""

    slot: str
    label: Label


@dataclass(frozen=True)
class Branch:
    """One relation of the centre, read from the centre, and who is at its other end, the weightiest first."""

    label: Label
    nodes: tuple[Node, ...]
    more: int = 0  # ends that are not among `nodes`


@dataclass(frozen=True)
class Tie:
    """A relation between two ends of a graph, read from `source` to `target`: ids of nodes."""

    source: str
    target: str
    label: Label


@dataclass(frozen=True)
class Graph:
    """The neighbourhood of a concept: one branch a relation type and direction, and how the ends hang together."""

    id: str
    title: Label
    message: Label
    centre: Node
    branches: tuple[Branch, ...]
    hues: tuple[Hue, ...] = ()
    ties: tuple[Tie, ...] = ()  # the more telling first; those that find no calm way are not drawn


@dataclass(frozen=True)
class Twig:
    """A kind and the kinds of it."""

    node: Node
    twigs: tuple[Twig, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Kinds of a thing. `above`: rows of broader things, the broadest first; `ups`: (narrower id, broader id)."""

    id: str
    title: Label
    message: Label
    root: Twig
    above: tuple[tuple[Node, ...], ...] = ()
    ups: tuple[tuple[str, str], ...] = ()
    hues: tuple[Hue, ...] = ()


@dataclass(frozen=True)
class Event:
    """Something that happened in a year to the thing `label` names."""

    id: str
    year: int
    label: Label
    text: Label
    slot: str = "plain"
    href: str | None = None


@dataclass(frozen=True)
class Timeline:
    """Events, in the order of time; `more` counts those left out."""

    id: str
    title: Label
    message: Label
    events: tuple[Event, ...]
    more: int = 0
    hues: tuple[Hue, ...] = ()


View = Graph | Taxonomy | Timeline


def nodes_of(twig: Twig) -> Iterator[Node]:
    """Every node of a tree, parents first."""
    yield twig.node
    for one in twig.twigs:
        yield from nodes_of(one)


def check_view(view: View) -> None:
    """Raise DiagramError naming the first thing that cannot be drawn."""
    if isinstance(view, Graph):
        nodes = [view.centre, *(node for branch in view.branches for node in branch.nodes)]
        for tie in view.ties:
            if tie.source == tie.target or not {tie.source, tie.target} <= {node.id for node in nodes}:
                raise DiagramError("ties", f"{tie.source!r} and {tie.target!r} must be two nodes of the graph")
    elif isinstance(view, Taxonomy):
        nodes = [*nodes_of(view.root), *(node for row in view.above for node in row)]
    else:
        nodes = [Node(event.id, event.label, event.slot) for event in view.events]
        if not nodes:
            raise DiagramError("events", "is empty")
    if len(nodes) > MOST_NODES:
        raise DiagramError("nodes", f"are {len(nodes)}; at most {MOST_NODES} can be drawn")
    for node in nodes:
        if not node.id or not any(node.label.get(lang) for lang in ("en", "ko")):
            raise DiagramError(f"nodes.{node.id}", "has no id or no text")
        if node.slot not in COLOURS:
            raise DiagramError(f"nodes.{node.id}.slot", f"must be one of {', '.join(COLOURS)}")
