"""From a picture and its options to a scene: filter, lay out, route, label, describe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from diagrams.cells import Cell, GapKey, cell_of, layer_of, paired, root_of, visit
from diagrams.comparison import columns_root
from diagrams.describe import describe
from diagrams.furniture import BADGES, BOUNDARY_WORD, LINK_WORDS, Entry, header, legend, shifted
from diagrams.geometry import Rect
from diagrams.layout import CANVAS, Page, Placed, attempt, lay_out
from diagrams.measure import Line, say
from diagrams.model import Architecture, Comparison, Link, Options, Picture, Role, walk
from diagrams.reduce import shown
from diagrams.scene import BoxShape, Scene
from diagrams.sliding import face_partners
from diagrams.theme import MARGIN, SCALES, SMALLEST, Scale

GROW_AT_MOST = 4.0  # then words may be cut
FOOT = 22.0  # air under the legend


@dataclass
class Draft:
    """A picture on its page, before links are routed."""

    scene: Scene
    placed: Placed
    links: tuple[Link, ...]
    roles: Mapping[str, Role]
    grown: bool = False  # nothing fitted: the canvas had to become larger


def draft(
    picture: Picture, options: Options, gaps: dict[GapKey, float] | None = None, most: Scale | None = None
) -> Draft:
    """Lay `picture` out; `gaps` is what links ask of the gutters, `most` the largest type scale worth trying."""
    picture = shown(picture, options)
    lang = options.lang
    canvas_w, canvas_h = CANVAS[options.aspect]
    lines, _ = header(picture.title, picture.message, lang, canvas_w)
    top = max(header(picture.title, picture.message, one, canvas_w)[1] for one in options.measured)
    entries = _entries(picture, lang) if options.legend else []
    bottom = canvas_h - FOOT if canvas_h else 0.0
    items, _ = legend(entries, lang, canvas_w, bottom)
    legend_top = min(legend(entries, one, canvas_w, bottom)[1] for one in options.measured)
    under = 12.0 if items else MARGIN - FOOT
    if canvas_h:
        page = Page(canvas_w, canvas_h, Rect(MARGIN, top, canvas_w - 2 * MARGIN, legend_top - under - top))
    else:
        page = Page(canvas_w, under - legend_top + FOOT, Rect(MARGIN, top, canvas_w - 2 * MARGIN, 0))
    scales: tuple[Scale, ...] = SCALES if canvas_h else SCALES[3:]
    if most in scales:
        scales = scales[scales.index(most) :]
    placed = _fit(lambda: _build(picture, options), page, gaps or {}, scales)
    if placed.page.height > canvas_h and items:
        items = shifted(items, placed.page.height - FOOT - bottom)
    scene = Scene(
        id="",
        width=placed.page.width,
        height=placed.page.height,
        title=say(picture.title, lang),
        desc=describe(picture, lang),
        lang=lang,
        header=lines,
        legend=items,
    )
    links = picture.links if isinstance(picture, Architecture) else ()
    face_partners(placed.root, links)
    return Draft(scene, placed, links, picture.roles, placed.page.width > canvas_w)


def _build(picture: Picture, options: Options) -> Cell:
    own = _tree(picture, options.lang)
    others = [lang for lang in options.measured if lang != options.lang]
    return paired(own, _tree(picture, others[0])) if others else own


def _tree(picture: Picture, lang: str) -> Cell:
    if isinstance(picture, Comparison):
        return columns_root(picture, lang)
    rows = [[cell_of(box, lang) for box in row] for row in picture.rows]
    root = root_of(rows)
    root.layers = [layer_of(row) for row in picture.rows]
    return root


def _fit(build: Callable[[], Cell], page: Page, gaps: dict[GapKey, float], scales: tuple[Scale, ...]) -> Placed:
    placed = lay_out(lambda _: build(), page, gaps, scales)
    grow = 1.0
    while placed is None:  # the last resort: a larger canvas of the same shape
        grow *= 1.05
        wide = round(page.width * grow)
        tall = round(page.height * grow) if page.content.h else page.height  # auto: as tall as it turns out
        room = page.content.h and page.content.h + tall - page.height
        more = Page(wide, tall, Rect(MARGIN, page.content.y, wide - 2 * MARGIN, room))
        placed = attempt(build(), more, SCALES[-1], gaps, force=grow > GROW_AT_MOST)
    return placed


def _entries(picture: Picture, lang: str) -> list[Entry]:
    """Legend entries for the roles that have a name, the link kinds and the marks that the picture uses."""
    if isinstance(picture, Comparison):
        architectures = [column.architecture for column in picture.columns]
    else:
        architectures = [picture]
    boxes = [box for one in architectures for box in walk(one.rows) if not box.absent]
    used = {box.role for box in boxes}
    roles = sorted((picture.roles[id_] for id_ in used), key=lambda role: (-role.rank, role.id))
    found = [Entry("role", role.colour, role.label) for role in roles if role.colour != "plain" and role.label]
    if any(box.boundary for box in boxes):
        found.append(Entry("boundary", "", BOUNDARY_WORD))
    if isinstance(picture, Architecture):
        kinds = {link.kind for link in picture.links}
        found += [Entry("link", kind, LINK_WORDS[kind]) for kind in LINK_WORDS if kind in kinds]
    return found


def box_shapes(made: Draft, options: Options) -> list[BoxShape]:
    """Shapes of all cells, parents first; boxes of later build steps are left out, but keep their places."""
    shapes = []
    lines = [line for cell in visit(made.placed.root) for line in cell.lines]
    inks = [Rect(line.left, line.y - 0.8 * line.size, line.width, line.size) for line in lines]
    badged: set[tuple[str, str]] = set()  # (column, layer): what repeats in a column is marked once
    column = ""
    for cell in visit(made.placed.root):
        if cell.kind in ("root", "blank", "heads"):
            continue
        box = cell.box
        if box is not None and options.step is not None and box.step > options.step:
            continue
        column = cell.key if cell.kind == "column" else column
        badge = None
        if box is not None and cell.mark in BADGES and (column, box.layer or box.role) not in badged:
            badge = _badge(cell, options.lang, inks)
            if badge is not None:
                badged.add((column, box.layer or box.role))
        slot = made.roles[box.role].colour if box and box.role in made.roles else "plain"
        name = ", ".join(text for text in (cell.label, cell.second, cell.note) if text)
        emphasis = ""
        if options.highlight and box is not None:
            emphasis = "on" if box.id in options.highlight else "off" if cell.leaf and options.dim else ""
        shapes.append(
            BoxShape(
                id=cell.key,
                kind="absent" if cell.absent else cell.kind,
                rect=cell.rect,
                slot=slot,
                lines=tuple(cell.lines),
                name=name,
                href=cell.href,
                boundary=bool(box and box.boundary),
                mark=cell.mark,
                badge=badge,
                emphasis=emphasis,
            )
        )
    return shapes


def _badge(cell: Cell, lang: str, inks: list[Rect]) -> tuple[Rect, Line] | None:
    """A small word at the upper right of a box, on its border if it can be; None where it would hide other words."""
    line = Line(say(BADGES[cell.mark], lang), SMALLEST, bold=True)
    wide, tall = line.width + 14, 18.0
    for dy in (0.0, -4.0, tall / 2 + 5):
        for x in (cell.rect.right - wide - 9, cell.rect.x + 9):
            rect = Rect(round(x, 1), round(cell.rect.y - tall / 2 + dy, 1), round(wide, 1), tall)
            if not any(rect.grown(4, 2).meets(ink) for ink in inks):
                return rect, replace(line, x=rect.cx, y=rect.cy + 0.36 * line.size)
    return None
