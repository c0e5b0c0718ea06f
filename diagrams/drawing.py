"""The entry: a picture and its options in, a finished drawing out."""

from __future__ import annotations

from dataclasses import dataclass

import resvg_py

from diagrams.compose import box_shapes
from diagrams.dot import dot_text
from diagrams.linking import edge_shapes, settle
from diagrams.model import Options, Picture, check_options, validate
from diagrams.renderer import RendererPool
from diagrams.svg import picture_size, slug, write
from diagrams.typeface import FILES


@dataclass(frozen=True)
class Drawing:
    """A finished picture; `width` and `height` in pixels."""

    svg: str
    width: float
    height: float
    dot: str
    title: str
    desc: str


def draw(picture: Picture, options: Options, pool: RendererPool) -> Drawing:
    """Draw `picture`. Raises DiagramError for a wrong picture or option, RendererError and its kin for the renderer."""
    check_options(options)
    validate(picture)
    settled = settle(picture, options)
    made = settled.draft
    made.scene.id = "va-" + slug(picture.id)
    made.scene.boxes = box_shapes(made, options)
    made.scene.edges = edge_shapes(settled, options)
    slots = {role.id: role.colour for role in made.roles.values()}
    text = dot_text(made.placed, made.links, slots, made.scene.title)
    svg = write(made.scene, options)
    wide, tall = picture_size(made.scene, options)
    return Drawing(svg, wide, tall, text, made.scene.title, made.scene.desc)


def dot(picture: Picture, options: Options) -> str:
    """The DOT text of `picture`: its boxes pinned where the layout puts them. Runs no program."""
    check_options(options)
    validate(picture)
    made = settle(picture, options).draft
    slots = {role.id: role.colour for role in made.roles.values()}
    return dot_text(made.placed, made.links, slots, made.scene.title)


def png(drawing: Drawing, scale: float = 1.0) -> bytes:
    """`drawing` as PNG, `scale` pixels to one of the SVG, drawn with the shipped fonts alone."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing.svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=[str(path) for path in FILES.values()],
        )
    )
