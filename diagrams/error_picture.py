"""A failure as a picture, so that a slide shows what went wrong instead of a broken icon."""

from __future__ import annotations

from diagrams.drawing import Drawing
from diagrams.geometry import Rect
from diagrams.measure import Line, clean, stack, wrap
from diagrams.model import Options
from diagrams.scene import BoxShape, Scene
from diagrams.svg import write

WIDE, TALL = 1280.0, 720.0
BOX = Rect(240, 210, 800, 300)
LONGEST = 600


def error_picture(status: int, title: str, detail: str, lang: str) -> Drawing:
    """A calm box with the status, what it means and what to do; the size of a slide. Needs no renderer."""
    lines = [Line(str(status), 44, bold=True, quiet=True)]
    lines += [Line(part, 24, bold=True) for part in wrap(clean(title), 24, True, BOX.w - 80)[:2]]
    lines += [Line(part, 17) for part in wrap(clean(detail)[:LONGEST], 17, False, BOX.w - 80)[:6]]
    scene = Scene("va-error", WIDE, TALL, clean(title) or str(status), f"{status}: {clean(detail)}", lang)
    name = f"{status} {clean(title)}"
    scene.boxes = [BoxShape("problem", "absent", BOX, "plain", tuple(stack(lines, BOX.cx, BOX.cy)), name)]
    options = Options(lang=lang)
    return Drawing(write(scene, options), WIDE, TALL, str, scene.title, scene.desc, scene, options)
