"""Pictures of architectures: values in, finished SVG and PNG out. See README.md for the visual language.

draw(picture, options, pool) -> Drawing      the picture as SVG, with its DOT text and its scene
png(drawing, scale, pool) -> bytes           the same as a bitmap
dot(picture, options) -> str                 the DOT text alone; runs no program
"""

from diagrams.animation import animated
from diagrams.building import last_step
from diagrams.drawing import Drawing, Picture, dot, draw, png
from diagrams.drawio import drawio
from diagrams.errors import DiagramError, RendererBusy, RendererDied, RendererError, RendererTimeout
from diagrams.model import (
    Architecture,
    Box,
    Column,
    Comparison,
    Label,
    Link,
    Options,
    Role,
    check_options,
    validate,
)
from diagrams.renderer import RendererPool
from diagrams.tell import described
from diagrams.views import Branch, Event, Graph, Hue, Node, Taxonomy, Tie, Timeline, Twig, View, nodes_of

__all__ = [
    "Architecture",
    "Box",
    "Branch",
    "Column",
    "Comparison",
    "DiagramError",
    "Drawing",
    "Event",
    "Graph",
    "Hue",
    "Label",
    "Link",
    "Node",
    "Options",
    "Picture",
    "RendererBusy",
    "RendererDied",
    "RendererError",
    "RendererPool",
    "RendererTimeout",
    "Role",
    "Taxonomy",
    "Tie",
    "Timeline",
    "Twig",
    "View",
    "animated",
    "check_options",
    "described",
    "dot",
    "draw",
    "drawio",
    "last_step",
    "nodes_of",
    "png",
    "validate",
]
