"""Knowledge → values of ``diagrams``: the one bridge between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from diagrams.describe import describe

from .atlas import comparisons
from .atlas.concepts import Page, paged
from .atlas.diagram_check import boxes_of
from .atlas.names import resolve
from .errors import Busy, Invalid, Unknown
from .models import Concept, Diagram, DiagramConcept, Relation, RelationType, Term

Picture = diagrams.Architecture | diagrams.Comparison
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
    document = diagram.document
    names = {box["concept"] for _, box in boxes_of(document["rows"]) if box.get("concept")}
    known = labels(session, names)
    return diagrams.Architecture(
        id=diagram.id,
        title=document["title"],
        message=document["message"],
        alt=document.get("alt"),
        rows=rows(document["rows"], known, base),
        links=tuple(link(one) for one in document["links"]),
        roles=roles(session),
    )


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
        href=f"{base}/v1/concepts/{concept}" if concept else None,
        rows=rows(document["rows"], known, base),
        layer=document.get("layer"),
        full=document["detail"] == "full",
        boundary=document["boundary"],
        span=document["span"],
        absent=document["absent"],
        step=document["step"],
    )


def link(document: dict[str, Any]) -> diagrams.Link:
    """Return a link between two boxes."""
    return diagrams.Link(
        source=document["source"],
        target=document["target"],
        kind=document["kind"],
        label=document.get("label"),
        both=document["both"],
        number=document.get("number"),
        step=document["step"],
    )


def list_diagrams(session: Session, page: int, page_size: int) -> Page:
    """Return the catalogue of diagrams by id."""
    return paged(session, sa.select(Diagram).order_by(Diagram.id), page, page_size)


def get_diagram(session: Session, identity: str) -> Diagram:
    """Return one stored diagram.

    Raises:
        Unknown: there is none of this id.
    """
    diagram = session.get(Diagram, identity[:80])
    if diagram is None:
        raise Unknown("diagram", identity)
    return diagram


def concepts_in(session: Session, diagram: Diagram) -> list[str]:
    """Return the ids of the concepts that stand in a diagram, its own first."""
    query = sa.select(DiagramConcept.concept_id).where(DiagramConcept.diagram_id == diagram.id)
    inside = list(session.scalars(query.order_by(DiagramConcept.concept_id)))
    return list(dict.fromkeys(([diagram.concept_id] if diagram.concept_id else []) + inside))


def concept_picture(session: Session, reference: str, view: str, base: str) -> diagrams.Architecture:
    """Return the picture of a concept: its own, one that it stands in, or that of what it is.

    Raises:
        Unknown: there is no such concept, or nothing draws it.
    """
    concept = resolve(session, reference)
    found = diagram_of(session, concept, view)
    if found is None:
        raise Unknown("picture", concept)
    return architecture(session, found, base)


def diagram_of(session: Session, concept: str, view: str) -> Diagram | None:
    """Return the diagram that shows ``concept`` best."""
    own = sa.select(Diagram).where(Diagram.concept_id == concept).order_by(Diagram.view != view, Diagram.id)
    found = session.scalars(own.limit(1)).first()
    if found is not None:
        return found
    inside = (
        sa.select(Diagram)
        .join(DiagramConcept, DiagramConcept.diagram_id == Diagram.id)
        .where(DiagramConcept.concept_id == concept)
        .order_by(Diagram.view != view, Diagram.id)
    )
    found = session.scalars(inside.limit(1)).first()
    if found is not None:
        return found
    return ancestor_diagram(session, concept, view)


def ancestor_diagram(session: Session, concept: str, view: str) -> Diagram | None:
    """Return the diagram of the nearest thing that ``concept`` leads to over transitive relations."""
    types = list(session.scalars(sa.select(RelationType.id).where(RelationType.transitive)))
    seen, frontier = {concept}, [concept]
    while frontier:
        query = (
            sa.select(Relation.target_id)
            .where(Relation.subject_id.in_(frontier), Relation.type_id.in_(types))
            .join(Relation.type)
            .order_by(RelationType.position, Relation.target_id)
        )
        frontier = [one for one in dict.fromkeys(session.scalars(query)) if one not in seen]
        seen.update(frontier)
        for one in frontier:
            own = sa.select(Diagram).where(Diagram.concept_id == one).order_by(Diagram.view != view, Diagram.id)
            found = session.scalars(own.limit(1)).first()
            if found is not None:
                return found
    return None


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
    return diagrams.Column(title=concept.label, note=None, href=f"{base}/v1/concepts/{concept.id}", architecture=drawn)


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


def told(picture: Picture) -> dict[str, str]:
    """Return a picture in words, in both languages."""
    return {language: describe(picture, language) for language in ("en", "ko")}


def draw(picture: Picture, query: Mapping[str, Any], form: str, pool: diagrams.RendererPool) -> bytes:
    """Return ``picture`` as svg, png or dot, drawn as the parsed ``query`` says.

    Raises:
        Invalid: an option that cannot be drawn.
        Busy: too many pictures wait.
    """
    default = "overview" if isinstance(picture, diagrams.Comparison) else "full"
    options = diagrams.Options(
        lang=query["lang"],
        theme=query["theme"],
        background=query["background"],
        aspect=query["aspect"],
        detail=query.get("detail", default),
        legend=query["legend"],
        text=query["text"],
    )
    try:
        if form == "dot":
            return diagrams.dot(picture, options).encode()
        drawn = diagrams.draw(picture, options, pool)
        return diagrams.png(drawn, query["scale"]) if form == "png" else drawn.svg.encode()
    except diagrams.DiagramError as error:
        raise Invalid(error.field, error.message, error.message) from error
    except (diagrams.RendererBusy, diagrams.RendererTimeout) as error:
        raise Busy from error
