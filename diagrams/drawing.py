"""The entry: a picture and its options in, a finished drawing out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from diagrams.building import steps_of, until
from diagrams.child import raster
from diagrams.compose import box_shapes
from diagrams.dot import dot_text
from diagrams.errors import DiagramError, RendererError
from diagrams.graph_view import graph_scene
from diagrams.linking import edge_shapes, settle
from diagrams.markup import slug
from diagrams.model import SCALES, Architecture, Comparison, Options, check_options, validate
from diagrams.model import Picture as Layered
from diagrams.renderer import RendererPool
from diagrams.scene import Scene
from diagrams.svg import picture_size, write
from diagrams.taxonomy import taxonomy_scene
from diagrams.tell import tell
from diagrams.timeline import timeline_scene
from diagrams.view_dot import view_dot
from diagrams.views import Graph, Taxonomy, Timeline, View, check_view

Picture = Layered | View


@dataclass(frozen=True)
class Drawing:
    """A finished picture; `width` and `height` in pixels, `scene` what is drawn, for other forms than SVG."""

    svg: str
    width: float
    height: float
    write_dot: Callable[[], str]
    title: str
    desc: str
    scene: Scene
    options: Options

    @property
    def dot(self) -> str:
        """The picture as DOT text; written when asked for, since few who want a picture want that."""
        return self.write_dot()


def draw(picture: Picture, options: Options, pool: RendererPool) -> Drawing:
    """Draw `picture`. Raises DiagramError for a wrong picture or option, RendererError and its kin for the renderer."""
    scene, text = compose(picture, options)
    svg = write(scene, options)
    wide, tall = picture_size(scene, options)
    return Drawing(svg, wide, tall, text, scene.title, scene.desc, scene, options)


def dot(picture: Picture, options: Options) -> str:
    """The DOT text of `picture`; an architecture's boxes are pinned where the layout puts them. Runs no program."""
    if isinstance(picture, Graph | Taxonomy | Timeline):
        check_options(options)
        check_view(picture)
        return view_dot(picture, options)
    return compose(picture, options)[1]()


def compose(picture: Picture, options: Options) -> tuple[Scene, Callable[[], str]]:
    """The scene of `picture` and what writes its DOT text. Raises DiagramError."""
    check_options(options)
    if isinstance(picture, Architecture | Comparison):
        return _layered(picture, options)
    check_view(picture)
    if isinstance(picture, Graph):
        scene = graph_scene(picture, options)
    elif isinstance(picture, Taxonomy):
        scene = taxonomy_scene(picture, options)
    else:
        scene = timeline_scene(picture, options)
    if options.step is not None:
        until(scene, steps_of(picture), options.step)
    scene.id = "va-" + slug(picture.id)
    scene.desc = tell(picture, options.lang)
    return scene, lambda: view_dot(picture, options)


def _layered(picture: Layered, options: Options) -> tuple[Scene, Callable[[], str]]:
    validate(picture)
    settled = settle(picture, options)
    made = settled.draft
    made.scene.id = "va-" + slug(picture.id)
    made.scene.boxes = box_shapes(made, options)
    made.scene.edges = edge_shapes(settled, options)
    slots = {role.id: role.colour for role in made.roles.values()}
    return made.scene, lambda: dot_text(made.placed, made.links, slots, made.scene.title)


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
