"""What can be drawn: boxes in rows, links between them, and how the picture should look.

Everything here is a plain frozen value. Coordinates, colours in hex and text sizes come later;
`validate` and `check_options` say what is wrong before any of them is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagrams.errors import DiagramError

Label = Mapping[str, str]
"""Text by language code, at least one of `en` and `ko`."""

LANGS = ("en", "ko", "ko+en")
THEMES = ("light", "dark", "auto", "print")
BACKGROUNDS = ("solid", "transparent")
ASPECTS = ("16:9", "4:3", "2:1", "auto")
DETAILS = ("overview", "full")
TEXTS = ("font", "embed", "paths")
LAYOUTS = ("own", "shared")
LINK_KINDS = ("data", "control", "trust", "relation")
COLOURS = ("sky", "indigo", "green", "amber", "slate", "purple", "pink", "plain", "teal", "red", "brown")

MAX_BOXES = 200
MAX_DEPTH = 6
MAX_COLUMNS = 6
WIDTHS = (64, 4096)
SCALES = (0.1, 4.0)


@dataclass(frozen=True)
class Role:
    """What a box is for. `colour` is a palette slot of theme.py; `rank` orders layers, 0 at the bottom.

    A role with an empty label only lends its colour: the legend leaves it out.
    """

    id: str
    label: Label
    colour: str
    rank: int


@dataclass(frozen=True)
class Box:
    """A box, or a group when it has `rows` (top row first)."""

    id: str
    label: Label
    role: str
    note: Label | None = None
    href: str | None = None
    rows: tuple[tuple[Box, ...], ...] = ()
    layer: str | None = None
    full: bool = False
    boundary: bool = False
    span: int = 1
    absent: bool = False
    differs: bool = False
    step: int = 0


@dataclass(frozen=True)
class Link:
    """An arrow from `source` to `target`: payload (data), commands (control), a trust boundary (trust), or a
    relation that its label names (relation: no legend explains it)."""

    source: str
    target: str
    kind: str = "data"
    label: Label | None = None
    both: bool = False
    number: int | None = None
    step: int = 0


@dataclass(frozen=True)
class Architecture:
    """One system in layers, top row first."""

    id: str
    title: Label
    message: Label
    rows: tuple[tuple[Box, ...], ...]
    links: tuple[Link, ...]
    roles: Mapping[str, Role]
    alt: Label | None = None


@dataclass(frozen=True)
class Column:
    """One side of a comparison."""

    title: Label
    note: Label | None
    href: str | None
    architecture: Architecture


@dataclass(frozen=True)
class Comparison:
    """Architectures side by side; `roles` covers all columns.

    In a `table` the rows are no layers but properties: a box says the value, its note the property.
    """

    id: str
    title: Label
    message: Label
    columns: tuple[Column, ...]
    roles: Mapping[str, Role]
    table: bool = False


Picture = Architecture | Comparison


@dataclass(frozen=True)
class Options:
    """How a picture should look; every field has the default a slide wants."""

    lang: str = "en"
    theme: str = "light"
    background: str = "solid"
    aspect: str = "16:9"
    detail: str = "full"
    legend: bool = True
    text: str = "embed"
    highlight: tuple[str, ...] = ()
    dim: bool = True  # whether what is not highlighted steps back
    width: int | None = None
    scale: float = 1.0
    step: int | None = None
    layout: str = "own"  # "shared": boxes stand where they stand in the other language, so that slides can be swapped

    @property
    def measured(self) -> tuple[str, ...]:
        """The languages whose texts must find room."""
        return ("en", "ko") if self.layout == "shared" else (self.lang,)


def walk(rows: tuple[tuple[Box, ...], ...]) -> Iterator[Box]:
    """Every box of `rows`, parents before children, in reading order."""
    for row in rows:
        for box in row:
            yield box
            yield from walk(box.rows)


def check_options(options: Options) -> None:
    """Raise DiagramError for the first option outside what is allowed."""
    for field, allowed in (
        ("lang", LANGS),
        ("theme", THEMES),
        ("background", BACKGROUNDS),
        ("aspect", ASPECTS),
        ("detail", DETAILS),
        ("text", TEXTS),
        ("layout", LAYOUTS),
    ):
        if getattr(options, field) not in allowed:
            raise DiagramError(field, f"must be one of {', '.join(allowed)}")
    if options.layout == "shared" and options.lang not in ("en", "ko"):
        raise DiagramError("layout", "shared is for lang=en and lang=ko; ko+en holds both already")
    if options.width is not None and not WIDTHS[0] <= options.width <= WIDTHS[1]:
        raise DiagramError("width", f"must be between {WIDTHS[0]} and {WIDTHS[1]}")
    if not SCALES[0] <= options.scale <= SCALES[1]:
        raise DiagramError("scale", f"must be between {SCALES[0]} and {SCALES[1]}")
    if options.step is not None and options.step < 0:
        raise DiagramError("step", "must not be negative")


def validate(picture: Picture) -> None:
    """Raise DiagramError naming the first thing that cannot be drawn."""
    _check_label("title", picture.title)
    if isinstance(picture, Architecture):
        _check_architecture("", picture, picture.roles)
        return
    if not 2 <= len(picture.columns) <= MAX_COLUMNS:
        raise DiagramError("columns", f"must be 2 to {MAX_COLUMNS}")
    for number, column in enumerate(picture.columns):
        _check_label(f"columns[{number}].title", column.title)
        _check_architecture(f"columns[{number}].", column.architecture, picture.roles)


def _check_architecture(at: str, architecture: Architecture, roles: Mapping[str, Role]) -> None:
    for role in roles.values():
        if role.colour not in COLOURS:
            raise DiagramError(f"roles.{role.id}.colour", f"must be one of {', '.join(COLOURS)}")
    seen: set[str] = set()
    _check_rows(f"{at}rows", architecture.rows, roles, seen, 1)
    if len(seen) > MAX_BOXES:
        raise DiagramError(f"{at}rows", f"has {len(seen)} boxes; at most {MAX_BOXES} can be drawn")
    for number, link in enumerate(architecture.links):
        field = f"{at}links[{number}]"
        for end in ("source", "target"):
            if getattr(link, end) not in seen:
                raise DiagramError(f"{field}.{end}", f"there is no box {getattr(link, end)!r}")
        if link.source == link.target:
            raise DiagramError(field, "links a box with itself")
        if link.kind not in LINK_KINDS:
            raise DiagramError(f"{field}.kind", f"must be one of {', '.join(LINK_KINDS)}")


def _check_rows(
    at: str, rows: tuple[tuple[Box, ...], ...], roles: Mapping[str, Role], seen: set[str], depth: int
) -> None:
    if not rows:
        raise DiagramError(at, "has no rows")
    if depth > MAX_DEPTH:
        raise DiagramError(at, f"is nested deeper than {MAX_DEPTH}")
    for r, row in enumerate(rows):
        if not row:
            raise DiagramError(f"{at}[{r}]", "is an empty row")
        for b, box in enumerate(row):
            field = f"{at}[{r}][{b}]"
            if not box.id:
                raise DiagramError(f"{field}.id", "is empty")
            if box.id in seen:
                raise DiagramError(f"{field}.id", f"{box.id!r} is used twice")
            seen.add(box.id)
            _check_label(f"{field}.label", box.label)
            if box.role not in roles:
                raise DiagramError(f"{field}.role", f"there is no role {box.role!r}")
            if box.span < 1:
                raise DiagramError(f"{field}.span", "must be at least 1")
            if box.rows:
                _check_rows(f"{field}.rows", box.rows, roles, seen, depth + 1)


def _check_label(at: str, label: Label) -> None:
    if not any(label.get(lang) for lang in ("en", "ko")):
        raise DiagramError(at, "has neither English nor Korean text")
