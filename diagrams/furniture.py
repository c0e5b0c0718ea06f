"""What frames a picture: title and message above, legend below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diagrams.geometry import Rect
from diagrams.measure import Line, say, second, wrap
from diagrams.model import Label
from diagrams.scene import LegendItem
from diagrams.theme import MARGIN, MESSAGE, TITLE
from diagrams.typeface import width

LEGEND_SIZE = 13.0
SWATCH = 18.0
LEGEND_ROW = 26.0

LINK_WORDS: dict[str, Label] = {
    "data": {"en": "Data", "ko": "데이터"},
    "control": {"en": "Control", "ko": "제어"},
    "trust": {"en": "Trust boundary", "ko": "신뢰 경계"},
}
BOUNDARY_WORD: Label = {"en": "Isolation boundary", "ko": "격리 경계"}
BADGES: dict[str, Label] = {
    "differs": {"en": "Differs", "ko": "차이"},
    "only": {"en": "Only here", "ko": "여기만"},
}


@dataclass(frozen=True)
class Entry:
    """A legend entry before it has a place: what the swatch shows and its words."""

    kind: str
    value: str
    label: Label


def header(title: Label, message: Label, lang: str, canvas: float) -> tuple[list[Line], float]:
    """Lines of title and message at the top left, and the y under them."""
    room = canvas - 2 * MARGIN
    lines: list[Line] = []
    y = 16.0
    heading = say(title, lang)
    size = TITLE
    while size > 22 and width(heading, size, True) > room:
        size -= 1
    for text in wrap(heading, size, True, room):
        y += size
        lines.append(Line(text, size, bold=True, x=MARGIN, y=y, anchor="start"))
        y += size * 0.24
    other = second(title, lang)
    if other and lines:
        last = lines[-1]
        x = last.x + last.width + 14
        if x + width(other, MESSAGE) <= canvas - MARGIN:
            lines.append(Line(other, MESSAGE, quiet=True, x=x, y=last.y, anchor="start"))
        else:
            for text in wrap(other, MESSAGE, False, room):
                y += MESSAGE * 1.1
                lines.append(Line(text, MESSAGE, quiet=True, x=MARGIN, y=y, anchor="start"))
                y += MESSAGE * 0.25
    for text, text_size in ((say(message, lang), MESSAGE), (second(message, lang), 14.0)):
        for part in wrap(text, text_size, False, room):
            y += text_size * 1.15
            lines.append(Line(part, text_size, quiet=True, x=MARGIN, y=y, anchor="start"))
            y += text_size * 0.25
    return lines, y + 14


def legend(entries: list[Entry], lang: str, canvas: float, bottom: float) -> tuple[list[LegendItem], float]:
    """Entries in rows that end at `bottom`, and the y at which they begin (`bottom` when there are none)."""
    rows: list[list[tuple[Entry, str, float, float]]] = [[]]
    x = MARGIN
    for entry in entries:
        words = " · ".join(text for text in (say(entry.label, lang), second(entry.label, lang)) if text)
        swatch = 34.0 if entry.kind == "link" else SWATCH
        wide = swatch + 8 + width(words, LEGEND_SIZE)
        if rows[-1] and x + wide > canvas - MARGIN:
            rows.append([])
            x = MARGIN
        rows[-1].append((entry, words, x, swatch))
        x += wide + 24
    if not rows[-1]:
        return [], bottom
    items = []
    top = bottom - LEGEND_ROW * len(rows)
    for number, row in enumerate(rows):
        middle = top + LEGEND_ROW * (number + 0.5)
        for entry, words, left, swatch in row:
            text = Line(
                words, LEGEND_SIZE, quiet=True, x=left + swatch + 8, y=middle + 0.36 * LEGEND_SIZE, anchor="start"
            )
            items.append(LegendItem(entry.kind, entry.value, Rect(left, middle - SWATCH / 2, swatch, SWATCH), text))
    return items, top


def shifted(items: list[LegendItem], dy: float) -> list[LegendItem]:
    """The legend moved down by `dy`."""
    return [
        replace(
            item, at=Rect(item.at.x, item.at.y + dy, item.at.w, item.at.h), line=replace(item.line, y=item.line.y + dy)
        )
        for item in items
    ]
