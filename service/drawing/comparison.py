"""Comparisons as values: architectures side by side, or facts in layers where a concept has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.atlas import comparisons
from service.atlas.comparison_rows import Compared, Row
from service.models import Concept, Diagram

from .architecture import architecture, roles
from .hues import SLOTS, concept_address


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
        columns, own_roles = fact_columns(compared, known, base)
        known |= own_roles
    message = compared.curated["message"] if compared.curated else {"en": "", "ko": ""}
    identity = "-".join(concept.id for concept in compared.concepts)
    return diagrams.Comparison(
        id=identity, title=compared.title, message=message, columns=tuple(columns), roles=known, table=not all(own)
    )


def own_diagram(session: Session, concept: str) -> Diagram | None:
    """Return the architecture that is drawn for exactly this concept."""
    query = sa.select(Diagram).where(Diagram.concept_id == concept, Diagram.view == "architecture")
    return session.scalars(query).first()


def column(concept: Concept, drawn: diagrams.Architecture, base: str) -> diagrams.Column:
    """Return one side of a comparison."""
    return diagrams.Column(title=concept.label, note=None, href=concept_address(base, concept.id), architecture=drawn)


MOST_FACT_ROWS = 5
LONGEST_FACT = 70
NOT_KNOWN = {"en": "Not recorded", "ko": "자료 없음"}


def fact_columns(
    compared: Compared, known: Mapping[str, diagrams.Role], base: str
) -> tuple[list[diagrams.Column], dict[str, diagrams.Role]]:
    """Return columns whose layers are properties, and the roles that give every layer a colour of its own.

    It is what is drawn when a concept has no architecture. What is said stands in bold, the property's name under it.
    """
    told = [row for row in compared.rows if any(row.cells)]
    chosen = [row for row in told if all(row.cells)][:MOST_FACT_ROWS] or told[:MOST_FACT_ROWS]
    slots = zip(chosen or (None,), SLOTS, strict=False)
    # The rows are layers in the order of the comparison, the first at the top.
    own = {
        f"row-{place}": diagrams.Role(f"row-{place}", {}, slot, MOST_FACT_ROWS - place)
        for place, (_, slot) in enumerate(slots)
    }
    columns = []
    for index, concept in enumerate(compared.concepts):
        boxes = [fact_box(row, index, f"row-{place}") for place, row in enumerate(chosen)]
        if not boxes:
            boxes = [diagrams.Box("summary", concept.label, "row-0", note=concept.summary)]
        drawn = diagrams.Architecture(
            id=concept.id,
            title=concept.label,
            message=concept.summary,
            rows=tuple((one,) for one in boxes),
            links=(),
            roles=known,
        )
        columns.append(column(concept, drawn, base))
    return columns, own


def fact_box(row: Row, index: int, role: str) -> diagrams.Box:
    """Return what one column says of one property."""
    cell = row.cells[index]
    return diagrams.Box(
        id=row.property.replace("_", "-"),
        label={language: shorten(cell.text[language]) for language in ("en", "ko")} if cell else NOT_KNOWN,
        note=row.label,
        role=role,
        layer=row.property,
        absent=cell is None,
        differs=not row.same,
    )


def shorten(text: str) -> str:
    """Return text short enough for a box, cut between words."""
    if len(text) <= LONGEST_FACT:
        return text
    return text[: LONGEST_FACT - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
