"""Drawings as PDF: vectors, the shipped fonts embedded as subsets, links that work, title and language set.

reportlab writes the file; it is asked for the same bytes every time (`invariant`). The page is 13.33 × 7.5 inches
for a 16:9 picture, so one unit of the canvas is three quarters of a point.
"""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from diagrams.drawing import Drawing
from diagrams.geometry import Point, Rect
from diagrams.markup import target
from diagrams.measure import Line
from diagrams.scene import BoxShape, EdgeShape, LegendItem
from diagrams.strokes import HEAD, head_corners, shortened
from diagrams.svg import DASH, HEADLESS
from diagrams.theme import CORNER_BOX, CORNER_GROUP, CORNER_LINK, PALETTES, STROKE, STROKE_BOUNDARY, STROKE_LINK
from diagrams.typeface import FILES

POINT = 0.75  # points to a pixel
DIM = 0.35
_lock = threading.Lock()  # reportlab keeps fonts and their subsets in module state


@functools.cache
def _fonts() -> dict[bool, str]:
    """The names under which reportlab knows the shipped fonts; reading them takes a moment, once a process."""
    names = {False: "VirtlasSans", True: "VirtlasSans-Bold"}
    for bold, name in names.items():
        pdfmetrics.registerFont(TTFont(name, str(FILES[bold])))
    return names


def pdf(drawings: Sequence[Drawing]) -> bytes:
    """One page for each drawing."""
    first = drawings[0].scene
    out = io.BytesIO()
    with _lock:
        _fonts()
        page = Canvas(
            out,
            pagesize=(first.width * POINT, first.height * POINT),
            invariant=1,
            lang="en" if first.lang == "en" else "ko",
            initialFontName=_fonts()[False],
        )
        page.setTitle(first.title)
        page.setSubject(first.desc[:1000])
        page.setCreator("Virtlas")
        page.setAuthor("Virtlas")
        for drawing in drawings:
            _Page(page, drawing).draw()
        page.save()
    return out.getvalue()


