"""Letters as outlines, for readers without the font that keep no embedded one (office suites)."""

from __future__ import annotations

import functools
import threading

from diagrams.markup import number
from diagrams.typeface import UNITS, face

_lock = threading.Lock()  # fontTools reads glyphs lazily, which is not safe from two threads


def path(text: str, size: float, bold: bool, x: float, y: float) -> str:
    """SVG path data of `text` starting at (x, y), the baseline; letters the font lacks leave a gap."""
    letters = face(bold)
    out, pen_x = [], x
    for i, char in enumerate(text):
        if i:
            pen_x += letters.kern(text[i - 1], char) * size / UNITS
        name = letters.names.get(ord(char))
        if name is not None:
            out.append(_glyph(name, size, bold, round(pen_x, 1), round(y, 1)))
        pen_x += letters.advance(char) * size / UNITS
    return "".join(out)


@functools.lru_cache(maxsize=4096)
def _glyph(name: str, size: float, bold: bool, x: float, y: float) -> str:
    from fontTools.pens.svgPathPen import SVGPathPen  # who draws nothing does not wait for it
    from fontTools.pens.transformPen import TransformPen

    font = face(bold).font
    pen = SVGPathPen(None, ntos=_fine)
    scale = size / UNITS
    with _lock:
        font.getGlyphSet()[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
    return str(pen.getCommands())


def _fine(value: float) -> str:
    """Two decimals: outlines of 12 px letters need more than the layout."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return number(0) if text in ("-0", "") else text
