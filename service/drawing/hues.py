"""Colours of concepts in views: a palette slot for each kind, the same in every picture as long as slots last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.models import Concept, Term

SLOTS = ("indigo", "sky", "teal", "amber", "purple", "green", "pink", "slate", "red", "brown")
PLAIN = "plain"


def concept_address(base: str, concept: str) -> str:
    """Return where a box that names a concept leads: the page for people, which finds its reader's language."""
    return f"{base}/concepts/{concept}"


class Hues:
    """Slots of the kinds that one picture shows.

    The first kinds of the vocabulary have slots of their own, the same in every picture; the others get what is free.
    """

    def __init__(self, session: Session, concepts: Iterable[Concept]) -> None:
        """Give the kinds of ``concepts`` their slots, the more frequent first among those without one of their own."""
        rows = session.execute(sa.select(Term.id, Term.document).where(Term.noun == "kind").order_by(Term.position))
        known = {name: (place, document["label"]) for place, (name, document) in enumerate(rows)}
        counted = Counter(concept.kind for concept in concepts)
        self.slots: dict[str, str] = {}
        self.labels = {name: label for name, (_, label) in known.items()}
        self.places = {name: place for name, (place, _) in known.items()}
        own = len(SLOTS)
        order = {kind: self.places.get(kind, own) for kind in counted}
        self.slots |= {kind: SLOTS[place] for kind, place in order.items() if place < own}
        late = [kind for kind, place in order.items() if place >= own]
        for kind in sorted(late, key=lambda kind: (-counted[kind], order[kind])):
            self.slots[kind] = self.free(order[kind])

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