class _Page:
    """Draws one scene; y grows upwards here, so everything is mirrored on its way in."""

    def __init__(self, canvas: Canvas, drawing: Drawing) -> None:
        self.canvas = canvas
        self.scene = drawing.scene
        self.options = drawing.options
        self.palette = PALETTES[drawing.options.theme]
        self.dim = 1.0

    def draw(self) -> None:
        """The whole page."""
        scene = self.scene
        self.canvas.setPageSize((scene.width * POINT, scene.height * POINT))
        self.canvas.saveState()
        self.canvas.scale(POINT, POINT)
        if self.options.background == "solid":
            self.rect(Rect(0, 0, scene.width, scene.height), 0, "ground")
        for line in scene.loose:
            self.text(line)
        frames = [box for box in scene.boxes if box.kind in ("group", "column")]
        for box in frames + [box for box in scene.boxes if box.kind not in ("group", "column")]:
            self.box(box)
        for edge in scene.edges:
            self.edge(edge)
        for item in scene.legend:
            self.legend(item)
        self.canvas.restoreState()
        self.canvas.showPage()

    def colour(self, name: str) -> Color:
        """A colour by its name in the theme, dimmed towards the ground where nothing points at it."""
        slot, _, part = name.partition(".")
        found = getattr(self.palette.roles[slot], part) if part else getattr(self.palette, slot)
        colour = HexColor(found)
        if self.dim < 1.0:
            ground = HexColor(self.palette.ground)
            mixed = (c * self.dim + g * (1 - self.dim) for c, g in zip(colour.rgb(), ground.rgb(), strict=True))
            return Color(*mixed)
        return colour

    def rect(self, at: Rect, corner: float, fill: str | None, stroke: str | None = None, width: float = STROKE) -> None:
        """A rectangle with rounded corners."""
        if fill:
            self.canvas.setFillColor(self.colour(fill))
        if stroke:
            self.canvas.setStrokeColor(self.colour(stroke))
            self.canvas.setLineWidth(width)
        y = self.scene.height - at.bottom
        self.canvas.roundRect(
            at.x, y, at.w, at.h, min(corner, at.h / 2), stroke=int(bool(stroke)), fill=int(bool(fill))
        )

    def text(self, line: Line, colour: str | None = None) -> None:
        """One line of text at its baseline."""
        self.canvas.setFillColor(self.colour(colour or ("quiet" if line.quiet else "ink")))
        self.canvas.setFont(_fonts()[line.bold], line.size)
        self.canvas.drawString(line.left, self.scene.height - line.y, line.text)

    def box(self, box: BoxShape) -> None:
        """A box with its words, and the link it is."""
        self.dim = DIM if box.emphasis == "off" else 1.0
        frame = box.kind in ("group", "column")
        soft = box.mark == "same" and not frame
        if box.kind == "absent":
            self.canvas.setDash([6, 5])
            self.rect(box.rect, CORNER_BOX, None, "quiet")
            self.canvas.setDash([])
        else:
            part = "group" if frame else "soft" if soft else "box"
            width = STROKE_BOUNDARY if box.boundary else STROKE + 1.2 if box.emphasis == "on" else STROKE
            stroke = f"{box.slot}.soft_stroke" if soft else f"{box.slot}.stroke"
            self.rect(box.rect, CORNER_GROUP if frame else CORNER_BOX, f"{box.slot}.{part}", stroke, width)
        for line in box.lines:
            self.text(line)
        if box.badge is not None:
            at, line = box.badge
            self.rect(at, at.h / 2, "accent")
            self.text(line, "accent_ink")
        address = target(box.href)
        if address and "://" in address:
            y = self.scene.height - box.rect.bottom
            area = (box.rect.x, y, box.rect.right, y + box.rect.h)
            self.canvas.linkURL(address, area, relative=1)
        self.dim = 1.0

    def edge(self, edge: EdgeShape) -> None:
        """A link, its heads and its words."""
        self.dim = DIM if edge.emphasis == "off" else 1.0
        points = list(edge.points)
        if edge.kind not in HEADLESS:
            self.head(points[-2], points[-1])
            points[-1] = shortened(points[-2], points[-1], HEAD[0] - 1.5)
            if edge.both:
                self.head(points[1], points[0])
                points[0] = shortened(points[1], points[0], HEAD[0] - 1.5)
        self.line(points, edge.kind)
        if edge.chip is not None:
            if edge.chip.lines:
                self.rect(edge.chip.rect, 6, "chip")
            if edge.chip.number is not None:
                (x, y), radius, line = edge.chip.number
                self.canvas.setFillColor(self.colour("line"))
                self.canvas.circle(x, self.scene.height - y, radius, stroke=0, fill=1)
                self.text(line, "chip")
            for line in edge.chip.lines:
                self.text(line)
        self.dim = 1.0

    def line(self, points: list[Point], kind: str) -> None:
        """A line with rounded corners."""
        tall = self.scene.height
        path: PDFPathObject = self.canvas.beginPath()
        path.moveTo(points[0][0], tall - points[0][1])
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            room = min(_length(before, corner), _length(corner, after)) / 2
            start, end = (
                shortened(before, corner, min(CORNER_LINK, room)),
                shortened(after, corner, min(CORNER_LINK, room)),
            )
            path.lineTo(start[0], tall - start[1])
            one, two = _towards(start, corner), _towards(end, corner)
            path.curveTo(one[0], tall - one[1], two[0], tall - two[1], end[0], tall - end[1])
        path.lineTo(points[-1][0], tall - points[-1][1])
        self.canvas.setStrokeColor(self.colour("line"))
        self.canvas.setLineWidth(STROKE_LINK)
        dash = DASH[kind]
        self.canvas.setDash([float(part) for part in dash.split()] if dash else [])
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash([])

    def head(self, before: Point, tip: Point) -> None:
        """A filled arrow head."""
        path: PDFPathObject = self.canvas.beginPath()
        corners = head_corners(before, tip)
        path.moveTo(corners[0][0], self.scene.height - corners[0][1])
        for x, y in corners[1:]:
            path.lineTo(x, self.scene.height - y)
        path.close()
        self.canvas.setFillColor(self.colour("line"))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def legend(self, item: LegendItem) -> None:
        """One entry of the legend."""
        at = item.at
        if item.kind == "link":
            headed = item.value not in HEADLESS
            self.line([(at.x, at.cy), (at.right - (9 if headed else 0), at.cy)], item.value)
            if headed:
                self.head((at.x, at.cy), (at.right, at.cy))
        elif item.kind == "boundary":
            self.rect(at.grown(-1, -2), 5, "plain.group", "plain.stroke", STROKE_BOUNDARY)
        elif item.kind == "mark":
            self.rect(at.grown(0, -3), 6, "accent")
        else:
            self.rect(at, 5, f"{item.value}.box", f"{item.value}.stroke")
        self.text(item.line)


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point) -> Point:
    """Two thirds of the way: where a cubic curve has its handle to be the quadratic one of the SVG."""
    return a[0] + (b[0] - a[0]) * 2 / 3, a[1] + (b[1] - a[1]) * 2 / 3
