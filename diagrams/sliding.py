"""Low boxes beside tall groups slide up or down to face what they are linked with, so that the link runs straight."""

from __future__ import annotations

from dataclasses import replace

from diagrams.cells import Cell, visit
from diagrams.geometry import Rect
from diagrams.model import Link


def face_partners(root: Cell, links: tuple[Link, ...]) -> None:
    """Move leaves that are lower than their row; partners that stand firm first, then those that slid to them."""
    partners: dict[str, list[str]] = {}
    for link in links:
        partners.setdefault(link.source, []).append(link.target)
        partners.setdefault(link.target, []).append(link.source)
    cells = {cell.key: cell for cell in visit(root)}
    free: dict[str, tuple[float, float]] = {}  # leaf → top and bottom of its row
    beside: dict[str, set[str]] = {}
    for cell in cells.values():
        for row in cell.rows:
            top, bottom = min(one.rect.y for one in row), max(one.rect.bottom for one in row)
            for inner in row:
                if inner.leaf and inner.rect.h < bottom - top - 1:
                    free[inner.key] = (top, bottom)
                    beside[inner.key] = {x.key for other in row if other is not inner for x in visit(other)}
    for _ in range(len(free)):
        for key, (top, bottom) in list(free.items()):
            near = [one for one in partners.get(key, ()) if one in beside[key]]
            firm = [one for one in near if one not in free]
            if firm:
                _slide(cells[key], cells[firm[0]].rect.cy, top, bottom)
                del free[key]
                break
        else:
            return


def _slide(cell: Cell, cy: float, top: float, bottom: float) -> None:
    y = round(min(max(cy - cell.rect.h / 2, top), bottom - cell.rect.h), 1)
    dy = y - cell.rect.y
    cell.rect = Rect(cell.rect.x, y, cell.rect.w, cell.rect.h)
    cell.lines = [replace(line, y=line.y + dy) for line in cell.lines]
