"""In which steps a picture is built: from when on each of its shapes is there. Boxes never move between steps."""

from __future__ import annotations

from collections.abc import Mapping

from diagrams.model import Architecture, Comparison, walk
from diagrams.scene import Scene
from diagrams.views import Graph, Taxonomy, Timeline, Twig

Steps = Mapping[str, int]
"""The first step of every shape that is not there from the start, by its id in the scene."""


def steps_of(picture: Architecture | Comparison | Graph | Taxonomy | Timeline) -> Steps:
    """The steps of `picture`: as its boxes and links say, or relation by relation, kind by kind, event by event."""
    if isinstance(picture, Comparison):
        return {
            f"c{number}.{box.id}": box.step
            for number, column in enumerate(picture.columns)
            for box in walk(column.architecture.rows)
        }
    if isinstance(picture, Architecture):
        return _of_architecture(picture)
    if isinstance(picture, Graph):
        return _of_graph(picture)
    if isinstance(picture, Taxonomy):
        return _of_taxonomy(picture)
    marks = ("", "dot-", "stem-", "year-")
    return {mark + event.id: place for place, event in enumerate(picture.events) for mark in marks}


def last_step(picture: Architecture | Comparison | Graph | Taxonomy | Timeline) -> int:
    """The last step of `picture`, 0 when it is there at once."""
    return max(steps_of(picture).values(), default=0)


def until(scene: Scene, steps: Steps, step: int) -> None:
    """Leave out of `scene` what comes after `step`."""
    scene.boxes = [one for one in scene.boxes if steps.get(one.id, 0) <= step]
    scene.edges = [one for one in scene.edges if steps.get(one.id, 0) <= step]
    scene.notes = [one for one in scene.notes if steps.get(one.id, 0) <= step]


def _of_architecture(picture: Architecture) -> Steps:
    boxes = {box.id: box.step for box in walk(picture.rows)}
    links = {
        f"link-{link.source}-{link.target}-{place}": max(link.step, boxes[link.source], boxes[link.target])
        for place, link in enumerate(picture.links)
    }
    return boxes | links


def _of_graph(graph: Graph) -> Steps:
    """The centre, then a relation at a time; what ties two ends comes with the later of them."""
    found: dict[str, int] = {}
    for number, branch in enumerate(graph.branches):
        own = [f"branch-{number}", f"more-{number}", *(f"link-{number}-{place}" for place in range(len(branch.nodes)))]
        found |= dict.fromkeys([*own, *(node.id for node in branch.nodes)], number + 1)
    for tie in graph.ties:
        if tie.source in found and tie.target in found:
            found[f"tie-{tie.source}-{tie.target}"] = max(found[tie.source], found[tie.target])
    return found


def _of_taxonomy(tree: Taxonomy) -> Steps:
    """The thing and what is broader, then a kind of it at a time with the kinds of that kind, as columns stand."""
    found: dict[str, int] = {}
    for step, twig in enumerate(sorted(tree.root.twigs, key=lambda twig: not twig.twigs), 1):
        for node in (f"more-{twig.node.id}", *_ids(twig)):
            found |= {node: step, f"twig-{node}": step}
    return found


def _ids(twig: Twig) -> list[str]:
    return [twig.node.id, *(id_ for one in twig.twigs for id_ in _ids(one))]
