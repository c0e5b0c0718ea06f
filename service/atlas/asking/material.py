"""What answerers take from: the index, the lexicon, and the concepts of one question, read once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas.concepts import load_concepts
from service.atlas.diagram_check import boxes_of
from service.atlas.searching.index import Index
from service.models import Concept, Diagram, DiagramConcept

from .lexicon import Lexicon, lexicon


class Material:
    """The knowledge as one question sees it."""

    def __init__(self, session: Session, index: Index) -> None:
        self.session = session
        self.index = index
        self.lexicon: Lexicon = lexicon(session, index)
        self._concepts: dict[int, Concept] = {}

    def concepts(self, numbers: Sequence[int]) -> list[Concept]:
        """Return concepts with their facts and relations, in the order of their numbers."""
        missing = [number for number in numbers if number not in self._concepts]
        if missing:
            ids = [self.index.ids[number] for number in missing]
            self._concepts.update(zip(missing, load_concepts(self.session, ids), strict=True))
        return [self._concepts[number] for number in numbers]

    def keep(self, concepts: Sequence[Concept]) -> None:
        """Take over concepts that somebody else has read."""
        self._concepts.update((self.index.numbers[concept.id], concept) for concept in concepts)

    def label(self, number: int, lang: str) -> str:
        """Return the label of a concept."""
        return self.index.labels[number][lang]

    def narrower(self, number: int) -> list[int]:
        """Return the direct kinds of a concept, the best known first."""
        found = {
            edge.subject
            for edge in self.index.touching.get(number, ())
            if edge.type in self.index.hierarchy and edge.target == number
        }
        return sorted(found, key=lambda one: (-self.index.prominence(one), one))

    def all_narrower(self, number: int) -> list[int]:
        """Return the kinds of a concept at any depth, the direct ones first."""
        found: list[int] = []
        frontier = [number]
        while frontier:
            frontier = [down for one in frontier for down in self.narrower(one) if down not in found and down != number]
            frontier = list(dict.fromkeys(frontier))
            found += frontier
        return found

    def own_diagram(self, number: int) -> dict[str, Any] | None:
        """Return the document of the picture that is drawn for a concept."""
        query = sa.select(Diagram.document).where(Diagram.concept_id == self.index.ids[number])
        return self.session.scalars(query.order_by(Diagram.view, Diagram.id).limit(1)).first()

    def boxes(self, document: dict[str, Any], lang: str) -> list[str]:
        """Return what the boxes of a picture say, each once, the outermost first."""
        index, found = self.index, []
        for _, box in boxes_of(document["rows"]):
            number = index.numbers.get(box.get("concept") or "")
            label = box.get("label") or (index.labels[number] if number is not None else None)
            if label:
                found.append(label[lang])
        return list(dict.fromkeys(found))

    def diagram(self, number: int) -> dict[str, Any] | None:
        """Return the document of the picture that shows a concept: its own, or one that it stands in."""
        own = self.own_diagram(number)
        if own is not None:
            return own
        query = (
            sa.select(Diagram.document)
            .join(DiagramConcept, DiagramConcept.diagram_id == Diagram.id)
            .where(DiagramConcept.concept_id == self.index.ids[number])
        )
        return self.session.scalars(query.order_by(Diagram.view, Diagram.id).limit(1)).first()
