"""Stored diagrams as values: nested boxes in rows and the connections between them; the catalogue of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.atlas.concepts import Page, paged, row_of
from service.atlas.diagram_check import boxes_of
from service.models import Concept, Diagram, DiagramConcept, Term

from .hues import concept_address

Rows = tuple[tuple[diagrams.Box, ...], ...]
Labels = Mapping[str, dict[str, str]]


def roles(session: Session) -> dict[str, diagrams.Role]:
    """Return the roles of boxes, the bottom layer first."""
    documents = session.scalars(sa.select(Term.document).where(Term.noun == "role").order_by(Term.position))
    return {
        one["id"]: diagrams.Role(id=one["id"], label=one["label"], colour=one["colour"], rank=rank)
        for rank, one in enumerate(documents)
    }


def labels(session: Session, names: set[str]) -> Labels:
    """Return the labels of concepts."""
    return dict(session.execute(sa.select(Concept.id, Concept.label).where(Concept.id.in_(names))).all())


def architecture(session: Session, diagram: Diagram, base: str) -> diagrams.Architecture:
    """Return a stored diagram as a value; ``base`` is what the addresses of its boxes start with."""
    return architectures(session, [diagram], base)[0]


def architectures(session: Session, stored: Sequence[Diagram], base: str) -> list[diagrams.Architecture]:
    """Return stored diagrams as values, in the same order; asks as often for many as for one."""
    boxes = [box for diagram in stored for _, box in boxes_of(diagram.document["rows"])]
    known = labels(session, {box["concept"] for box in boxes if box.get("concept")})
    vocabulary = roles(session)
    return [_value(diagram, known, vocabulary, base) for diagram in stored]


def _value(diagram: Diagram, known: Labels, vocabulary: dict[str, diagrams.Role], base: str) -> diagrams.Architecture:
    document = diagram.document
    # Whose editor named no build steps is built by the numbers of its arrows, or else from the ground up.
    stepped = any(box["step"] for _, box in boxes_of(document["rows"])) or any(one["step"] for one in document["links"])
    numbered = any(one.get("number") for one in document["links"])
    boxes = rows(document["rows"], known, base)
    return diagrams.Architecture(
        id=diagram.id,
        title=document["title"],
        message=document["message"],
        alt=document.get("alt"),
        rows=boxes if stepped or numbered else from_the_ground(boxes),
        links=tuple(link(one, stepped) for one in document["links"]),
        roles=vocabulary,
    )


def from_the_ground(boxes: Rows) -> Rows:
    """Return rows of boxes that are built row by row, the bottom one first; a lone row from left to right.

    What is nested comes with the box that it stands in; in a frame around everything, its own rows are built.
    """
    if len(boxes) > 1:
        return tuple(
            tuple(at_step(box, step) for box in row) for step, row in zip(range(len(boxes))[::-1], boxes, strict=True)
        )
    if boxes and len(boxes[0]) > 1:
        return (tuple(at_step(box, step) for step, box in enumerate(boxes[0])),)
    return tuple(tuple(replace(box, rows=from_the_ground(box.rows)) for box in row) for row in boxes)


def at_step(box: diagrams.Box, step: int) -> diagrams.Box:
    """Return a box that is there from a build step on, with all that stands in it."""
    return replace(box, step=step, rows=tuple(tuple(at_step(one, step) for one in row) for row in box.rows))


def rows(documents: Sequence[Sequence[dict[str, Any]]], known: Labels, base: str) -> tuple[Any, ...]:
    """Return the rows of boxes of a diagram document."""
    return tuple(tuple(box(one, known, base) for one in row) for row in documents)


def box(document: dict[str, Any], known: Labels, base: str) -> diagrams.Box:
    """Return a box; without a label of its own it carries its concept's."""
    concept = document.get("concept")
    return diagrams.Box(
        id=document["id"],
        label=document.get("label") or known[concept or ""],
        role=document["role"],
        note=document.get("note"),
        href=concept_address(base, concept) if concept else None,
        rows=rows(document["rows"], known, base),
        layer=document.get("layer"),
        full=document["detail"] == "full",
        boundary=document["boundary"],
        span=document["span"],
        absent=document["absent"],
        step=document["step"],
    )


def link(document: dict[str, Any], stepped: bool) -> diagrams.Link:
    """Return a link between two boxes; unless the diagram is ``stepped``, its number is its build step."""
    return diagrams.Link(
        source=document["source"],
        target=document["target"],
        kind=document["kind"],
        label=document.get("label"),
        both=document["both"],
        number=document.get("number"),
        step=document["step"] if stepped else document.get("number") or 0,
    )


def list_diagrams(session: Session, page: int, page_size: int) -> Page:
    """Return the catalogue of diagrams by id."""
    return paged(session, sa.select(Diagram).order_by(Diagram.id), page, page_size)


def get_diagram(session: Session, identity: str) -> Diagram:
    """Return one stored diagram.

    Raises:
        Unknown: there is none of this id.
    """
    return row_of(session, Diagram, "diagram", identity)


def concepts_in(session: Session, stored: Sequence[Diagram]) -> list[list[str]]:
    """Return, for each diagram, the ids of the concepts that stand in it, its own first."""
    query = sa.select(DiagramConcept.diagram_id, DiagramConcept.concept_id)
    query = query.where(DiagramConcept.diagram_id.in_([diagram.id for diagram in stored]))
    inside: dict[str, list[str]] = {}
    for diagram_id, concept_id in session.execute(query.order_by(DiagramConcept.concept_id)):
        inside.setdefault(diagram_id, []).append(concept_id)
    return [
        list(dict.fromkeys(([one.concept_id] if one.concept_id else []) + inside.get(one.id, []))) for one in stored
    ]


def told(picture: diagrams.Picture) -> dict[str, str]:
    """Return a picture in words, in both languages."""
    return {language: diagrams.described(picture, language) for language in ("en", "ko")}
