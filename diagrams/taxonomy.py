"""Kinds of a thing: broader things above it, its kinds below, theirs hanging under them in columns.

Kinds that have kinds of their own head a column each; the others share columns. Too many columns fold into bands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from diagrams.geometry import Point, Rect, straighten
from diagrams.graph_view import MORE
from diagrams.measure import say
from diagrams.model import Options
from diagrams.scene import Scene
from diagrams.sheet import ENDLESS, Content, Page, Words, lowered, node_shape, plain_edge, quiet, settle, tall, texts
from diagrams.views import Node, Taxonomy, Twig

INDENT = 18.0  # of what hangs under a head
LEVEL = 40.0  # between the root and the line its kinds hang on, and as much below broader things
CUTS = (40, 9, 7, 5, 4, 3, 2)  # how many kinds a column may list; what is left out is counted
LARGE = 14.0  # rather fewer kinds than smaller type
NARROW = 9.5  # a column, in label sizes
MOST_AIR = 1.7
ABREAST = 6  # so few kinds stand side by side, each on its own

Columns = list[list["Cell"]]


@dataclass(frozen=True)
class Measure:
    """What all columns of one page share."""

    size: float
    width: float
    gap: float
    cell_h: float = 0.0
    pitch: float = 0.0


@dataclass
class Cell:
    """One box of a column; `deep` when it hangs under the head."""

    node: Node
    words: Words
    deep: bool


def taxonomy_scene(tree: Taxonomy, options: Options) -> Scene:
    """Lay `tree` out on a page of the asked shape."""
    cuts = CUTS if options.detail == "full" else CUTS[3:]

    def place(page: Page) -> Content | None:
        tried = cuts if page.size <= LARGE else cuts[:1]
        for cut in tried:
            found = _place(tree, options, page, cut)
            if found is not None:
                spare = page.room.bottom - found.bottom if page.room.h < ENDLESS else 0.0
                return lowered(found, spare * 0.4)
        return None

    return settle(tree.title, tree.message, tree.hues, options, place)


def _place(tree: Taxonomy, options: Options, page: Page, cut: int) -> Content | None:
    room, size, most = page
    content = Content(0.0)
    top = _above(content, tree, options, page)
    if top is None:
        return None
    words = texts(tree.root.node.label, options, size + 2, room.w * 0.5)
    wide = max(words.width + 48, 190.0)
    root = Rect(room.x + (room.w - wide) / 2, top, wide, tall(words, size) + 8)
    content.boxes.append(node_shape(tree.root.node, root, words, options, boundary=True))
    _ups(content, tree)
    if not tree.root.twigs:
        content.bottom = root.bottom
        return content if root.bottom <= room.bottom else None
    left = room.bottom - root.bottom - LEVEL
    for bands in range(1, 5):
        measure = _measure(tree, room, size, bands, cut)
        if measure is None:
            continue
        columns = _columns(tree, options, measure, cut)
        if any(cell.words.count > most for column in columns for cell in column):
            continue
        cell_h = max(tall(cell.words, size) for column in columns for cell in column)
        per = ceil(len(columns) / bands)
        rows = [columns[at : at + per] for at in range(0, len(columns), per)]
        count = sum(max(len(column) for column in band) for band in rows)
        folds = (len(rows) - 1) * LEVEL * 0.9
        least = cell_h + 0.38 * size
        if count * least + folds > left + 0.5:
            continue
        pitch = min((left - folds) / count, cell_h * MOST_AIR) if left < ENDLESS / 2 else least
        _hang(content, rows, root, replace(measure, cell_h=cell_h, pitch=max(pitch, least)), options)
        return content
    return None


def _stacks(tree: Taxonomy, cut: int) -> list[tuple[Twig, ...]]:
    """Kinds without kinds of their own, as many in a column as the longest other column has boxes."""
    heads = [twig for twig in tree.root.twigs if twig.twigs]
    singles = tuple(twig for twig in tree.root.twigs if not twig.twigs)
    if len(tree.root.twigs) <= ABREAST:
        return [(twig,) for twig in singles]
    per = max((min(len(twig.twigs), cut + 1) + 1 for twig in heads), default=max(1, ceil(len(singles) / 6)))
    return [singles[at : at + per] for at in range(0, len(singles), per)]


def _measure(tree: Taxonomy, room: Rect, size: float, bands: int, cut: int) -> Measure | None:
    """Width of the columns and the gap between them when folded into `bands`; None when they get too narrow."""
    whole = sum(1 for twig in tree.root.twigs if twig.twigs) + len(_stacks(tree, cut))
    if bands > whole:
        return None
    count = ceil(whole / bands)
    gap = 1.1 * size
    width = min((room.w - (INDENT if bands > 1 else 0.0) - (count - 1) * gap) / count, 17 * size)
    return Measure(size, width, gap) if width >= NARROW * size else None


def _columns(tree: Taxonomy, options: Options, measure: Measure, cut: int) -> Columns:
    heads = [twig for twig in tree.root.twigs if twig.twigs]
    columns = [_column(twig, cut, options, measure) for twig in heads]
    return columns + [
        [
            _cell(twig.node, options, measure.size, measure.width - INDENT * (len(stack) > 1), deep=len(stack) > 1)
            for twig in stack
        ]
        for stack in _stacks(tree, cut)
    ]


def _column(head: Twig, cut: int, options: Options, measure: Measure) -> list[Cell]:
    size, width = measure.size, measure.width
    kept = head.twigs if len(head.twigs) <= cut + 1 else head.twigs[:cut]
    cells = [_cell(head.node, options, size, width, deep=False)]
    cells += [_cell(twig.node, options, size, width - INDENT, deep=True) for twig in kept]
    missing = len(head.twigs) - len(kept)
    if missing:
        label = {key: text.format(n=missing) for key, text in MORE.items()}
        cells.append(_cell(Node(f"more-{head.node.id}", label), options, size, width - INDENT, deep=True))
    return cells


def _cell(node: Node, options: Options, size: float, width: float, *, deep: bool) -> Cell:
    once = node.slot == "plain" and not node.href  # what only counts is said in one language
    own = replace(options, lang=options.lang.partition("+")[0]) if once else options
    return Cell(node, texts(node.label, own, size, width - 0.9 * size), deep)


def _hang(content: Content, bands: list[Columns], root: Rect, measure: Measure, options: Options) -> None:
    """Draw the bands of columns under the root and the lines they hang on."""
    width, gap = measure.width, measure.gap
    folded = len(bands) > 1
    count = max(len(band) for band in bands)
    total = count * width + (count - 1) * gap + (INDENT if folded else 0.0)
    first = root.cx - total / 2
    spine = round(first, 1)
    left = first + (INDENT if folded else 0.0)
    bus = round(root.bottom + LEVEL * 0.5, 1)
    y = root.bottom + LEVEL
    for row, band in enumerate(bands):
        if row:
            y += LEVEL * 0.9
            bus = round(y - LEVEL * 0.5, 1)
        start = left if folded else root.cx - (len(band) * width + (len(band) - 1) * gap) / 2
        for place, column in enumerate(band):
            x = start + place * (width + gap)
            middle = x + width / 2
            stem: list[Point] = [(root.cx, root.bottom), (root.cx, bus), (middle, bus), (middle, y)]
            if row:
                first_bus = root.bottom + LEVEL * 0.5
                stem = [(root.cx, root.bottom), (root.cx, first_bus), (spine, first_bus), (spine, bus)]
                stem += [(middle, bus), (middle, y)]
            head = column[0]
            if head.deep:  # a column without a head: its boxes hang on the line themselves
                side, level = x + INDENT / 2, y + measure.cell_h / 2
                stem = [*stem[:-2], (side, bus), (side, level), (x + INDENT, level)]
            name = say(head.node.label, options.lang)
            content.edges.append(plain_edge(f"twig-{head.node.id}", straighten(stem), name))
            _column_boxes(content, column, (x, y), measure, options)
        y += max(len(column) for column in band) * measure.pitch - (measure.pitch - measure.cell_h)
    content.bottom = y


def _column_boxes(content: Content, column: list[Cell], at: Point, measure: Measure, options: Options) -> None:
    (x, y), width, cell_h, pitch = at, measure.width, measure.cell_h, measure.pitch
    for number, cell in enumerate(column):
        inset = INDENT if cell.deep else 0.0
        rect = Rect(x + inset, y + number * pitch, width - inset, cell_h)
        shape = node_shape(cell.node, rect, cell.words, options)
        content.boxes.append(quiet(shape) if cell.node.id.startswith("more-") and not cell.node.href else shape)
        name = say(cell.node.label, options.lang)
        if number and cell.deep:
            top = y + cell_h / 2 if column[0].deep else y + cell_h
            line = [(x + INDENT / 2, top), (x + INDENT / 2, rect.cy), (rect.x, rect.cy)]
            content.edges.append(plain_edge(f"twig-{cell.node.id}", straighten(line), name))


def _above(content: Content, tree: Taxonomy, options: Options, page: Page) -> float | None:
    """Draw the rows of broader things; returns where the root begins, None when they do not fit."""
    room, size, most = page
    y = room.y
    for row in tree.above:
        gap = 2 * size
        widest = min((room.w - (len(row) - 1) * gap) / len(row), 19 * size)
        cells = [(node, texts(node.label, options, size, widest - 1.2 * size)) for node in row]
        if any(words.count > most for _, words in cells):
            return None
        widths = [max(words.width + 1.8 * size, 8 * size) for _, words in cells]
        height = max(tall(words, size) for _, words in cells)
        x = room.x + (room.w - sum(widths) - gap * (len(row) - 1)) / 2
        for (node, words), width in zip(cells, widths, strict=True):
            content.boxes.append(node_shape(node, Rect(x, y, width, height), words, options))
            x += width + gap
        y += height + LEVEL
    return y


def _ups(content: Content, tree: Taxonomy) -> None:
    """Arrows from narrower to broader things among those above, and from the root."""
    shapes = {shape.id: shape for shape in content.boxes}
    for number, (lower, upper) in enumerate(tree.ups):
        low, high = shapes[lower].rect, shapes[upper].rect
        mid = round((low.y + high.bottom) / 2, 1)
        points = straighten([(low.cx, low.y), (low.cx, mid), (high.cx, mid), (high.cx, high.bottom)])
        content.edges.append(plain_edge(f"up-{number}", points, f"{shapes[lower].name} → {shapes[upper].name}", "data"))
