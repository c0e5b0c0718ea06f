"""From a value and parsed options to the bytes of a form; options that no form can honour are refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import diagrams
from diagrams.model import walk
from service.errors import Busy, Invalid

LARGEST = 4096  # pixels that a bitmap may be wide: about a second's work, half of what a renderer is given

Made = tuple[diagrams.Picture, diagrams.Options]


@dataclass(frozen=True)
class Wanted:
    """Everything that decides about the bytes besides the picture: a form, its options, its build steps."""

    form: str
    options: diagrams.Options
    scale: float = 1.0
    steps: str | None = None

    @classmethod
    def of(cls, picture: diagrams.Picture, query: Mapping[str, Any], form: str, highlight: tuple[str, ...]) -> Wanted:
        """Return what a parsed ``query`` wants of ``picture`` as ``form``.

        ``highlight`` is what stands out unless the query says: of it, what the picture shows.

        Raises:
            Invalid: an option that this picture or form cannot have.
        """
        check(picture, query, form)
        default = "overview" if isinstance(picture, diagrams.Comparison) else "full"
        asked = "highlight" in query
        options = diagrams.Options(
            lang=query["lang"],
            theme=query["theme"],
            background=query["background"],
            aspect=query["aspect"],
            layout=query["layout"],
            detail=query.get("detail", default),
            legend=query["legend"],
            text=query["text"],
            width=query.get("width") if form in ("svg", "png") else None,
            scale=query["scale"] if form == "svg" else 1.0,
            step=query.get("step"),
            highlight=boxes_named(picture, query["highlight"]) if asked else shown(picture, highlight),
            dim=asked,
        )
        return cls(form, options, query["scale"] if form == "png" else 1.0, query.get("steps"))


def check(picture: diagrams.Picture, query: Mapping[str, Any], form: str) -> None:
    """Refuse options that contradict each other, the form or the picture; say what is allowed."""
    steps = diagrams.last_step(picture)
    if "step" in query and "steps" in query:
        raise refused("steps", "cannot stand beside step: use one of them", "step과 함께 쓸 수 없습니다")
    if ("step" in query or "steps" in query) and not steps:
        field = "step" if "step" in query else "steps"
        raise refused(field, "this picture has no build steps", "이 그림에는 단계가 없습니다")
    if "step" in query and query["step"] > steps:
        raise refused("step", f"use 0 to {steps}", f"0에서 {steps}까지 사용하십시오")
    if query.get("steps") == "auto" and form != "svg":
        raise refused("steps", "auto is for svg; use all with pdf and pptx", "auto는 svg에서만 됩니다")
    if query.get("steps") == "all" and form not in ("pdf", "pptx"):
        raise refused("steps", "all is for pdf and pptx; use auto with svg", "all은 pdf와 pptx에서만 됩니다")
    if query["layout"] == "shared" and query["lang"] not in ("en", "ko"):
        raise refused(
            "layout", "shared is for lang=en or ko; ko+en shows both", "shared는 lang=en이나 ko와 함께 씁니다"
        )
    if query["theme"] == "auto" and form != "svg":
        raise refused("theme", "auto is for svg; use light, dark or print", "auto는 svg에서만 됩니다")
    if form == "png" and query.get("width", 1280) * query["scale"] > LARGEST:
        raise refused("width", f"times scale is at most {LARGEST}", f"scale과 곱해 {LARGEST} 이하여야 합니다")


def refused(field: str, en: str, ko: str) -> Invalid:
    """Return the error that names an option."""
    return Invalid(field, en, ko)


def named(picture: diagrams.Picture) -> Iterator[tuple[str, str | None]]:
    """Yield id and address of everything that can be pointed out."""
    if isinstance(picture, diagrams.Architecture | diagrams.Comparison):
        columns = (
            [picture]
            if isinstance(picture, diagrams.Architecture)
            else [column.architecture for column in picture.columns]
        )
        for one in columns:
            yield from ((box.id, box.href) for box in walk(one.rows))
    elif isinstance(picture, diagrams.Graph):
        yield picture.centre.id, picture.centre.href
        yield from ((node.id, node.href) for branch in picture.branches for node in branch.nodes)
    elif isinstance(picture, diagrams.Taxonomy):
        yield from ((node.id, node.href) for row in picture.above for node in row)
        yield from ((node.id, node.href) for node in diagrams.nodes_of(picture.root))
    else:
        yield from ((event.id.partition(":")[0], event.href) for event in picture.events)


def boxes_named(picture: diagrams.Picture, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the boxes that carry one of these ids or show one of these concepts.

    Raises:
        Invalid: an id that nothing in the picture has.
    """
    known = list(named(picture))
    for name in wanted:
        if not any(is_named(box, name) for box in known):
            listed = ", ".join(sorted({id_ for id_, _ in known})[:40])
            raise Invalid("highlight", f"use some of {listed}", f"{listed} 가운데서 고르십시오")
    return shown(picture, wanted)


