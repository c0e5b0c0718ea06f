"""Domain errors. ``service.problems`` gives each its one problem+json shape."""

from __future__ import annotations

from .base import AtlasError, printable
from .reading import Ambiguous, Busy, Crowded, Invalid, Moved, TookTooLong, Unknown
from .writing import Conflicting, Forbidden, InUse, Overtaken, Taken, TooMuch, Unauthorized, Unconditional, Unfit

__all__ = [
    "Ambiguous",
    "AtlasError",
    "Busy",
    "Conflicting",
    "Crowded",
    "Forbidden",
    "InUse",
    "Invalid",
    "Moved",
    "Overtaken",
    "Taken",
    "TooMuch",
    "TookTooLong",
    "Unauthorized",
    "Unconditional",
    "Unfit",
    "Unknown",
    "printable",
]
