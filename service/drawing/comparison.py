"""Comparisons as values: architectures side by side, or facts in layers where a concept has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.atlas import comparisons
from service.models import Concept, Diagram

from .architecture import architecture, roles
from .hues import concept_address


def comparison(session: Session, references: Sequence[str], base: str) -> diagrams.Comparison:
    """Return two to six concepts side by side: their architectures, or else their facts.

    Raises:
        Invalid, Moved, Unknown, Ambiguous: see :func:`service.atlas.comparisons.canonical`.
    """
    compared = comparisons.compare(session, references)
    own = [own_diagram(session, concept.id) for concept in compared.concepts]
    known = roles(session)
    if all(own):
        columns = [
            column(concept, architecture(session, diagram, base), base)
            for concept, diagram in zip(compared.concepts, own, strict=True)
            if diagram is not None
        ]
    else:
        columns = fact_columns(compared, known, base)
    message = compared.curated["message"] if compared.curated else {"en": "", "ko": ""}
    identity = "-".join(concept.id for concept in compared.concepts)
    return diagrams.Comparison(id=identity, title=compared.title, message=message, columns=tuple(columns), roles=known)


def own_diagram(session: Session, concept: str) -> Diagram | None:
    """Return the architecture that is drawn for exactly this concept."""
    query = sa.select(Diagram).where(Diagram.concept_id == concept, Diagram.view == "architecture")
    return session.scalars(query).first()


def column(concept: Concept, drawn: diagrams.Architecture, base: str) -> diagrams.Column:
    """Return one side of a comparison."""
    return diagrams.Column(title=concept.label, note=None, href=concept_address(base, concept.id), architecture=drawn)


MOST_FACT_ROWS = 5
LONGEST_FACT = 70


def fact_columns(
    compared: comparisons.Compared, known: Mapping[str, diagrams.Role], base: str
) -> list[diagrams.Column]:
    """Return columns whose layers are properties: what is drawn when a concept has no architecture."""
    told = [row for row in compared.rows if any(row.cells)]
    chosen = [row for row in told if all(row.cells)][:MOST_FACT_ROWS] or told[:MOST_FACT_ROWS]
    role = min(known.values(), key=lambda one: one.colour != "plain").id
    columns = []
    for index, concept in enumerate(compared.concepts):
        boxes = []
        for row in chosen:
            cell = row.cells[index]
            text = {language: shorten(cell.text[language]) if cell else "–" for language in ("en", "ko")}
            boxes.append(
                diagrams.Box(
                    id=row.property.replace("_", "-"),
                    label=row.label,
                    note=text,
                    role=role,
                    layer=row.property,
                    absent=cell is None,
                    differs=not row.same,
                )
            )
        drawn = diagrams.Architecture(
            id=concept.id,
            title=concept.label,
            message=concept.summary,
            rows=tuple((one,) for one in boxes)
            or ((diagrams.Box(id="summary", label=concept.label, note=concept.summary, role=role),),),
            links=(),
            roles=known,
        )
        columns.append(column(concept, drawn, base))
    return columns


def shorten(text: str) -> str:
    """Return text short enough for a box, cut between words."""
    if len(text) <= LONGEST_FACT:
        return text
    return text[: LONGEST_FACT - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
