"""Heights: how tall a cell must be at its width, and how rows share what is left.

One "level" L runs through a whole picture: a leaf is as tall as its text needs, or as L, whichever is more, up to a
cap. Raising L until the picture fills the slide makes all leaves equally tall where their texts allow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from diagrams.cells import Cell, Class, gap_x, gap_y, heading_indent, heading_size, side, visit
from diagrams.geometry import Point, Rect
from diagrams.measure import Line, stack, wrap
from diagrams.theme import Scale
from diagrams.typeface import width

LEAST = 2.35  # level at which boxes are as low as a calm picture bears, in label sizes
MOST = 5.4  # the tallest a leaf with one word may be
STRETCH = 1.9  # how much gutters may grow before the rest stays empty


@dataclass
class Frame:
    """What stays the same while one picture is laid out, and what was worked out on the way."""

    scale: Scale
    gaps: dict[tuple[str, str, int, int], float]
    memo: dict[tuple[int, int, float], float] = field(default_factory=dict)
    heads: dict[int, float] = field(default_factory=dict)
    airs: dict[int, float] = field(default_factory=dict)


def set_texts(root: Cell, scale: Scale) -> None:
    """Break every text for the width of its cell; fills `lines`, `text_h`, `head_h`, and `cut` where it is tight."""
    for cell in visit(root):
        if cell.kind in ("root", "blank", "heads"):
            continue
        for one in (cell, cell.twin):
            if one is not None:
                one.rect = cell.rect
                (_leaf_text if cell.leaf else _heading)(one, scale)
        if cell.twin is not None:
            cell.cut = cell.cut or cell.twin.cut
            cell.text_h, cell.head_h = max(cell.text_h, cell.twin.text_h), max(cell.head_h, cell.twin.head_h)


def _leaf_text(cell: Cell, scale: Scale) -> None:
    room = cell.rect.w - 2 * scale.side + 0.5
    lines: list[Line] = []
    if cell.absent:
        lines = [Line(text, scale.note, quiet=True) for text in wrap(cell.label, scale.note, False, room)]
    else:
        heads = wrap(cell.label, scale.label, True, room)
        lines = [Line(text, scale.label, bold=True) for text in heads]
        for text in _under(cell, scale.note, room):
            lines += [Line(part, scale.note) for part in wrap(text, scale.note, False, room)]
        cell.cut = len(heads) > 1 and len(cell.label) <= LONG_LABEL
    cell.lines = lines
    cell.text_h = sum(line.height for line in lines)


def _under(cell: Cell, size: float, room: float) -> tuple[str, ...]:
    """What stands under a label: second language and note, in one line where a wide box has room for both."""
    both = f"{cell.second} · {cell.note}"
    if cell.second and cell.note and width(both, size) <= room:
        return (both,)
    return cell.second, cell.note


LONG_LABEL = 12  # a label of more letters may take two lines without the picture being crowded


def _heading(cell: Cell, scale: Scale) -> None:
    """Name in bold at the left; second language and note behind it if they fit, else under it."""
    size, left = heading_size(cell, scale), heading_indent(scale)
    room = cell.rect.w - 2 * left
    heads = wrap(cell.label, size, True, room)
    cell.cut = len(heads) > 1
    lines = [Line(text, size, bold=True, anchor="start") for text in heads]
    y, placed = scale.pad * 0.55, []
    for line in lines:
        y += line.height
        placed.append(replace(line, x=left, y=y - 0.28 * size))
    rest = " · ".join(text for text in (cell.second, cell.note) if text)
    if rest and placed:
        last = placed[-1]
        x = last.x + last.width + 10
        if x + width(rest, scale.note) <= cell.rect.w - left:
            placed.append(Line(rest, scale.note, quiet=True, anchor="start", x=x, y=last.y))
        else:
            for text in (cell.second, cell.note):
                for part in wrap(text, scale.note, False, room):
                    line = Line(part, scale.note, quiet=True, anchor="start", x=left)
                    y += line.height
                    placed.append(replace(line, y=y - 0.32 * line.size))
    cell.lines = placed
    cell.head_h = y + scale.pad * 0.45


def need(cell: Cell, level: float, frame: Frame) -> float:
    """Height of `cell` when leaves are `level` tall."""
    scale = frame.scale
    if cell.kind == "blank":
        return 0.0
    if cell.leaf:
        text = cell.text_h + 0.62 * scale.label
        if cell.absent:
            return max(text, min(level, 2.9 * scale.label))
        return max(text, min(level, text + 2.6 * scale.label))
    rows = sum(row_need(cell, r, level, frame) for r in range(len(cell.rows)))
    return rows + _air(cell, frame)


def row_need(cell: Cell, row: int, level: float, frame: Frame) -> float:
    """Height of one row; groups of one class have rows of equal height."""
    if cell.klass is None:
        return max(need(inner, level, frame) for inner in cell.rows[row])
    key = (id(cell.klass), row, level)
    if key not in frame.memo:
        rows = [member.rows[row] for member in cell.klass.members]
        frame.memo[key] = max(need(inner, level, frame) for cells in rows for inner in cells)
    return frame.memo[key]


def _head(cell: Cell, frame: Frame) -> float:
    key = id(cell)
    if key not in frame.heads:
        members = cell.klass.members if cell.klass else [cell]
        heading = max(member.head_h for member in members)
        frame.heads[key] = heading + max(side(member, "t", frame.scale, frame.gaps) for member in members)
    return frame.heads[key]


def _gap(cell: Cell, row: int, frame: Frame) -> float:
    members = cell.klass.members if cell.klass else [cell]
    return max(gap_y(member, row, frame.scale, frame.gaps) for member in members)


def _air(cell: Cell, frame: Frame) -> float:
    """What a cell's rows leave free: heading, gutters and padding; asked for at every level, so worked out once."""
    key = id(cell)
    if key not in frame.airs:
        gaps = sum(_gap(cell, r, frame) for r in range(len(cell.rows) - 1))
        members = cell.klass.members if cell.klass else [cell]
        foot = max(side(member, "b", frame.scale, frame.gaps) for member in members)
        frame.airs[key] = gaps + _head(cell, frame) + foot
    return frame.airs[key]


