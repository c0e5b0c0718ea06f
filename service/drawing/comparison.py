"""Comparisons as values: architectures side by side, or facts in layers where a concept has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.atlas import comparisons
from service.atlas.comparison_rows import Compared, Row
from service.models import Concept, Diagram

from .architecture import architecture, at_step, roles
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
        columns, own_roles = fact_columns(compared, known, base)
        known |= own_roles
    columns = [side_by_side(one, step) for step, one in enumerate(columns)]
    message = compared.curated["message"] if compared.curated else {"en": "", "ko": ""}
    identity = "-".join(concept.id for concept in compared.concepts)
    return diagrams.Comparison(
        id=identity, title=compared.title, message=message, columns=tuple(columns), roles=known, table=not all(own)
    )


def side_by_side(column: diagrams.Column, step: int) -> diagrams.Column:
    """Return a side that is built at a step as a whole: a comparison is told from left to right."""
    drawn = column.architecture
    boxes = tuple(tuple(at_step(box, step) for box in row) for row in drawn.rows)
    return replace(column, architecture=replace(drawn, rows=boxes))


def own_diagram(session: Session, concept: str) -> Diagram | None:
    """Return the architecture that is drawn for exactly this concept."""
    query = sa.select(Diagram).where(Diagram.concept_id == concept, Diagram.view == "architecture")
    return session.scalars(query).first()


def column(concept: Concept, drawn: diagrams.Architecture, base: str) -> diagrams.Column:
    """Return one side of a comparison."""
    return diagrams.Column(title=concept.label, note=None, href=concept_address(base, concept.id), architecture=drawn)


MOST_FACT_ROWS = 5
LONGEST_FACT = 80
AGAINST = " ↔ "  # between the values of a fact that sources dispute
FACT_COLOUR = "sky"
NOT_KNOWN = {"en": "Not recorded", "ko": "자료 없음"}


def fact_columns(
    compared: Compared, known: Mapping[str, diagrams.Role], base: str
) -> tuple[list[diagrams.Column], dict[str, diagrams.Role]]:
    """Return columns whose layers are properties, and the roles that order these layers.

    It is what is drawn when a concept has no architecture. A box says what is known, its note the property.
    """
    told = [row for row in compared.rows if any(row.cells)]
    chosen = [row for row in told if all(row.cells)][:MOST_FACT_ROWS] or told[:MOST_FACT_ROWS]
    # The rows are layers in the order of the comparison, the first at the top; they share a colour.
    own = {
        f"row-{place}": diagrams.Role(f"row-{place}", {}, FACT_COLOUR, MOST_FACT_ROWS - place)
        for place in range(MOST_FACT_ROWS)
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


def shorten(text: str, longest: int = LONGEST_FACT) -> str:
    """Return text short enough for a box: its first sentences, else its first clauses, else its first words.

    Where sources disagree every side keeps its share.

    >>> shorten("One sentence. And another that is longer than there is room for.", 30)
    'One sentence.'
    >>> shorten("alpha, beta, gamma, delta", 20)
    'alpha, beta, gamma…'
    """
    if len(text) <= longest:
        return text
    sides = text.split(AGAINST)
    if len(sides) > 1:
        return AGAINST.join(shorten(side, max(longest // len(sides), 40)) for side in sides)
    for end, mark in ((". ", "."), ("; ", "…"), (", ", "…")):
        at = text.rfind(end, longest // 3, longest)
        if at > 0:
            return text[:at] + mark
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