def shown(picture: diagrams.Picture, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the boxes that carry one of these ids or show one of these concepts, as far as the picture has any."""
    known = list(named(picture))
    found = [box[0] for name in wanted for box in known if is_named(box, name)]
    return tuple(dict.fromkeys([*found, *inner_boxes(picture, found)]))


def is_named(box: tuple[str, str | None], name: str) -> bool:
    """Return whether a box, given as id and address, is the one meant by ``name``."""
    return box[0] == name or (box[1] or "").endswith(f"/{name}")


def inner_boxes(picture: diagrams.Picture, groups: list[str]) -> list[str]:
    """Return the boxes inside groups that are pointed out: they must not step back."""
    if isinstance(picture, diagrams.Comparison):
        return [name for column in picture.columns for name in inner_boxes(column.architecture, groups)]
    if not isinstance(picture, diagrams.Architecture):
        return []
    return [inner.id for box in walk(picture.rows) if box.id in groups for inner in walk(box.rows)]


def draw(picture: diagrams.Picture, wanted: Wanted, pool: diagrams.RendererPool) -> bytes:
    """Return ``picture`` as ``wanted``.

    Raises:
        Invalid: an option that cannot be drawn.
        Busy: too many pictures wait.
    """
    try:
        return FORMS[wanted.form](picture, wanted, pool)
    except diagrams.DiagramError as error:
        raise Invalid(error.field, error.message, error.message) from error
    except (diagrams.RendererBusy, diagrams.RendererDied, diagrams.RendererTimeout) as error:
        raise Busy from error


def pages(picture: diagrams.Picture, wanted: Wanted, pool: diagrams.RendererPool) -> list[diagrams.Drawing]:
    """Return the drawing, or one for each build step."""
    steps = range(diagrams.last_step(picture) + 1) if wanted.steps == "all" else (wanted.options.step,)
    return [diagrams.draw(picture, replace(wanted.options, step=step), pool) for step in steps]


def svg(picture: diagrams.Picture, wanted: Wanted, pool: diagrams.RendererPool) -> bytes:
    """Return the SVG; with ``steps=auto`` one that builds itself up."""
    drawn = diagrams.draw(picture, wanted.options, pool)
    if wanted.steps == "auto":
        return diagrams.animated(drawn, picture).encode()
    return drawn.svg.encode()


def pdf(picture: diagrams.Picture, wanted: Wanted, pool: diagrams.RendererPool) -> bytes:
    """Return a PDF; with ``steps=all`` a page a step."""
    from diagrams.pdf import pdf as paged  # its library takes a tenth of a second to load: only who needs it pays

    return paged(pages(picture, wanted, pool))


def pptx(picture: diagrams.Picture, wanted: Wanted, pool: diagrams.RendererPool) -> bytes:
    """Return a presentation; with ``steps=all`` a slide a step."""
    from diagrams.pptx import pptx as slides

    return slides(pages(picture, wanted, pool))


Form = Callable[[diagrams.Picture, Wanted, diagrams.RendererPool], bytes]
FORMS: dict[str, Form] = {
    "svg": svg,
    "png": lambda picture, wanted, pool: diagrams.png(diagrams.draw(picture, wanted.options, pool), wanted.scale, pool),
    "pdf": pdf,
    "pptx": pptx,
    "dot": lambda picture, wanted, _pool: diagrams.dot(picture, wanted.options).encode(),
    "drawio": lambda picture, wanted, pool: diagrams.drawio(diagrams.draw(picture, wanted.options, pool)).encode(),
}
