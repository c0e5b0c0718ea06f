"""The entry: a picture and its options in, a finished drawing out."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from diagrams.child import raster
from diagrams.compose import box_shapes
from diagrams.dot import dot_text
from diagrams.errors import DiagramError, RendererError
from diagrams.linking import edge_shapes, settle
from diagrams.markup import slug
from diagrams.model import SCALES, Options, Picture, check_options, validate
from diagrams.renderer import RendererPool
from diagrams.svg import picture_size, write


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


def png(drawing: Drawing, scale: float = 1.0, pool: RendererPool | None = None) -> bytes:
    """`drawing` as PNG, `scale` pixels to one of the SVG, drawn with the shipped fonts alone.

    With a pool it is made in a renderer child: resvg holds Python's lock for the tenth of a second it takes, which a
    web process should not. Without one it is made here. Raises DiagramError for a scale outside 0.1 to 4,
    RendererError and its kin when it cannot be made.
    """
    if not SCALES[0] <= scale <= SCALES[1]:
        raise DiagramError("scale", f"must be between {SCALES[0]} and {SCALES[1]}")
    if pool is not None:
        return pool.raster(drawing.svg, scale)
    try:
        return base64.b64decode(raster({"svg": drawing.svg, "scale": str(scale)}))
    except ValueError as error:
        raise RendererError(f"the picture could not be rasterized: {error}") from error
