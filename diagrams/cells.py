"""The tree the layout works on: one cell a box, with its texts in the wanted language and its natural widths."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagrams.geometry import NOWHERE, Rect
from diagrams.measure import Line, longest_word, say, second, wrap
from diagrams.model import Box
from diagrams.theme import Scale
from diagrams.typeface import width

GapKey = tuple[str, str, int, int]
"""A gutter: (cell key, "x" between boxes of a row | "y" between rows | "l" "r" "t" "b" sides, row, index)."""


@dataclass
class Class:
    """Groups whose rows stand at equal heights: siblings alike, or the columns of a comparison."""

    members: list[Cell] = field(default_factory=list)


@dataclass
class Cell:
    """A box on its way to a place. `kind` is "leaf", "group", "column", "heads" (a column of row heads, without a
    frame), "root" or "blank" (keeps a place empty)."""

    key: str
    kind: str
    box: Box | None = None
    href: str | None = None
    label: str = ""
    second: str = ""
    note: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    rect: Rect = NOWHERE
    lines: list[Line] = field(default_factory=list)
    min_w: float = 0.0
    pref_w: float = 0.0
    weight: float = 1.0
    text_h: float = 0.0
    head_h: float = 0.0
    klass: Class | None = None
    kin: str = ""  # for a blank: the role of what stands in this place in other columns
    mark: str = ""  # "differs" or "only" (comparison), "same" where others differ
    twin: Cell | None = None  # the same cell in another language, when both must find room
    cut: bool = False  # its text had to be squeezed more than a calm picture bears

    @property
    def leaf(self) -> bool:
        """Whether nothing is nested in it."""
        return not self.rows

    @property
    def absent(self) -> bool:
        """Whether it only marks that something is missing."""
        return self.box is not None and self.box.absent


def cell_of(box: Box, lang: str) -> Cell:
    """The cell of `box` and of all that is nested in it."""
    rows = [[cell_of(inner, lang) for inner in row] for row in box.rows]
    return Cell(
        key=box.id,
        kind="group" if rows else "leaf",
        box=box,
        href=box.href,
        label=say(box.label, lang),
        second=second(box.label, lang),
        note=say(box.note, lang),
        rows=rows,
        layers=[layer_of(row) for row in box.rows],
    )


def root_of(rows: list[list[Cell]]) -> Cell:
    """The cell that holds a whole picture; its key is one that no box can have."""
    return Cell(key="", kind="root", rows=rows)


def layer_of(row: tuple[Box, ...]) -> str:
    """The layer a row belongs to: that of its first box that is there."""
    present = [box for box in row if not box.absent] or list(row)
    return present[0].layer or present[0].role


def visit(cell: Cell) -> list[Cell]:
    """`cell` and all cells in it, parents first."""
    found = [cell]
    for row in cell.rows:
        for inner in row:
            found += visit(inner)
    return found


def paired(cell: Cell, other: Cell) -> Cell:
    """`cell` with that of `other` as twin in every place: the same tree, built in another language."""
    for one, twin in zip(visit(cell), visit(other), strict=True):
        one.twin = twin
    return cell


# ---- widths: from the leaves up, then from the root down ----

HEADS = 0.35  # width of a column of row heads, where a column of values has 1
LONGEST_LINE = 15.0  # a label wider than this many ems rather takes two lines


def natural_widths(cell: Cell, scale: Scale, gaps: dict[GapKey, float]) -> None:
    """Fill `min_w`, `pref_w` and `weight` of every cell from its texts. `gaps` is what links ask of gutters."""
    if cell.kind == "blank":
        cell.min_w = cell.pref_w = 10.0
        return
    if cell.leaf:
        _leaf_widths(cell, scale)
        return
    least = most = weight = 0.0
    for r, row in enumerate(cell.rows):
        for inner in row:
            natural_widths(inner, scale, gaps)
        air = sum(gap_x(cell, r, i, scale, gaps) for i in range(len(row) - 1))
        least = max(least, sum(inner.min_w for inner in row) + air)
        most = max(most, sum(inner.pref_w for inner in row) + air)
        weight = max(weight, sum(inner.weight for inner in row))
    left, right = side(cell, "l", scale, gaps), side(cell, "r", scale, gaps)
    size, air_ = heading_size(cell, scale), 2 * heading_indent(scale) + 1
    said = [one for one in (cell, cell.twin) if one is not None]
    head = max(longest_word(one.label, size, True) for one in said)
    head = max(head, *(longest_word(text, scale.note) for one in said for text in (one.second, one.note))) + air_
    full = max(width(one.label, size, True) for one in said) + air_
    cell.min_w = max(least + left + right, head)
    cell.pref_w = max(most + left + right, full)
    if cell.kind == "column":  # columns are equally wide, whatever they hold
        cell.weight = 1.0
        return
    if cell.kind == "heads":
        cell.weight = HEADS
        return
    spanned = cell.box is not None and cell.box.span > 1
    cell.weight = float(cell.box.span) if spanned and cell.box else max(weight, 1.0)


def heading_size(cell: Cell, scale: Scale) -> float:
    """Size of a group's name; a column's is a little larger."""
    return scale.heading + (2 if cell.kind == "column" else 0)


def heading_indent(scale: Scale) -> float:
    """Air left and right of a group's name."""
    return scale.pad + 2


