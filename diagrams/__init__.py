"""Pictures of architectures: values in, finished SVG and PNG out. See README.md for the visual language.

draw(picture, options, pool) -> Drawing      the picture as SVG, with the DOT text it was routed from
png(drawing, scale, pool) -> bytes           the same as a bitmap
dot(picture, options) -> str                 the DOT text alone; runs no program
"""

from diagrams.drawing import Drawing, dot, draw, png
from diagrams.errors import DiagramError, RendererBusy, RendererError, RendererTimeout
from diagrams.model import (
    Architecture,
    Box,
    Column,
    Comparison,
    Label,
    Link,
    Options,
    Picture,
    Role,
    check_options,
    validate,
)
from diagrams.renderer import RendererPool

__all__ = [
    "Architecture",
    "Box",
    "Column",
    "Comparison",
    "DiagramError",
    "Drawing",
    "Label",
    "Link",
    "Options",
    "Picture",
    "RendererBusy",
    "RendererError",
    "RendererPool",
    "RendererTimeout",
    "Role",
    "check_options",
    "dot",
    "draw",
    "png",
    "validate",
]
