"""The scene as finished SVG: accessible, linkable, the same bytes for the same scene."""

from __future__ import annotations

from diagrams import embed, outline
from diagrams.geometry import Point, Rect
from diagrams.markup import Value, element, number, slug, target, words
from diagrams.measure import Line
from diagrams.model import Options
from diagrams.paint import Paint
from diagrams.scene import BoxShape, Chip, EdgeShape, LegendItem, Scene
from diagrams.strokes import HEAD, arrow_head, rounded, shortened
from diagrams.theme import (
    CORNER_BOX,
    CORNER_GROUP,
    FALLBACKS,
    STROKE,
    STROKE_BOUNDARY,
    STROKE_LINK,
)

DASH = {"data": None, "relation": None, "plain": None, "control": "7 5", "trust": "2 5"}
HEADLESS = ("trust", "plain")


class Writer:
    """Writes one scene; holds what all its elements share."""

    def __init__(self, scene: Scene, options: Options) -> None:
        self.scene = scene
        self.options = options
        self.paint = Paint(options.theme, scene.id)
        self.texts: dict[bool, set[str]] = {False: set(), True: set()}

    def document(self) -> str:
        """The whole SVG."""
        scene, options = self.scene, self.options
        groups = [box for box in scene.boxes if box.kind in ("group", "column")]
        leaves = [box for box in scene.boxes if box.kind not in ("group", "column")]
        parts: list[str] = []
        if options.background == "solid":
            parts.append(self.rect(Rect(0, 0, scene.width, scene.height), 0, self.paint("ground")))
        parts += [self.text(line) for line in scene.header]
        parts += [self.box(box) for box in groups + leaves]
        parts += [self.edge(edge) for edge in scene.edges]
        parts += [element("g", {"id": f"{scene.id}-{slug(note.id)}"}, self.text(note.line)) for note in scene.notes]
        if scene.legend:
            parts.append(element("g", {"id": f"{scene.id}_legend"}, *(self.legend(item) for item in scene.legend)))
        style = self.paint.style()
        family = FALLBACKS
        if options.text == "embed":
            faces, own = embed.font_faces(self.texts)
            style = faces + style
            family = f"{own}, {FALLBACKS}" if own else FALLBACKS
        head = [element("title", {"id": f"{scene.id}_title"}, words(scene.title))]
        head.append(element("desc", {"id": f"{scene.id}_desc"}, words(scene.desc)))
        if style:
            head.append(element("style", {}, words(style)))
        wide, tall = picture_size(scene, options)
        return (
            element(
                "svg",
                {
                    "xmlns": "http://www.w3.org/2000/svg",
                    "id": scene.id,
                    "viewBox": f"0 0 {number(scene.width)} {number(scene.height)}",
                    "width": wide,
                    "height": tall,
                    "role": "img",
                    "aria-labelledby": f"{scene.id}_title {scene.id}_desc",
                    "lang": "ko" if scene.lang != "en" else "en",
                    "font-family": None if options.text == "paths" else family,
                },
                *head,
                *parts,
            )
            + "\n"
        )

    def text(self, line: Line) -> str:
        """One line of text, as text or as outlines."""
        colour = self.paint("quiet" if line.quiet else "ink")
        return self.letters(line, colour)

    def letters(self, line: Line, colour: dict[str, str]) -> str:
        """Text at a point, in the way the options ask for it."""
        if self.options.text == "paths":
            path = outline.path(line.text, line.size, line.bold, line.left, line.y)
            return element("path", {"d": path, "aria-hidden": "true", **colour})
        self.texts[line.bold].update(line.text)
        return element(
            "text",
            {
                "x": line.x,
                "y": line.y,
                "font-size": line.size,
                "font-weight": "700" if line.bold else None,
                "text-anchor": "middle" if line.anchor == "middle" else None,
                # A reader without these fonts sees other letters, in the same room.
                "textLength": line.width,
                "lengthAdjust": "spacingAndGlyphs",
                **colour,
            },
            words(line.text),
        )

    def rect(self, at: Rect, corner: float, colour: dict[str, str], **more: Value) -> str:
        """A rectangle with rounded corners."""
        return element(
            "rect", {"x": at.x, "y": at.y, "width": at.w, "height": at.h, "rx": corner or None, **colour, **more}
        )

    def box(self, box: BoxShape) -> str:
        """A box with its texts, as a link when it has a target."""
        frame = box.kind in ("group", "column")
        soft = box.mark == "same" and not frame
        stroke_w = STROKE_BOUNDARY if box.boundary else STROKE + 1.2 if box.emphasis == "on" else STROKE
        if box.kind == "absent":
            dashes: dict[str, Value] = {"stroke-width": STROKE, "stroke-dasharray": "6 5", "stroke-opacity": "0.75"}
            shape = self.rect(box.rect, CORNER_BOX, self.paint(None, "quiet"), **dashes)
        else:
            fill = f"{box.slot}.group" if frame else f"{box.slot}.soft" if soft else f"{box.slot}.box"
            stroke = f"{box.slot}.soft_stroke" if soft else f"{box.slot}.stroke"
            colour = self.paint(fill, stroke)
            shape = self.rect(box.rect, CORNER_GROUP if frame else CORNER_BOX, colour, **{"stroke-width": stroke_w})
        parts = [shape, *(self.text(line) for line in box.lines)]
        if box.badge is not None:
            at, line = box.badge
            parts.append(self.rect(at, at.h / 2, self.paint("accent")))
            parts.append(self.letters(line, self.paint("accent_ink")))
        attributes: dict[str, Value] = {
            "id": f"{self.scene.id}-{slug(box.id)}",
            "opacity": "0.35" if box.emphasis == "off" else None,
        }
        if self.options.text == "paths":
            attributes |= {"role": "img", "aria-label": box.name}
        group = element("g", attributes, *parts)
        address = target(box.href)
        if not address:
            return group
        return element("a", {"href": address, "aria-label": box.name}, group)

    def edge(self, edge: EdgeShape) -> str:
        """A link, its heads and its label in one group."""
        line = self.paint(None, "line")
        points = list(edge.points)
        heads = []
        if edge.kind not in HEADLESS:
            heads.append(self.head(points[-2], points[-1]))
            points[-1] = shortened(points[-2], points[-1], HEAD[0] - 1.5)
            if edge.both:
                heads.append(self.head(points[1], points[0]))
                points[0] = shortened(points[1], points[0], HEAD[0] - 1.5)
        path = element(
            "path",
            {
                "d": rounded(points),
                **line,
                "stroke-width": STROKE_LINK,
                "stroke-dasharray": DASH[edge.kind],
                "stroke-linecap": "round" if edge.kind == "trust" else None,
            },
        )
        chip = self.chip(edge.chip) if edge.chip else []
        return element(
            "g",
            {
                "id": f"{self.scene.id}-{slug(edge.id)}",
                "class": "edge",
                "role": "img" if self.options.text == "paths" else None,
                "aria-label": edge.name if self.options.text == "paths" else None,
                "opacity": "0.25" if edge.emphasis == "off" else None,
            },
            path,
            *heads,
            *chip,
        )

    def head(self, before: Point, tip: Point) -> str:
        """The title and the message."""
        return element("path", {"d": arrow_head(before, tip), **self.paint("line")})

    def chip(self, chip: Chip) -> list[str]:
        """A label on its own ground."""
        parts = [self.rect(chip.rect, 6, self.paint("chip"))] if chip.lines else []
        if chip.number is not None:
            (x, y), radius, line = chip.number
            parts.append(element("circle", {"cx": x, "cy": y, "r": radius, **self.paint("line")}))
            parts.append(self.letters(line, self.paint("chip")))
        return parts + [self.text(line) for line in chip.lines]

    def legend(self, item: LegendItem) -> str:
        """The legend at the bottom."""
        at = item.at
        if item.kind == "link":
            middle = at.cy
            swatch = element(
                "path",
                {
                    "d": f"M{number(at.x)} {number(middle)}H{number(at.right - (0 if item.value == 'trust' else 9))}",
                    **self.paint(None, "line"),
                    "stroke-width": STROKE_LINK,
                    "stroke-dasharray": DASH[item.value],
                },
            )
            if item.value != "trust":
                swatch += self.head((at.x, middle), (at.right, middle))
        elif item.kind == "boundary":
            colour = self.paint("plain.group", "plain.stroke")
            swatch = self.rect(at.grown(-1, -2), 5, colour, **{"stroke-width": STROKE_BOUNDARY})
        elif item.kind == "mark":
            swatch = self.rect(at.grown(0, -3), 6, self.paint("accent"))
        else:
            colour = self.paint(f"{item.value}.box", f"{item.value}.stroke")
            swatch = self.rect(at, 5, colour, **{"stroke-width": STROKE})
        return swatch + self.text(item.line)


def write(scene: Scene, options: Options) -> str:
    """The scene as SVG text, ending in a newline."""
    return Writer(scene, options).document()


def picture_size(scene: Scene, options: Options) -> tuple[float, float]:
    """Width and height in pixels that the picture asks for: `width` if given, times `scale`."""
    wide = float(options.width) if options.width is not None else scene.width
    wide *= options.scale
    return round(wide), round(wide * scene.height / scene.width)
