"""Which picture shows a concept best: the asked view, else the nearest thing to it. There is always one."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.atlas.names import resolve
from service.models import Concept, Diagram, DiagramConcept, Relation, RelationType

from .architecture import architecture
from .graph import neighbourhood
from .taxonomy import kinds
from .timeline import events_of


@dataclass(frozen=True)
class Chosen:
    """A picture, and the concept to point out in it when it is another's picture."""

    picture: diagrams.Picture
    highlight: tuple[str, ...] = ()


def concept_picture(session: Session, reference: str, view: str | None, base: str, detail: str = "full") -> Chosen:
    """Return the picture of a concept.

    Without ``view``: its own architecture or flow, else one that it stands in, else its relations. A view that the
    knowledge holds nothing for gives way to the relations, which every concept has.

    Raises:
        Unknown, Moved, Ambiguous: see :func:`service.atlas.names.resolve`.
    """
    concept = session.get_one(Concept, resolve(session, reference))
    if view == "taxonomy":
        tree = kinds(session, concept, base)
        return Chosen(tree, () if tree.root.node.id == concept.id else (concept.id,))
    if view == "timeline":
        events = events_of(session, concept, base, detail)
        return Chosen(events) if events is not None else Chosen(neighbourhood(session, concept.id, base, detail))
    if view != "graph":
        found = diagram_of(session, concept.id, view)
        if found is not None:
            own = found.concept_id == concept.id
            return Chosen(architecture(session, found, base), () if own else (concept.id,))
    return Chosen(neighbourhood(session, concept.id, base, detail))


def diagram_of(session: Session, concept: str, view: str | None) -> Diagram | None:
    """Return the diagram that shows ``concept`` best: its own, one it stands in, and if an architecture was asked
    for by name, that of what it leads to over transitive relations."""
    wanted = view or "architecture"
    own = sa.select(Diagram).where(Diagram.concept_id == concept)
    inside = (
        sa.select(Diagram)
        .join(DiagramConcept, DiagramConcept.diagram_id == Diagram.id)
        .where(DiagramConcept.concept_id == concept)
    )
    for query in (own, inside):
        found = session.scalars(query.order_by(Diagram.view != wanted, Diagram.id).limit(1)).first()
        if found is not None:
            return found
    return ancestor_diagram(session, concept, wanted) if view else None


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
