"""Events in time: years on an axis, a card under each, folded into as many rows as the page needs."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from math import ceil

from diagrams.geometry import Rect
from diagrams.measure import Line, say, second, stack, wrap
from diagrams.model import Options
from diagrams.scene import BoxShape, Note, Scene
from diagrams.sheet import ENDLESS, ENDLESS_LINES, Content, Page, plain_edge, settle
from diagrams.theme import SMALLEST
from diagrams.views import Event, Timeline

GAP = 12.0
STEM = 16.0  # between the axis and a card
ROW_AIR = 18.0
FEWEST, MOST = 1, 8  # cards in a row
LINES = 5  # of an event's words; a longer text asks for wider cards or smaller type


@dataclass
class Card:
    """An event's words, measured."""

    event: Event
    year: Line
    lines: list[Line]
    height: float


def timeline_scene(line: Timeline, options: Options) -> Scene:
    """Lay `line` out on a page of the asked shape."""
    return settle(line.title, line.message, line.hues, options, functools.partial(_place, line, options))


def _place(line: Timeline, options: Options, page: Page) -> Content | None:
    room, label, most = page
    events = line.events
    best: tuple[int, list[list[Card]], float] | None = None
    for count in range(min(MOST, len(events)), FEWEST - 1, -1):
        width = (room.w - (count - 1) * GAP) / count
        if width < 8.2 * label or (best and ceil(len(events) / count) > len(best[1])):
            continue
        per = ceil(len(events) / ceil(len(events) / count))  # rows as even as they can be
        width = min((room.w - (per - 1) * GAP) / per, 340.0)
        cards = _cards(events, options, label, width, free=most == ENDLESS_LINES)
        if cards is None:
            continue
        rows = [cards[at : at + per] for at in range(0, len(cards), per)]
        need = sum(_row_height(row, label) for row in rows) + ROW_AIR * (len(rows) - 1)
        if need <= room.h + 0.5:
            best = (per, rows, need)
            break
    if best is None:
        return None
    per, rows, need = best
    spare = room.h - need if room.h < ENDLESS else 0.0
    extra = min(spare / (len(rows) + 1), 46.0)
    y = room.y + max(0.0, (spare - extra * (len(rows) - 1)) / 2) * 0.9
    content = Content(0.0)
    width = min((room.w - (per - 1) * GAP) / per, 340.0)
    for number, row in enumerate(rows):
        y = _row(content, row, Band(room, y, width, per, label, number), options)
        y += (ROW_AIR + extra) if number < len(rows) - 1 else 0.0
    content.bottom = y
    return content


def _cards(events: tuple[Event, ...], options: Options, size: float, width: float, *, free: bool) -> list[Card] | None:
    """What the cards say at a width; None when one is too long for it, unless cards are `free` to be tall."""
    note = max(size - 2.0, SMALLEST)
    cards = []
    for event in events:
        said = {lang: _words(event, lang, (size, note), width - 1.2 * size, free=free) for lang in options.measured}
        own = said[options.lang]
        if own is None or None in said.values():
            return None
        high = max(sum(line.height for line in lines or ()) for lines in said.values()) + 0.9 * size
        cards.append(Card(event, Line(str(event.year), size + 3, bold=True), own, high))
    return cards


def _words(event: Event, lang: str, sizes: tuple[float, float], room: float, *, free: bool) -> list[Line] | None:
    """What a card says, None when it is too long for it."""
    size, note = sizes
    lines = [Line(part, size, bold=True) for part in wrap(say(event.label, lang), size, True, room)]
    body = [Line(part, note) for part in wrap(say(event.text, lang), note, False, room)]
    other = [Line(p, SMALLEST, quiet=True) for p in wrap(second(event.text, lang), SMALLEST, False, room)]
    short = len(lines) <= 2 and len(body) <= LINES and len(other) <= LINES
    return lines + body + other if short or free else None


def _row_height(row: list[Card], size: float) -> float:
    return _head(size) + STEM + max(card.height for card in row)


def _head(size: float) -> float:
    """From the top of a row to its axis: the years stand there."""
    return (size + 3) * 1.25 + 9


@dataclass(frozen=True)
class Band:
    """Where a row stands: the page's room, its top, the width of a card, cards in a full row, type, its number."""

    room: Rect
    y: float
    width: float
    per: int
    size: float
    number: int


def _row(content: Content, row: list[Card], band: Band, options: Options) -> float:
    """Draw one row; returns where it ends."""
    room, y, width, per, size = band.room, band.y, band.width, band.per, band.size
    full = per * width + (per - 1) * GAP
    left = room.x + (room.w - full) / 2
    axis = round(y + _head(size), 1)
    tallest = max(card.height for card in row)
    last = left + (len(row) - 1) * (width + GAP) + width
    content.edges.append(plain_edge(f"axis-{band.number}", [(left, axis), (last + 10, axis)], "", "data"))
    for place, card in enumerate(row):
        x = left + place * (width + GAP)
        middle = round(x + width / 2, 1)
        content.notes.append(Note(f"year-{card.event.id}", replace(card.year, x=middle, y=round(axis - 10, 1))))
        rect = Rect(round(x, 1), round(axis + STEM, 1), round(width, 1), round(tallest, 1))
        name = f"{card.event.year}: {say(card.event.label, options.lang)}, {say(card.event.text, options.lang)}"
        content.edges.append(plain_edge(f"stem-{card.event.id}", [(middle, axis), (middle, rect.y)], name))
        content.boxes.append(_shape(card, rect, name, options))
        content.boxes.append(_dot(card.event, middle, axis))
    return axis + STEM + tallest


def _shape(card: Card, rect: Rect, name: str, options: Options) -> BoxShape:
    lines = stack(card.lines, rect.cx, rect.y + card.height / 2)
    emphasis = ""
    if options.highlight:
        found = card.event.id.partition(":")[0] in options.highlight
        emphasis = "on" if found else "off" if options.dim else ""
    return BoxShape(
        card.event.id, "leaf", rect, card.event.slot, tuple(lines), name, card.event.href, emphasis=emphasis
    )


def _dot(event: Event, x: float, y: float) -> BoxShape:
    """A mark on the axis."""
    return BoxShape(f"dot-{event.id}", "leaf", Rect(x - 5, y - 5, 10, 10), event.slot, (), str(event.year))
