"""A chain of relations as a value: boxes joined by arrows with the relations' words, folded like a snake."""

from __future__ import annotations

from sqlalchemy.orm import Session

import diagrams
from service.atlas import paths
from service.models import Concept

from .hues import PLAIN, Hues, concept_address
from .wording import on_arrow

ABREAST = 4  # boxes in a row
TITLE = {"en": "From {} to {}", "ko": "{}에서 {}까지"}


def path_picture(session: Session, start: str, end: str, base: str) -> diagrams.Architecture:
    """Return how two concepts hang together; the two alone when nothing joins them.

    Raises:
        Invalid, Unknown, Moved, Ambiguous: see :func:`service.atlas.paths.find_path`.
    """
    path = paths.find_path(session, start, end)
    chain = [path.start]
    links = []
    for step in path.steps:
        following = step.end if step.forward else step.start
        links.append(
            diagrams.Link(
                step.start.id,
                step.end.id,
                kind="relation",
                label=on_arrow(step.relation.label, [step.end.label["ko"]]),
                both=step.relation.symmetric,
            )
        )
        chain.append(following)
    if not path.steps:
        chain.append(path.end)
    hues = Hues(session, chain)
    roles = {
        slot: diagrams.Role(slot, hues.labels.get(kind, {"en": kind}), slot, place)
        for place, (kind, slot) in enumerate(hues.slots.items())
    }
    roles.setdefault(PLAIN, diagrams.Role(PLAIN, {"en": PLAIN}, PLAIN, 0))
    rows = [chain[at : at + ABREAST] for at in range(0, len(chain), ABREAST)]
    folded = [row if place % 2 == 0 else row[::-1] for place, row in enumerate(rows)]
    return diagrams.Architecture(
        id=f"{path.start.id}--{path.end.id}",
        title={
            language: TITLE[language].format(path.start.label[language], path.end.label[language]) for language in TITLE
        },
        message=path.sentence,
        rows=tuple(tuple(box(one, hues, base) for one in row) for row in folded),
        links=tuple(links),
        roles=roles,
    )


def box(concept: Concept, hues: Hues, base: str) -> diagrams.Box:
    """Return a concept as a box that says what it is and leads to it."""
    return diagrams.Box(
        concept.id, concept.label, hues.slot(concept), concept.summary, concept_address(base, concept.id)
    )
