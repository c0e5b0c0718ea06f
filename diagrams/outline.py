"""Letters as outlines, for readers without the font that keep no embedded one (office suites)."""

from __future__ import annotations

import functools

from diagrams.markup import number
from diagrams.typeface import UNITS, face


def path(text: str, size: float, bold: bool, x: float, y: float) -> str:
    """SVG path data of `text` starting at (x, y), the baseline; letters the font lacks leave a gap."""
    scale = size / UNITS
    starts = face(bold).pens(text)
    return "".join(
        _glyph(char, size, bold, round(x + pen * scale, 1), round(y, 1)) for char, pen in zip(text, starts, strict=True)
    )


@functools.lru_cache(maxsize=1024)
def _glyph(char: str, size: float, bold: bool, x: float, y: float) -> str:
    from fontTools.pens.svgPathPen import SVGPathPen  # who draws nothing does not wait for it
    from fontTools.pens.transformPen import TransformPen

    font = face(bold).font
    glyph = font.get_nominal_glyph(ord(char))
    pen = SVGPathPen(None, ntos=_fine)
    scale = size / UNITS
    if glyph is not None:
        font.draw_glyph_with_pen(glyph, TransformPen(pen, (scale, 0, 0, -scale, x, y)))
    return str(pen.getCommands())


def _fine(value: float) -> str:
    """Two decimals: outlines of 12 px letters need more than the layout."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return number(0) if text in ("-0", "") else text
