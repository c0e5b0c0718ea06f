"""A picture that builds itself up: every step's boxes and links appear in turn, without a script.

The finished picture is in the file; style alone hides what is still to come. Who asked their system for less motion
sees all of it at once, and so does every reader that knows no animations.
"""

from __future__ import annotations

from diagrams.building import steps_of
from diagrams.drawing import Drawing, Picture
from diagrams.markup import element, number, slug, words

SECONDS = 1.4  # between two steps
FADE = 0.5


def animated(drawing: Drawing, picture: Picture) -> str:
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


def _escaped(id_: str) -> str:
    """An id inside a CSS selector: a dot would begin a class."""
    return id_.replace(".", "\\.")
