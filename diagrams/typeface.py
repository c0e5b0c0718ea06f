"""The shipped typeface: how wide a text is, and the outlines of its letters.

HarfBuzz reads the same files that draw the picture, so a layout is the same on every machine. They lie in memory as
they lie on disk, and nothing is unpacked before it is asked for. Sizes and widths are pixels.
"""

from __future__ import annotations

import functools
import unicodedata
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FILES = {False: FOLDER / "NotoSansKR-Regular.ttf", True: FOLDER / "NotoSansKR-Bold.ttf"}
UNITS = 1000


class Face:
    """One weight of the typeface."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz  # who draws nothing does not wait for it

        self.harfbuzz = uharfbuzz
        self.face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font = uharfbuzz.Font(self.face)

    def has(self, char: str) -> bool:
        """Whether the shipped file can draw `char`."""
        return self.font.get_nominal_glyph(ord(char)) is not None

    def advances(self, text: str) -> list[int]:
        """How far each character moves the pen, kerned with the next one, in thousandths of the size."""
        if not text:
            return []
        buffer = self.harfbuzz.Buffer()
        buffer.cluster_level = self.harfbuzz.BufferClusterLevel.CHARACTERS
        # Left to right whatever the letters: a label is one line, and its letters are placed one by one.
        buffer.direction, buffer.script = "ltr", "Latn"
        buffer.add_str(text)
        self.harfbuzz.shape(self.font, buffer)
        moved = [0] * len(text)
        for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            moved[glyph.cluster] += position.x_advance if glyph.codepoint else _guess(text[glyph.cluster])
        return moved

    def pens(self, text: str) -> list[int]:
        """Where each character starts, in thousandths of the size."""
        return list(accumulate(self.advances(text), initial=0))[:-1]


@functools.cache
def face(bold: bool) -> Face:
    """The regular or bold face, opened once."""
    return Face(FILES[bold])


@functools.lru_cache(maxsize=4_096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width in pixels of one line of `text`."""
    return sum(face(bold).advances(text)) * size / UNITS


def _guess(char: str) -> int:
    """Width of a character that the file lacks, and another font will draw, in thousandths of the size."""
    if unicodedata.combining(char):
        return 0
    return UNITS if unicodedata.east_asian_width(char) in "WF" else 600
