"""Knowledge → values of ``diagrams`` → finished pictures: the one bridge between the two.

Each module makes one kind of value; ``choosing`` says which picture shows a concept best, ``finishing`` turns a value
into bytes of a form, ``kept`` keeps those bytes.
"""

from diagrams import Picture

from .architecture import architecture, architectures, concepts_in, get_diagram, labels, list_diagrams, roles, told
from .choosing import Chosen, concept_picture, diagram_of
from .comparison import comparison, own_diagram
from .finishing import FORMS, Wanted, draw
from .kept import Kept
from .path import path_picture

__all__ = [
    "FORMS",
    "Chosen",
    "Kept",
    "Picture",
    "Wanted",
    "architecture",
    "architectures",
    "comparison",
    "concept_picture",
    "concepts_in",
    "diagram_of",
    "draw",
    "get_diagram",
    "labels",
    "list_diagrams",
    "own_diagram",
    "path_picture",
    "roles",
    "told",
]
