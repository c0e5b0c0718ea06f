"""A picture that builds itself up: every step's boxes and links appear in turn, without a script.

The finished picture is in the file; style alone hides what is still to come. Who asked their system for less motion
sees all of it at once, and so does every reader that knows no animations.
"""

from __future__ import annotations

from collections.abc import Mapping

from diagrams.drawing import Drawing
from diagrams.markup import element, number, slug, words
from diagrams.model import Architecture, Comparison, walk

SECONDS = 1.4  # between two steps
FADE = 0.5


def animated(drawing: Drawing, picture: Architecture | Comparison) -> str:
    """`drawing`'s SVG with the build steps of `picture` as an animation that runs once."""
    scope = drawing.scene.id
    rules = [f"@keyframes {scope}-in{{from{{opacity:0}}}}"]
    for id_, step in sorted(steps_of(picture).items()):
        if step:
            rules.append(
                f"#{scope}-{_escaped(slug(id_))}{{animation:{scope}-in {number(FADE)}s {number(step * SECONDS)}s both}}"
            )
    rules.append(f"@media (prefers-reduced-motion:reduce){{#{scope} *{{animation:none!important}}}}")
    return drawing.svg.replace("</desc>", "</desc>" + element("style", {}, words("".join(rules))), 1)


def steps_of(picture: Architecture | Comparison) -> Mapping[str, int]:
    """The first step of every box and link, by the id it has in the scene."""
    if isinstance(picture, Comparison):
        return {
            f"c{number}.{box.id}": box.step
            for number, column in enumerate(picture.columns)
            for box in walk(column.architecture.rows)
        }
    found = {box.id: box.step for box in walk(picture.rows)}
    boxes = dict(found)
    for place, link in enumerate(picture.links):
        first = max(link.step, boxes[link.source], boxes[link.target])
        found[f"link-{link.source}-{link.target}-{place}"] = first
    return found


def _escaped(id_: str) -> str:
    """An id inside a CSS selector: a dot would begin a class."""
    return id_.replace(".", "\\.")
