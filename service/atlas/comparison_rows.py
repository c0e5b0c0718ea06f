"""What a comparison holds: cells in rows, relations shared, the editor's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.models import Concept, Source


@dataclass(frozen=True)
class Cell:
    """What one concept says of one property; several facts that add up stand in one cell."""

    text: dict[str, str]
    value: Any
    as_of: int | None
    disputed: bool
    sources: list[str]


@dataclass(frozen=True)
class Row:
    """One property across all concepts; ``same`` when every concept has it and all say the same."""

    property: str
    label: dict[str, str]
    cells: list[Cell | None]
    same: bool


@dataclass(frozen=True)
class SharedRelation:
    """A relation that one or several of the compared concepts have to ``target``."""

    type: str
    direction: str
    label: dict[str, str]
    target: Concept
    of: list[str]
    hierarchy: bool


@dataclass(frozen=True)
class Compared:
    """The answer of a comparison. ``curated`` is the editor's document when there is one."""

    concepts: list[Concept]
    rows: list[Row]
    relations: list[SharedRelation]
    summary: dict[str, str]
    title: dict[str, str]
    curated: dict[str, Any] | None
    sources: list[Source]

    @property
    def choose(self) -> list[dict[str, Any]]:
        """When to choose which, as the editor wrote it."""
        return self.curated["choose"] if self.curated else []
