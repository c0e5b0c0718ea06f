"""Smaller versions of a picture: without its details, with wide rows folded, with repetitions told once."""

from __future__ import annotations

from dataclasses import replace

from diagrams.model import Architecture, Box, Comparison, Link, Options, Picture

Rows = tuple[tuple[Box, ...], ...]
FOLDED = 3  # rows with more boxes than this may be cut in two


def shown(picture: Picture, options: Options) -> Picture:
    """The part of `picture` that its options leave; comparisons never show details."""
    if isinstance(picture, Comparison):
        columns = (replace(column, architecture=overview(column.architecture)) for column in picture.columns)
        return replace(picture, columns=tuple(columns))
    return overview(picture) if options.detail == "overview" else picture


def overview(architecture: Architecture) -> Architecture:
    """`architecture` without the boxes that are drawn only in full detail; links to them end at what held them."""
    home: dict[str, str | None] = {}
    rows = _kept(architecture.rows, None, home)
    if not rows:  # everything is marked as detail: an empty picture says less than a full one
        return architecture
    links: dict[tuple[str, str, str, int | None], Link] = {}
    for link in architecture.links:
        source, target = home.get(link.source), home.get(link.target)
        if source and target and source != target:  # links that fall together are drawn once
            links.setdefault((source, target, link.kind, link.number), replace(link, source=source, target=target))
    return replace(architecture, rows=rows, links=tuple(links.values()))


def _kept(rows: Rows, holder: str | None, home: dict[str, str | None], gone: bool = False) -> Rows:
    """`rows` without details; fills `home` with the box that stands for each box of the whole picture.

    What stands in a group that is `gone` goes with it.
    """
    kept: list[tuple[Box, ...]] = []
    for row in rows:
        boxes = []
        for box in row:
            away = gone or box.full
            home[box.id] = holder if away else box.id
            inner = _kept(box.rows, home[box.id], home, away)
            if not box.full:
                boxes.append(replace(box, rows=inner))
        if boxes:
            kept.append(tuple(boxes))
    return tuple(kept)


def smaller(picture: Picture) -> Picture | None:
    """A version of `picture` that needs less width, None when there is none."""
    return told_once(picture) if isinstance(picture, Comparison) else folded(picture)


def folded(picture: Architecture) -> Architecture | None:
    """`picture` with its wide rows cut in two."""
    rows: list[tuple[Box, ...]] = []
    for row in picture.rows:
        half = (len(row) + 1) // 2
        rows += [row[:half], row[half:]] if len(row) > FOLDED else [row]
    return replace(picture, rows=tuple(rows)) if len(rows) > len(picture.rows) else None


def told_once(picture: Comparison) -> Comparison | None:
    """`picture` with groups that repeat in a row (VM 1, VM 2, VM 3) drawn once, with their number."""
    columns = tuple(
        replace(column, architecture=replace(column.architecture, rows=tuple(map(_once, column.architecture.rows))))
        for column in picture.columns
    )
    return replace(picture, columns=columns) if columns != picture.columns else None


def _once(row: tuple[Box, ...]) -> tuple[Box, ...]:
    kept: dict[object, Box] = {}
    count: dict[object, int] = {}
    for box in row:
        shape = _shape(box) if box.rows else box.id
        kept.setdefault(shape, box)
        count[shape] = count.get(shape, 0) + 1
    return tuple(
        box if count[shape] == 1 else replace(box, note=dict.fromkeys(("en", "ko"), f"×{count[shape]}"))
        for shape, box in kept.items()
    )


def _shape(box: Box) -> object:
    """What makes two boxes repetitions of each other: roles and layers all the way down, not names."""
    return box.role, box.layer, box.absent, tuple(tuple(_shape(inner) for inner in row) for row in box.rows)