def best_level(root: Cell, room: float, frame: Frame) -> float:
    """The highest level at which the picture is no taller than `room`; the lowest if even that is too tall."""
    low, high = LEAST * frame.scale.label, MOST * frame.scale.label
    return _raise(root, room, low, high, frame)


def _raise(cell: Cell, room: float, low: float, high: float, frame: Frame) -> float:
    if need(cell, high, frame) <= room:
        return high
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (middle, high) if need(cell, middle, frame) <= room else (low, middle)
    return low


def place(cell: Cell, at: Point, height: float, level: float, frame: Frame) -> None:
    """Put `cell` (width known) at `at` with `height`, and everything in it; what is left over becomes air."""
    # Tenths of a pixel from here on: what the SVG writes is exactly what links are routed around.
    x, y = at
    right, bottom = round(x + cell.rect.w, 1), round(y + height, 1)
    x, y = round(x, 1), round(y, 1)
    cell.rect = Rect(x, y, round(right - x, 1), round(bottom - y, 1))
    scale = frame.scale
    if cell.leaf:
        cell.lines = stack(cell.lines, cell.rect.cx, cell.rect.cy)
        return
    cell.lines = [replace(line, x=line.x + x, y=line.y + y) for line in cell.lines]
    own = _raise(cell, height, level, max(level, MOST * scale.label), frame)
    heights = [row_need(cell, r, own, frame) for r in range(len(cell.rows))]
    spare = max(0.0, height - sum(heights) - _air(cell, frame))
    gaps = [_gap(cell, r, frame) for r in range(len(cell.rows) - 1)]
    more = min(spare, sum(scale.gap * (STRETCH - 1) for _ in gaps))
    gaps = [gap + more / len(gaps) for gap in gaps]
    top = y + _head(cell, frame) + (spare - more) / 2
    for r, row in enumerate(cell.rows):
        left = x + side(cell, "l", scale, frame.gaps)
        room = heights[r] + sum(heights[k] + gaps[k - 1] for k in _spread(cell, r))
        for i, inner in enumerate(row):
            tall = room
            if inner.leaf and inner.kind != "blank" and not inner.absent:
                tall = min(tall, max(need(inner, own, frame), MOST * 1.15 * scale.label))
            place(inner, (left, top + (room - tall) / 2), tall, own, frame)
            left += inner.rect.w + gap_x(cell, r, i, scale, frame.gaps)
        top += heights[r] + (gaps[r] if r < len(gaps) else 0)


def _spread(cell: Cell, row: int) -> list[int]:
    """The empty rows under a row that its boxes fill, too: they are what other columns draw as two layers."""
    roles = {inner.box.role if inner.leaf and inner.box and not inner.absent else "" for inner in cell.rows[row]}
    found: list[int] = []
    for k in range(row + 1, len(cell.rows)):
        if any(inner.kind != "blank" or {inner.kin} != roles for inner in cell.rows[k]):
            break
        found.append(k)
    return found


def make_classes(root: Cell) -> None:
    """Siblings alike (same layers in the same order, or as many rows of plain leaves) share row heights."""
    for cell in visit(root):
        for row in cell.rows:
            known: dict[tuple[str, ...], Class] = {}
            for inner in row:
                if inner.leaf or inner.klass is not None:
                    continue
                plain = all(leaf.leaf for inside in inner.rows for leaf in inside)
                name = (f"{len(inner.rows)} rows",) if plain else tuple(inner.layers)
                klass = known.setdefault(name, Class())
                klass.members.append(inner)
                inner.klass = klass
