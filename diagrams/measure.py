"""Texts into measured lines: language choice, cleaning and wrapping. No drawing."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from diagrams.model import Label
from diagrams.typeface import width

LEADING = {True: 1.26, False: 1.34}  # line height over size: bold labels stand closer than notes


@dataclass(frozen=True)
class Line:
    """One line of text; `x` and `y` are its start and baseline once it is placed, `anchor` says start of what."""

    text: str
    size: float
    bold: bool = False
    quiet: bool = False
    x: float = 0.0
    y: float = 0.0
    anchor: str = "middle"

    @property
    def width(self) -> float:
        """The widest line, in units."""
        return width(self.text, self.size, self.bold)

    @property
    def height(self) -> float:
        """All lines together, in units."""
        return self.size * LEADING[self.bold]

    @property
    def left(self) -> float:
        """What stands left of the text, in units."""
        return self.x - (self.width / 2 if self.anchor == "middle" else 0)


@functools.lru_cache(maxsize=4_096)
def clean(text: str) -> str:
    """`text` as one line that XML and DOT can carry: no control, format or unassigned characters."""
    if text.isprintable():  # then it has none of them, and no space but the plain one
        return " ".join(text.split())
    kept = "".join(" " if char in "\t\n\r\u2028\u2029" else char for char in text)
    kept = "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return re.sub(r"\s+", " ", kept).strip()


def say(label: Label | None, lang: str) -> str:
    """`label` in one language (`en` or `ko`; `ko+en` means Korean), in the other where that is missing."""
    if label is None:
        return ""
    wanted = "en" if lang == "en" else "ko"
    return clean(label.get(wanted) or label.get("ko" if wanted == "en" else "en") or "")


def second(label: Label | None, lang: str) -> str:
    """The English that stands under a Korean label with `ko+en`, unless it says the same."""
    if lang != "ko+en" or label is None:
        return ""
    english = clean(label.get("en") or "")
    return "" if english.casefold() == say(label, lang).casefold() else english


_SLASH = r"(?: /(?= )|(?:(?<=[^ ·/]{4})|(?<=[가-힣]{2}))/)"  # one between words, not that of I/O or of /dev/kvm
_LETTER = rf"(?:[^ ·/]|(?!{_SLASH})/)"
_PIECES = re.compile(rf"{_LETTER}*(?: ?·|{_SLASH})+ ?|{_LETTER}+ ?|.")


@functools.lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    """Pieces that stay whole, each with the space after it: lines break at spaces, after · and between words at /."""
    return tuple(piece for piece in _PIECES.findall(text) if piece)


@functools.lru_cache(maxsize=4_096)
def longest_word(text: str, size: float, bold: bool = False) -> float:
    """Width of the widest piece of `text` that must not be broken."""
    return max((width(word.rstrip(), size, bold) for word in _words(text)), default=0.0)


@functools.lru_cache(maxsize=4_096)
def wrap(text: str, size: float, bold: bool, limit: float) -> tuple[str, ...]:
    """`text` in as few lines of at most `limit` pixels as possible, then as even as possible.

    A word wider than `limit` is broken between letters: the one case where a word does not stay whole.
    """
    if not text:
        return ()
    if width(text, size, bold) <= limit:
        return (text,)
    lines = _greedy(text, size, bold, limit)
    low, high = min(max(longest_word(text, size, bold), limit / len(lines) / 2), limit), limit
    while high - low > 2:  # the narrowest measure that still takes as few lines
        middle = (low + high) / 2
        if len(_greedy(text, size, bold, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    even = _greedy(text, size, bold, high)
    return tuple(even if len(even) <= len(lines) else lines)


def _greedy(text: str, size: float, bold: bool, limit: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if not line or width((line + word).rstrip(), size, bold) <= limit:
            line += word
        else:
            lines.append(line.rstrip())
            line = word
        while width(line.rstrip(), size, bold) > limit and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and width(line[:cut], size, bold) > limit:
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.rstrip())
    return lines


def stack(lines: Sequence[Line], cx: float, cy: float) -> list[Line]:
    """`lines` centred on (cx, cy), one under the other."""
    top = cy - sum(line.height for line in lines) / 2
    placed = []
    for line in lines:
        # Letters look centred when the middle of the capitals, 0.36 em above the baseline, is in the middle.
        tall = line.height
        y = top + tall / 2 + 0.36 * line.size
        placed.append(Line(line.text, line.size, line.bold, line.quiet, cx, y, line.anchor))
        top += tall
    return placed
