"""Pictures as the pages show them: where they are, how they read, which concepts stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from marshmallow.validate import OneOf

import diagrams
from diagrams.tell import tell
from service import drawing
from service.atlas import revision
from service.database import db
from service.language import SPOKEN
from service.models import Diagram
from service.protocol import build
from service.schemas.picture_queries import ConceptPictureQuery, PictureQuery

Text = Mapping[str, str]
FORMS = ("svg", "png", "pdf", "pptx")  # what people download


@dataclass(frozen=True)
class Shown:
    """One picture. ``path`` is its address without an ending; ``fixed`` is the query that names the view.

    ``steps`` is the last step in which it can be built up, 0 when it has none.
    """

    path: str
    title: Text
    message: Text
    alt: Text
    concepts: list[tuple[str, Text]]
    fixed: dict[str, str] = field(default_factory=dict)
    steps: int = 0

    @property
    def subject(self) -> str:
        """Return what the picture is of, as the pages about slides name it."""
        return self.path.removeprefix("/v1/")

    def src(self, form: str = "svg", **options: str) -> str:
        """Return the address of the picture in one form, as a person would copy it."""
        query = urlencode({**self.fixed, **options}, safe="+:")
        return f"{self.path}.{form}" + (f"?{query}" if query else "")

    def kept(self, **options: str) -> str:
        """Return an address that changes with the picture, so that browsers keep it for a year."""
        return self.src(**options, v=version())


def version() -> str:
    """Return what a picture depends on besides its address, in short."""
    return f"{build()[:6]}-{revision.current(db.session)}"


@cache
def choices(option: str) -> tuple[str, ...]:
    """Return what may be chosen for an option of pictures, as the API declares it."""
    declared = ConceptPictureQuery().fields.get(option) or PictureQuery().fields[option]
    found = [tuple(rule.choices) for rule in declared.validators if isinstance(rule, OneOf)]
    return found[0] if found else ()


def shown(path: str, picture: diagrams.Picture, fixed: dict[str, str] | None = None) -> Shown:
    """Return a picture value as pages show it."""
    seen = dict(boxes_in(picture))
    return Shown(
        path,
        picture.title,
        picture.message,
        alt_of(picture),
        list(seen.items()),
        fixed or {},
        diagrams.last_step(picture),
    )


def alt_of(picture: diagrams.Picture) -> Text:
    """Return a picture in words, in both languages."""
    if isinstance(picture, diagrams.Architecture | diagrams.Comparison):
        return drawing.told(picture)
    return {language: tell(picture, language) for language in SPOKEN}


def boxes_in(part: Any) -> Iterator[tuple[str, Text]]:
    """Yield the concept and the label of every box that leads somewhere, top to bottom."""
    address = getattr(part, "href", None)
    if address and "concepts/" in address:
        yield address.rpartition("concepts/")[2], getattr(part, "label", None) or part.title
    for row in getattr(part, "rows", ()) or ():
        for inner in row:
            yield from boxes_in(inner)
    for column in getattr(part, "columns", ()) or ():
        yield from boxes_in(column)
        yield from boxes_in(getattr(column, "architecture", None))


def of_concept(identity: str) -> tuple[dict[str, Shown], str]:
    """Return a concept's pictures by view, and the view that shows it best; each picture stands under what it is."""
    best = shown("", drawing.concept_picture(db.session, identity, None, "").picture)
    drawn = {view: drawing.concept_picture(db.session, identity, view, "").picture for view in choices("view")}
    found: dict[str, Shown] = {}
    chosen = ""
    for view, picture in drawn.items():
        if any(picture == drawn.get(other) for other in drawn_as(picture) if other != view):
            continue
        one = shown(f"/v1/concepts/{identity}", picture, {"view": view})
        if all((one.title, one.alt) != (other.title, other.alt) for other in found.values()):
            found[view] = one
            if (one.title, one.alt) == (best.title, best.alt):
                chosen = view
    return found, chosen or next(iter(found))


def drawn_as(picture: diagrams.Picture) -> Iterator[str]:
    """Yield the view whose own picture this is: what the knowledge holds nothing for gives way to another view."""
    if isinstance(picture, diagrams.Architecture):
        stored = db.session.get(Diagram, picture.id)
        yield stored.view if stored else ""
    elif isinstance(picture, diagrams.Graph):
        yield "graph"


def of_comparison(ids: list[str]) -> Shown:
    """Return the picture of concepts side by side."""
    return shown(f"/v1/comparisons/{','.join(ids)}", drawing.comparison(db.session, ids, ""))


def of_diagram(identity: str) -> Shown:
    """Return a stored picture; raises ``Unknown`` when there is none."""
    stored = drawing.get_diagram(db.session, identity)
    return shown(f"/v1/diagrams/{identity}", drawing.architecture(db.session, stored, ""))


def of_path(start: str, end: str) -> Shown:
    """Return the picture of how two concepts connect."""
    return shown(f"/v1/paths/{start}/{end}", drawing.path_picture(db.session, start, end, ""))


def of_subject(noun: str, reference: str, view: str | None = None) -> Shown:
    """Return the picture that a page about slides is for; raises ``AtlasError`` when there is none."""
    if noun == "paths":
        return of_path(*reference.split("/"))
    if noun == "comparisons":
        return of_comparison(reference.split(","))
    if noun == "diagrams":
        return of_diagram(reference)
    view = view if view in choices("view") else None
    picture = drawing.concept_picture(db.session, reference, view, "").picture
    return shown(f"/v1/concepts/{reference}", picture, {"view": view} if view else {})