def _leaf_widths(cell: Cell, scale: Scale) -> None:
    air = 2 * scale.side
    if cell.absent:
        texts = [(cell.label, scale.note, False)]
    else:
        texts = [(cell.label, scale.label, True), (cell.second, scale.note, False), (cell.note, scale.note, False)]
    least = max(longest_word(*text) for text in texts)
    most = 0.0
    for text, size, bold in texts:
        limit = LONGEST_LINE * size
        most = max(most, *(width(line, size, bold) for line in wrap(text, size, bold, limit) or [""]))
    cell.min_w = min(least, LONGEST_LINE * scale.label) + air
    cell.pref_w = most + air
    if cell.twin is not None:
        _leaf_widths(cell.twin, scale)
        cell.min_w, cell.pref_w = max(cell.min_w, cell.twin.min_w), max(cell.pref_w, cell.twin.pref_w)
    cell.weight = float(cell.box.span) if cell.box else 1.0


def gap_x(cell: Cell, row: int, index: int, scale: Scale, gaps: dict[GapKey, float]) -> float:
    """Width of the gutter between box `index` and the next of a row."""
    base = scale.gap * (1.3 if cell.kind == "root" else 1.0)
    return max(base, gaps.get((cell.key, "x", row, index), 0.0))


def gap_y(cell: Cell, row: int, scale: Scale, gaps: dict[GapKey, float]) -> float:
    """Height of the gutter under a row."""
    return max(scale.gap, gaps.get((cell.key, "y", row, 0), 0.0))


def side(cell: Cell, where: str, scale: Scale, gaps: dict[GapKey, float]) -> float:
    """Padding of a cell at one side: "l", "r", "t" (under the heading) or "b"."""
    bare = cell.kind == "root" or where == "t" or (cell.kind == "heads" and where in "lr")
    base = 0.0 if bare else scale.pad
    return max(base, gaps.get((cell.key, where, 0, 0), 0.0))


def give_widths(cell: Cell, available: float, scale: Scale, gaps: dict[GapKey, float]) -> bool:
    """Set the width of everything in `cell` so that rows fill `available`; False when something had to be cut."""
    cell.rect = Rect(0, 0, available, 0)
    fits = True
    inner_w = available - side(cell, "l", scale, gaps) - side(cell, "r", scale, gaps)
    for r, row in enumerate(cell.rows):
        air = sum(gap_x(cell, r, i, scale, gaps) for i in range(len(row) - 1))
        widths = _shares(row, inner_w - air)
        fits = fits and sum(widths) <= inner_w - air + 0.5
        for inner, one in zip(row, widths, strict=True):
            fits = give_widths(inner, one, scale, gaps) and fits
    return fits


def _shares(row: list[Cell], room: float) -> list[float]:
    """Widths of the cells of one row: alike where they are alike, all of `room`, never under the least."""
    alike: dict[tuple[str, float], float] = {}
    for cell in row:
        kind = (cell.box.role if cell.box else cell.kind, cell.weight)
        alike[kind] = max(alike.get(kind, 0.0), cell.pref_w)
    wanted = [alike[(cell.box.role if cell.box else cell.kind, cell.weight)] for cell in row]
    if sum(wanted) > room and all(cell.kind != "heads" for cell in row):  # columns of a table stay equally wide
        wanted = [cell.pref_w for cell in row]
    weights = [cell.weight for cell in row]
    if sum(wanted) <= room:
        return _level(weights, wanted, [room] * len(row), room)
    least = [cell.min_w for cell in row]
    if sum(least) > room:
        return least
    return _level(weights, least, wanted, room)


def _level(weights: list[float], low: list[float], high: list[float], room: float) -> list[float]:
    """Shares proportional to `weights` within `low` and `high` that add up to `room`.

    Water-filling: the common share per weight rises from one bound it meets to the next.
    """
    bounds = [(w, a, max(a, b)) for w, a, b in zip(weights, low, high, strict=True)]
    level, total = 0.0, sum(low)
    growing = 0.0  # weights of those between their bounds
    for stop, change in sorted([(a / w, w) for w, a, _ in bounds] + [(b / w, -w) for w, _, b in bounds]):
        if total + growing * (stop - level) >= room:
            break
        total += growing * (stop - level)
        level, growing = stop, growing + change
    if growing > 0:
        level += (room - total) / growing
    return [min(max(level * w, a), b) for w, a, b in bounds]
