"""Pictures to try the drawing with: the ten parts of a lecture on virtualization, as data, one file a view."""

from .architecture import KVM, NESTED, STACK, XEN
from .comparison import ABSTRACTION, TYPE1, TYPE2, TYPES, UNITS
from .flow import FAAS, VDI
from .parts import ROLES, architecture, b, hardware, link, vm

ALL = {one.id: one for one in (TYPES, UNITS, XEN, KVM, VDI, FAAS, NESTED, ABSTRACTION, STACK, TYPE1, TYPE2)}

__all__ = [
    "ABSTRACTION",
    "ALL",
    "FAAS",
    "KVM",
    "NESTED",
    "ROLES",
    "STACK",
    "TYPE1",
    "TYPE2",
    "TYPES",
    "UNITS",
    "VDI",
    "XEN",
    "architecture",
    "b",
    "hardware",
    "link",
    "vm",
]
