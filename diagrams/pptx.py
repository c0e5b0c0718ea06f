"""Drawings as PowerPoint slides: native shapes that can be edited there, one slide for each drawing.

python-pptx writes the file. The font is named for Latin and for Korean text; a machine without it takes its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from diagrams.drawing import Drawing
from diagrams.geometry import Point, Rect
from diagrams.markup import target
from diagrams.measure import Line
from diagrams.scene import BoxShape, Chip, EdgeShape, LegendItem
from diagrams.svg import DASH, HEADLESS
from diagrams.theme import CORNER_BOX, CORNER_GROUP, FAMILY, MARGIN, PALETTES, STROKE, STROKE_BOUNDARY, STROKE_LINK

PIXEL = 9525  # EMU
POINT = 0.75  # points to a pixel
DIM = 0.35
SLACK = 1.15  # how much wider than measured a line of text may turn out
LONG_AGO = datetime(2020, 1, 1)  # the same picture is the same file
BLANK = 6  # python-pptx's layout without placeholders


def pptx(drawings: Sequence[Drawing]) -> bytes:
    """One slide for each drawing, of the first one's shape."""
    first = drawings[0].scene
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(round(first.width) * PIXEL), Emu(round(first.height) * PIXEL)
    for drawing in drawings:
        _Slide(deck.slides.add_slide(deck.slide_layouts[BLANK]), drawing).draw()
    about = deck.core_properties
    about.title, about.author, about.subject = first.title, "Virtlas", ""
    about.comments = first.desc[:250]
    about.language = "en-US" if first.lang == "en" else "ko-KR"
    about.created = about.modified = LONG_AGO
    about.last_modified_by = "Virtlas"
    out = io.BytesIO()
    deck.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same archive without the hour in which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(
                zipfile.ZipInfo(entry.filename, LONG_AGO.timetuple()[:6]), old.read(entry), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


class _Slide:
    """Draws one scene on one slide."""

    def __init__(self, slide: Any, drawing: Drawing) -> None:
        self.slide = slide
        self.shapes = slide.shapes
        self.scene = drawing.scene
        self.options = drawing.options
        self.palette = PALETTES[drawing.options.theme]
        self.language = "en-US" if self.scene.lang == "en" else "ko-KR"
        self.dim = 1.0
        self.drawn: list[tuple[BoxShape, Any]] = []

    def draw(self) -> None:
        """The whole slide."""
        fill = self.slide.background.fill
        if self.options.background == "solid":
            fill.solid()
            fill.fore_color.rgb = self.colour("ground")
        for line in self.scene.loose:
            self.words(line, self.scene.width - line.left - MARGIN if line.anchor == "start" else 0.0)
        frames = [box for box in self.scene.boxes if box.kind in ("group", "column")]
        for box in frames + [box for box in self.scene.boxes if box.kind not in ("group", "column")]:
            self.box(box)
        for edge in self.scene.edges:
            self.edge(edge)
        for item in self.scene.legend:
            self.legend(item)
        self.slide.notes_slide.notes_text_frame.text = self.scene.desc

    def colour(self, name: str) -> RGBColor:
        """A colour by its name in the theme, dimmed where nothing points at it."""
        slot, _, part = name.partition(".")
        found = getattr(self.palette.roles[slot], part) if part else getattr(self.palette, slot)
        colour, ground = bytes.fromhex(found[1:]), bytes.fromhex(self.palette.ground[1:])
        mixed = (round(c * self.dim + g * (1 - self.dim)) for c, g in zip(colour, ground, strict=True))
        return RGBColor(*mixed)  # type: ignore[no-untyped-call]

    def shape(self, at: Rect, corner: float, fill: str | None, stroke: str | None, width: float = STROKE) -> Any:
        """A rectangle, with rounded corners if `corner`."""
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if corner else MSO_SHAPE.RECTANGLE
        made = self.shapes.add_shape(kind, *_frame(at))
        if corner:
            made.adjustments[0] = min(0.5, corner / max(min(at.w, at.h), 1.0))
        _unstyled(made)
        if fill:
            made.fill.solid()
            made.fill.fore_color.rgb = self.colour(fill)
        else:
            made.fill.background()
        if stroke:
            made.line.color.rgb = self.colour(stroke)
            made.line.width = Pt(width * POINT)
        else:
            made.line.fill.background()
        return made

    def write(
        self,
        frame: Any,
        lines: Sequence[Line],
        colour: str | None = None,
        align: Any = PP_ALIGN.CENTER,
        wrap: bool = False,
    ) -> None:
        """Lines as paragraphs of a text frame, as they were broken."""
        frame.word_wrap = wrap
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = align
            run = paragraph.add_run()
            run.text = line.text
            font = run.font
            font.size, font.bold, font.name = Pt(round(line.size * POINT, 1)), line.bold, FAMILY
            font.color.rgb = self.colour(colour or ("quiet" if line.quiet else "ink"))
            properties = run._r.get_or_add_rPr()
            properties.set("lang", self.language)
            east = properties.makeelement(qn("a:ea"), {"typeface": FAMILY})
            properties.find(qn("a:latin")).addnext(east)

    def words(self, line: Line, width: float = 0.0) -> None:
        """A line of text without a box, in a frame that a wider font may grow into; `width` is what there is at most.

        LibreOffice centres text that does not wrap on its frame, whatever its alignment: text at the left wraps.
        """
        start = line.anchor == "start"
        wide = max(width, line.width * SLACK + 4)
        left = line.left if start else line.x - wide / 2
        made = self.shapes.add_textbox(*_frame(Rect(left, line.y - 1.05 * line.size, wide, 1.4 * line.size)))
        made.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.write(made.text_frame, [line], align=PP_ALIGN.LEFT if start else PP_ALIGN.CENTER, wrap=start)

    def box(self, box: BoxShape) -> None:
        """A box with its words; it can be clicked when it leads somewhere."""
        self.dim = DIM if box.emphasis == "off" else 1.0
        frame = box.kind in ("group", "column")
        soft = box.mark == "same" and not frame
        width = STROKE_BOUNDARY if box.boundary else STROKE + 1.2 if box.emphasis == "on" else STROKE
        if box.kind == "absent":
            made = self.shape(box.rect, CORNER_BOX, None, "quiet")
            made.line.dash_style = MSO_LINE.DASH
        else:
            part = "group" if frame else "soft" if soft else "box"
            stroke = f"{box.slot}.soft_stroke" if soft else f"{box.slot}.stroke"
            corner = CORNER_GROUP if frame else CORNER_BOX
            made = self.shape(box.rect, corner, f"{box.slot}.{part}", stroke, width)
        made.name = box.name or box.id
        text = made.text_frame
        centred = all(line.anchor == "middle" for line in box.lines)
        if centred:
            text.vertical_anchor = MSO_ANCHOR.MIDDLE
            self.write(text, box.lines)
        else:
            for line in box.lines:
                self.words(line)
        address = target(box.href)
        if address and "://" in address:
            made.click_action.hyperlink.address = address
        if box.badge is not None:
            at, line = box.badge
            badge = self.shape(at, at.h / 2, "accent", None)
            badge.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            self.write(badge.text_frame, [line], "accent_ink")
        self.drawn.append((box, made))
        self.dim = 1.0

    def edge(self, edge: EdgeShape) -> None:
        """A line with its corners, an arrow head, and its words."""
        self.dim = DIM if edge.emphasis == "off" else 1.0
        self.line(edge.points, edge.kind, edge.both, edge.name)
        if edge.chip is not None:
            self.chip(edge.chip)
        self.dim = 1.0

    def line(self, points: Sequence[Point], kind: str, both: bool, name: str) -> None:
        """A straight connector, or a freeform where the line has corners."""
        if len(points) == 2:
            (ax, ay), (bx, by) = points
            made = self.shapes.add_connector(1, *(Emu(round(value * PIXEL)) for value in (ax, ay, bx, by)))
        else:
            builder = self.shapes.build_freeform(round(points[0][0] * 10), round(points[0][1] * 10), scale=PIXEL / 10)
            builder.add_line_segments([(round(x * 10), round(y * 10)) for x, y in points[1:]], close=False)
            made = builder.convert_to_shape()
            made.fill.background()
        _unstyled(made)
        made.name = name or "line"
        made.line.color.rgb = self.colour("line")
        made.line.width = Pt(STROKE_LINK * POINT)
        if DASH[kind]:
            made.line.dash_style = MSO_LINE.DASH if kind == "control" else MSO_LINE.ROUND_DOT
        outline = made.line._get_or_add_ln()
        if kind not in HEADLESS:
            for tag in ("a:headEnd", "a:tailEnd") if both else ("a:tailEnd",):
                outline.append(outline.makeelement(qn(tag), {"type": "triangle", "w": "med", "len": "med"}))

    def chip(self, chip: Chip) -> None:
        """A label on its own ground, its number in a circle before it."""
        if chip.lines:
            made = self.shape(chip.rect, 6, "chip", None)
            made.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            self.write(made.text_frame, chip.lines)
        if chip.number is not None:
            (x, y), radius, line = chip.number
            dot = self.shapes.add_shape(MSO_SHAPE.OVAL, *_frame(Rect(x - radius, y - radius, 2 * radius, 2 * radius)))
            _unstyled(dot)
            dot.fill.solid()
            dot.fill.fore_color.rgb = self.colour("line")
            dot.line.fill.background()
            dot.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            self.write(dot.text_frame, [line], "chip")

    def legend(self, item: LegendItem) -> None:
        """One entry of the legend."""
        if item.kind == "link":
            self.line([(item.at.x, item.at.cy), (item.at.right, item.at.cy)], item.value, False, "")
        elif item.kind == "boundary":
            self.shape(item.at.grown(-1, -2), 5, "plain.group", "plain.stroke", STROKE_BOUNDARY)
        elif item.kind == "mark":
            self.shape(item.at.grown(0, -3), 6, "accent", None)
        else:
            self.shape(item.at, 5, f"{item.value}.box", f"{item.value}.stroke")
        self.words(item.line)


def _unstyled(shape: Any) -> None:
    """Take the theme's style off a shape: all that is seen is set, and LibreOffice draws the style's shadow."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _frame(at: Rect) -> tuple[Emu, Emu, Emu, Emu]:
    left, top, wide, tall = (Emu(round(value * PIXEL)) for value in (at.x, at.y, at.w, at.h))
    return left, top, wide, tall
