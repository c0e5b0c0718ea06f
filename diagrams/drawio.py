"""Drawings as draw.io files (mxGraph XML): boxes and arrows that can be moved and edited there."""

from __future__ import annotations

from diagrams.drawing import Drawing
from diagrams.geometry import Point, Rect
from diagrams.markup import Value, element, number, slug, target
from diagrams.measure import Line
from diagrams.scene import BoxShape, EdgeShape, LegendItem
from diagrams.svg import DASH, HEADLESS
from diagrams.theme import CORNER_BOX, CORNER_GROUP, FAMILY, PALETTES, STROKE, STROKE_BOUNDARY, STROKE_LINK


def drawio(drawing: Drawing) -> str:
    """The picture as one page of a draw.io file; uncompressed, so that it can be read and compared."""
    return _File(drawing).document()


class _File:
    def __init__(self, drawing: Drawing) -> None:
        self.scene = drawing.scene
        self.palette = PALETTES[drawing.options.theme]
        self.ground = self.palette.ground if drawing.options.background == "solid" else "none"
        self.frames = [box for box in self.scene.boxes if box.kind in ("group", "column")]

    def document(self) -> str:
        """The whole file."""
        scene = self.scene
        leaves = [box for box in scene.boxes if box.kind not in ("group", "column")]
        cells = [element("mxCell", {"id": "0"}), element("mxCell", {"id": "1", "parent": "0"})]
        cells += [self.words(f"title-{place}", line) for place, line in enumerate(scene.loose)]
        for box in sorted(self.frames, key=_area, reverse=True) + leaves:
            cells.append(self.box(box))
            if box.badge is not None:
                at, line = box.badge
                style = f"rounded=1;arcSize=50;fillColor={self.palette.accent};strokeColor=none;"
                style += f"fontColor={self.palette.accent_ink};fontStyle=1;{self.font(line.size)}"
                cells.append(self.vertex(f"badge-{slug(box.id)}", line.text, style, at, holder=self.holder(box)))
        for edge in scene.edges:
            cells += self.edge(edge)
        for place, item in enumerate(scene.legend):
            cells += self.legend(place, item)
        model = element(
            "mxGraphModel",
            {
                "dx": "0", "dy": "0", "grid": "1", "gridSize": "4", "page": "1", "pageScale": "1",
                "pageWidth": number(scene.width), "pageHeight": number(scene.height), "background": self.ground,
            },
            element("root", {}, *cells),
        )  # fmt: skip
        page = element("diagram", {"id": scene.id, "name": scene.title}, model)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + element("mxfile", {"host": "Virtlas"}, page) + "\n"

    def font(self, size: float) -> str:
        """The font part of a style."""
        return f"fontFamily={FAMILY};fontSize={number(size)};"

    def holder(self, box: BoxShape) -> BoxShape | None:
        """The frame that a box stands in: who moves the frame moves the box with it."""
        around = [frame for frame in self.frames if frame is not box and frame.rect.holds(box.rect)]
        return min(around, key=_area, default=None)

    def vertex(
        self, id_: str, value: str, style: str, at: Rect, *, link: str | None = None, holder: BoxShape | None = None
    ) -> str:
        """A shape with words in it, wrapped in a link when it has one; its place counts from that of its `holder`."""
        x, y = (holder.rect.x, holder.rect.y) if holder else (0.0, 0.0)
        corner: dict[str, Value] = {"x": at.x - x, "y": at.y - y, "width": at.w, "height": at.h, "as": "geometry"}
        geometry = element("mxGeometry", corner)
        plain = {"style": style, "vertex": "1", "parent": _id(holder) if holder else "1"}
        if link:
            return element("UserObject", {"label": value, "link": link, "id": id_}, element("mxCell", plain, geometry))
        return element("mxCell", {"id": id_, "value": value, **plain}, geometry)

    def box(self, box: BoxShape) -> str:
        """A box; a group's name stands at its top left."""
        frame = box.kind in ("group", "column")
        colour = self.palette.roles[box.slot]
        bold = [line for line in box.lines if line.bold]
        size = max((line.size for line in box.lines), default=12.0)
        corner = CORNER_GROUP if frame else CORNER_BOX
        style = f"rounded=1;absoluteArcSize=1;arcSize={number(2 * corner)};whiteSpace=wrap;{self.font(size)}"
        style += f"fontColor={self.palette.ink};fontStyle={int(bool(bold))};"
        if box.kind == "absent":
            style += f"fillColor=none;strokeColor={self.palette.quiet};dashed=1;fontColor={self.palette.quiet};"
        else:
            soft = box.mark == "same" and not frame
            fill = colour.group if frame else colour.soft if soft else colour.box
            style += f"fillColor={fill};strokeColor={colour.soft_stroke if soft else colour.stroke};"
        style += f"strokeWidth={number(STROKE_BOUNDARY if box.boundary else STROKE)};"
        if frame:
            style += "verticalAlign=top;align=left;spacingLeft=10;spacingTop=2;container=1;collapsible=0;"
        if box.emphasis == "off":
            style += "opacity=35;textOpacity=60;"
        words = "\n".join(_joined(box.lines))
        return self.vertex(_id(box), words, style, box.rect, link=target(box.href), holder=self.holder(box))

    def words(self, id_: str, line: Line) -> str:
        """A line of text without a box."""
        colour = self.palette.quiet if line.quiet else self.palette.ink
        style = f"text;html=0;align=left;verticalAlign=middle;spacing=0;{self.font(line.size)}"
        style += f"fontStyle={int(line.bold)};fontColor={colour};"
        at = Rect(line.left, line.y - line.size, line.width + 4, 1.3 * line.size)
        return self.vertex(id_, line.text, style, at)

    def edge(self, edge: EdgeShape) -> list[str]:
        """An arrow between the boxes it touches, with the corners it had, and its words."""
        dash = DASH[edge.kind]
        style = "rounded=1;html=0;" + f"strokeColor={self.palette.line};strokeWidth={number(STROKE_LINK)};"
        style += (
            f"endArrow={'none' if edge.kind in HEADLESS else 'block'};startArrow={'block' if edge.both else 'none'};"
        )
        style += f"dashed=1;dashPattern={dash};" if dash else ""
        attributes: dict[str, Value] = {"id": slug(edge.id), "value": "", "style": style, "edge": "1", "parent": "1"}
        ends: list[str] = []
        for end, place, away in (("source", 0, "exit"), ("target", -1, "entry")):
            box = self.touched(edge.points[place])
            at = edge.points[place]
            if box is None:
                ends.append(element("mxPoint", {"x": at[0], "y": at[1], "as": f"{end}Point"}))
                continue
            attributes[end] = _id(box)
            x, y = (at[0] - box.rect.x) / box.rect.w, (at[1] - box.rect.y) / box.rect.h
            attributes["style"] = f"{attributes['style']}{away}X={x:.3f};{away}Y={y:.3f};{away}Perimeter=0;"
        points = [element("mxPoint", {"x": x, "y": y}) for x, y in edge.points[1:-1]]
        if points:
            ends.append(element("Array", {"as": "points"}, *points))
        cells = [element("mxCell", attributes, element("mxGeometry", {"relative": "1", "as": "geometry"}, *ends))]
        if edge.chip is not None:
            size = max((line.size for line in edge.chip.lines), default=13.0)
            text = " ".join(([edge.chip.number[2].text] if edge.chip.number else []) + _joined(edge.chip.lines))
            style = f"rounded=1;whiteSpace=wrap;spacing=0;fillColor={self.palette.chip};strokeColor=none;"
            style += f"fontColor={self.palette.ink};{self.font(size)}"
            cells.append(self.vertex(f"words-{slug(edge.id)}", text, style, edge.chip.rect))
        return cells

    def touched(self, at: Point) -> BoxShape | None:
        """The smallest box on whose border a point lies."""
        near = [box for box in self.scene.boxes if _on_border(box.rect, at)]
        return min(near, key=_area, default=None)

    def legend(self, place: int, item: LegendItem) -> list[str]:
        """A swatch and its words."""
        words = self.words(f"legend-words-{place}", item.line)
        if item.kind == "link":
            at = item.at
            line = EdgeShape(f"legend-{place}", item.value, ((at.x, at.cy), (at.right, at.cy)), False, "")
            return [*self.edge(line), words]
        colour = self.palette.roles.get(item.value, self.palette.roles["plain"])
        style = f"rounded=1;fillColor={colour.box};strokeColor={colour.stroke};"
        style += f"strokeWidth={number(STROKE_BOUNDARY if item.kind == 'boundary' else STROKE)};"
        return [self.vertex(f"legend-{place}", "", style, item.at), words]


def _id(box: BoxShape) -> str:
    return f"box-{slug(box.id)}"  # 0 and 1 are the page's own


def _area(box: BoxShape) -> float:
    return box.rect.w * box.rect.h


def _on_border(rect: Rect, at: Point) -> bool:
    return rect.grown(1).holds(Rect(*at, 0, 0)) and not rect.grown(-1).holds(Rect(*at, 0, 0))


def _joined(lines: tuple[Line, ...]) -> list[str]:
    """Lines that only a narrow box broke are one text again: whoever edits the picture breaks them anew."""
    parts: list[tuple[tuple[float, bool], str]] = []
    for line in lines:
        kind = (line.size, line.bold)
        if parts and parts[-1][0] == kind:
            parts[-1] = (kind, f"{parts[-1][1]} {line.text}")
        else:
            parts.append((kind, line.text))
    return [text for _, text in parts]
