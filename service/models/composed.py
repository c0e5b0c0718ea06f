"""Tables of what is composed of concepts: comparisons, diagrams, decks."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Id, Json, Text, reference
from .concepts import Concept


class Comparison(Base):
    """A curated comparison; ``key`` is its sorted concept ids, so that any order of columns finds it."""

    __tablename__ = "comparison"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(500), unique=True)
    document: Mapped[Json]


class Diagram(Base):
    """A picture as data: nested boxes in rows and typed links."""

    __tablename__ = "diagram"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    view: Mapped[str] = mapped_column(sa.String(20))
    concept_id: Mapped[str | None] = mapped_column(Id, sa.ForeignKey("concept.id", ondelete="CASCADE"), index=True)
    title: Mapped[Text]
    document: Mapped[Json]
    concept: Mapped[Concept | None] = relationship()


class DiagramConcept(Base):
    """A concept that stands as a box in a diagram."""

    __tablename__ = "diagram_concept"
    diagram_id: Mapped[str] = reference("diagram.id", primary_key=True)
    concept_id: Mapped[str] = reference("concept.id", primary_key=True, index=True)


class Deck(Base):
    """An ordered outline of concepts, comparisons and diagrams: a lecture."""

    __tablename__ = "deck"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document: Mapped[Json]
