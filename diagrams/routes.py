"""Reading the routes of links out of Graphviz's plain output."""

from __future__ import annotations

from diagrams.dot import POINTS
from diagrams.geometry import Point, straighten


def read_plain(text: str, height: float) -> list[list[Point]]:
    """Points of every edge in order, in pixels with y downwards."""
    found = []
    for row in text.splitlines():
        if not row.startswith("edge "):
            continue
        fields = _fields(row)
        count = int(fields[3])
        numbers = [float(value) for value in fields[4 : 4 + 2 * count]]
        points = [(x * POINTS, height - y * POINTS) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        found.append(straighten(points))
    return found


def _fields(row: str) -> list[str]:
    fields, at = [], 0
    while at < len(row):
        if row[at] == " ":
            at += 1
        elif row[at] == '"':
            end = at + 1
            while row[end] != '"':
                end += 2 if row[end] == "\\" else 1
            fields.append(row[at + 1 : end])
            at = end + 1
        else:
            end = row.find(" ", at)
            end = len(row) if end < 0 else end
            fields.append(row[at:end])
            at = end
    return fields
