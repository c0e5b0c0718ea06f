"""The first column of a table: what each row is about, said once instead of under every value."""

from __future__ import annotations

from diagrams.cells import Cell, cell_of
from diagrams.model import Box, Comparison

MOST = 4  # columns beside which there is room for it


def with_heads(columns: list[Cell], comparison: Comparison, lang: str) -> list[Cell]:
    """`columns` (aligned, so that all have the same rows) behind a column of row heads.

    With more than MOST columns every value keeps the name of its property under it.
    """
    if not comparison.table or len(columns) > MOST:
        return columns
    first = columns[0]
    heads = []
    for row in first.rows:
        box = row[0].box
        if box is None or box.note is None:  # a summary, no property
            return columns
        heads.append([cell_of(Box(f"head-{box.layer or box.id}", box.note, ""), lang)])
    for column in columns:
        for row in column.rows:
            for cell in row:
                cell.note = ""
    column = Cell("heads", "heads", rows=heads, layers=first.layers, klass=first.klass)
    if first.klass is not None:
        first.klass.members.append(column)
    return [column, *columns]
