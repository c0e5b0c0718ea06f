"""Colours of concepts in views: a palette slot for each kind, the same in every picture as long as slots last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.models import Concept, Term

SLOTS = ("indigo", "sky", "teal", "amber", "purple", "green", "pink", "slate", "red")
PLAIN = "plain"


def concept_address(base: str, concept: str) -> str:
    """Return where a box that names a concept leads."""
    return f"{base}/v1/concepts/{concept}"


class Hues:
    """Slots of the kinds that one picture shows; a kind that finds its slot taken gets the next free one."""

    def __init__(self, session: Session, concepts: Iterable[Concept]) -> None:
        """Give the most frequent kinds of ``concepts`` their slots first."""
        rows = session.execute(sa.select(Term.id, Term.document).where(Term.noun == "kind").order_by(Term.position))
        known = {name: (place, document["label"]) for place, (name, document) in enumerate(rows)}
        counted = Counter(concept.kind for concept in concepts)
        self.slots: dict[str, str] = {}
        self.labels = {name: label for name, (_, label) in known.items()}
        self.places = {name: place for name, (place, _) in known.items()}
        for kind, _count in sorted(counted.items(), key=lambda item: (-item[1], self.places.get(item[0], 0))):
            self.slots[kind] = self.free(self.places.get(kind, 0))

    def free(self, place: int) -> str:
        """Return the slot of the kind at ``place``, or the next one that nothing else has."""
        taken = set(self.slots.values())
        return next((s for i in range(len(SLOTS)) if (s := SLOTS[(place + i) % len(SLOTS)]) not in taken), PLAIN)

    def slot(self, concept: Concept) -> str:
        """Return the palette slot of a concept."""
        return self.slots.get(concept.kind, PLAIN)

    def node(self, concept: Concept, base: str) -> diagrams.Node:
        """Return a concept as a node that leads to it."""
        return diagrams.Node(concept.id, concept.label, self.slot(concept), concept_address(base, concept.id))

    def legend(self) -> tuple[diagrams.Hue, ...]:
        """Return what the slots stand for, in the vocabulary's order."""
        used = sorted(self.slots, key=lambda kind: self.places.get(kind, 0))
        return tuple(diagrams.Hue(self.slots[kind], self.labels[kind]) for kind in used if self.slots[kind] != PLAIN)
