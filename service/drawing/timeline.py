"""Dated facts of a concept and of what belongs to it, as a value."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

import diagrams
from service.models import Concept, Fact, Property, Relation, RelationType

from .graph import weights
from .hues import Hues, concept_address
from .taxonomy import hierarchy, narrower

TITLE = {"en": "{}: timeline", "ko": "{} 연혁"}
MOST = {"full": 18, "overview": 8}
DEPTH = 3
ENOUGH = 4  # fewer events than this and the neighbours' are told too


def events_of(session: Session, concept: Concept, base: str, detail: str) -> diagrams.Timeline | None:
    """Return the dated facts of a concept and of its kinds and parts; of its neighbours too where those are few.

    None when nothing near it has a date.
    """
    near = family(session, concept.id)
    facts = dated(session, list(near))
    if len(facts) < ENOUGH:
        near |= {name: DEPTH + 1 for name in touching(session, concept.id) if name not in near}
        facts = dated(session, list(near))
    if not facts:
        return None
    heavy = weights(session, [fact.concept_id for fact in facts])
    facts.sort(key=lambda fact: (near[fact.concept_id], -heavy[fact.concept_id], fact.id))
    kept = sorted(facts[: MOST[detail]], key=lambda fact: (fact.value, near[fact.concept_id], fact.id))
    owners = {
        one.id: one
        for one in session.scalars(sa.select(Concept).where(Concept.id.in_({fact.concept_id for fact in kept})))
    }
    hues = Hues(session, owners.values())
    events = tuple(event(fact, owners[fact.concept_id], hues, base) for fact in kept)
    title = {language: text.format(concept.label[language]) for language, text in TITLE.items()}
    identity = f"{concept.id}-timeline"
    return diagrams.Timeline(identity, title, concept.summary, events, len(facts) - len(kept), hues.legend())


def event(fact: Fact, owner: Concept, hues: Hues, base: str) -> diagrams.Event:
    """Return a dated fact; one that no editor worded is told by its property's name."""
    year = int(fact.value)
    text = fact.text if fact.worded else fact.property.label
    if fact.worded and fact.property.detail.get("single") and all(one[:1].isdigit() for one in text.values()):
        text = {language: f"{fact.property.label[language]}: {said}" for language, said in text.items()}
    return diagrams.Event(
        f"{owner.id}:{fact.property_id}-{fact.position}",
        year,
        owner.label,
        text,
        hues.slot(owner),
        concept_address(base, owner.id),
    )


def family(session: Session, concept: str) -> dict[str, int]:
    """Return a concept, its kinds at any depth within reason, and what else leads to it over transitive relations,
    each with its distance."""
    found = {concept: 0}
    types = hierarchy(session)
    frontier = [concept]
    for distance in range(1, DEPTH + 1):
        following = [name for names in narrower(session, frontier, types).values() for name in names]
        frontier = [name for name in dict.fromkeys(following) if name not in found]
        found |= dict.fromkeys(frontier, distance)
    others = [one.id for one in session.scalars(sa.select(RelationType)) if one.transitive and one.id not in types]
    query = sa.select(Relation.subject_id).where(Relation.target_id == concept, Relation.type_id.in_(others))
    for name in session.scalars(query.order_by(Relation.subject_id)):
        found.setdefault(name, 2)
    return found


def touching(session: Session, concept: str) -> list[str]:
    """Return the other ends of all relations of a concept."""
    query = sa.select(Relation.subject_id, Relation.target_id).where(
        sa.or_(Relation.subject_id == concept, Relation.target_id == concept)
    )
    return sorted({end for pair in session.execute(query) for end in pair} - {concept})


def dated(session: Session, concepts: list[str]) -> list[Fact]:
    """Return the facts of ``concepts`` whose property is a year."""
    query = (
        sa.select(Fact)
        .join(Fact.property)
        .where(Fact.concept_id.in_(concepts), Property.datatype == "year", Fact.disputed.is_(False))
        .options(joinedload(Fact.property))
        .order_by(Fact.id)
    )
    return [fact for fact in session.scalars(query) if isinstance(fact.value, int)]
