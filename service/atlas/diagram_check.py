"""Whether the boxes and links of a diagram fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .folder import Document, nearest
from .yaml_text import Location, Problem


def boxes_of(rows: list[list[dict[str, Any]]], at: Location = ("rows",)) -> Iterator[tuple[Location, dict[str, Any]]]:
    """Yield every box of a diagram document with its place, outer boxes first."""
    for row, boxes in enumerate(rows):
        for column, box in enumerate(boxes):
            here = (*at, row, column)
            yield here, box
            yield from boxes_of(box["rows"], (*here, "rows"))


def diagram_problems(
    document: Document, concepts: Mapping[str, Document], roles: Mapping[str, Document]
) -> Iterator[Problem]:
    """Yield what is wrong in one diagram."""
    data = document.data
    concept = data.get("concept")
    if concept and concept not in concepts:
        yield document.problem(f"unknown concept {concept!r}", "concept", hint=nearest(concept, concepts))
    seen: set[str] = set()
    for at, box in boxes_of(data["rows"]):
        if box["id"] in seen:
            yield document.problem(f"box {box['id']!r} stands twice", *at, "id")
        seen.add(box["id"])
        if box.get("concept") and box["concept"] not in concepts:
            hint = nearest(box["concept"], concepts)
            yield document.problem(f"unknown concept {box['concept']!r}", *at, "concept", hint=hint)
        if box["role"] not in roles:
            yield document.problem(f"unknown role {box['role']!r}", *at, "role", hint=nearest(box["role"], roles))
    for index, row in enumerate(data["rows"]):
        if not row:
            yield document.problem("the row holds no box", "rows", index)
    for index, link in enumerate(data["links"]):
        for member, end in (("from", link["source"]), ("to", link["target"])):
            if end not in seen:
                yield document.problem(f"unknown box {end!r}", "links", index, member, hint=nearest(end, seen))
        if link["source"] == link["target"]:
            yield document.problem("the link joins a box with itself", "links", index)
