"""The shipped typeface: how wide a text is, and the outlines of its letters.

Widths come from the advance tables (and kerning pairs) of the same files that draw the picture, so a
layout is the same on every machine. Sizes and widths are pixels.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts"
FILES = {False: FOLDER / "NotoSansKR-Regular.ttf", True: FOLDER / "NotoSansKR-Bold.ttf"}
UNITS = 1000
TABLES = ("OS/2", "head", "hhea", "maxp", "glyf", "loca")  # copied raw into embedded subsets


class Face:
    """One weight of the typeface. Reading a face costs about 0.1 s, once a process."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont  # who draws nothing does not wait for it

        # From memory: two threads may read a face at once, and the one thrown away must leave no file open.
        self.font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
        self.names: dict[int, str] = self.font.getBestCmap()
        self.glyph_ids: dict[int, int] = {code: self.font.getGlyphID(name) for code, name in self.names.items()}
        self.raw = {tag: bytes(self.font.reader[tag]) for tag in TABLES}
        metrics = self.font["hmtx"].metrics
        self.metrics = [metrics[name] for name in self.font.getGlyphOrder()]  # advance, left bearing
        self.advances: dict[int, int] = {code: metrics[name][0] for code, name in self.names.items()}
        self.kerning = _kerning(self.font, {name: code for code, name in self.names.items() if code < 0x2100})

    def has(self, char: str) -> bool:
        """Whether the shipped file can draw `char`."""
        return ord(char) in self.names

    def advance(self, char: str) -> int:
        """Width of one character in thousandths of the size; a guess for what the file lacks."""
        known = self.advances.get(ord(char))
        if known is not None:
            return known
        if unicodedata.combining(char):
            return 0
        return UNITS if unicodedata.east_asian_width(char) in "WF" else 600

    def kern(self, left: str, right: str) -> int:
        """How much closer (negative) two neighbours stand, in thousandths of the size."""
        return self.kerning.get((ord(left), ord(right)), 0)


@functools.cache
def face(bold: bool) -> Face:
    """The regular or bold face, read once."""
    return Face(FILES[bold])


@functools.lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width in pixels of one line of `text`."""
    letters = face(bold)
    total = sum(letters.advance(char) for char in text)
    total += sum(letters.kern(a, b) for a, b in pairwise(text))
    return total * size / UNITS


def _kerning(font: Any, codes: dict[str, int]) -> dict[tuple[int, int], int]:
    """Pairs of code points → horizontal adjustment, from the `kern` lookups of GPOS."""
    pairs: dict[tuple[int, int], int] = {}
    if "GPOS" not in font:
        return pairs
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for raw in lookup.SubTable:
            table = getattr(raw, "ExtSubTable", raw)
            if type(table).__name__ != "PairPos":
                continue
            found = _class_pairs(table, codes) if table.Format == 2 else _glyph_pairs(table, codes)
            for pair, value in found.items():
                pairs.setdefault(pair, value)
    return pairs


def _glyph_pairs(table: Any, codes: dict[str, int]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for first, group in zip(table.Coverage.glyphs, table.PairSet, strict=True):
        for record in group.PairValueRecord:
            value = getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0
            if first in codes and record.SecondGlyph in codes:
                found[codes[first], codes[record.SecondGlyph]] = value
    return found


def _class_pairs(table: Any, codes: dict[str, int]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    seconds: dict[int, list[int]] = {}
    for name, code in codes.items():
        seconds.setdefault(table.ClassDef2.classDefs.get(name, 0), []).append(code)
    for first in table.Coverage.glyphs:
        if first not in codes:
            continue
        records = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
        for number, record in enumerate(records):
            value = getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0
            if value:
                found.update(((codes[first], second), value) for second in seconds.get(number, ()))
    return found
