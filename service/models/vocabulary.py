"""Tables of what claims are made with: terms, sources, properties, relation types."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Text


class Term(Base):
    """A term of a small vocabulary: a kind, a role of boxes, a cluster, or the atlas's own name."""

    __tablename__ = "term"
    noun: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int]
    document: Mapped[Json]


class Source(Base):
    """A document that claims rest on."""

    __tablename__ = "source"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    publisher: Mapped[str]
    year: Mapped[int | None]
    url: Mapped[str | None]
    kind: Mapped[str] = mapped_column(sa.String(20))


class Property(Base):
    """A comparable attribute. ``detail`` holds unit, options, kinds and how it is derived, if it is."""

    __tablename__ = "property"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int]
    label: Mapped[Text]
    datatype: Mapped[str] = mapped_column(sa.String(10))
    detail: Mapped[Json]


class RelationType(Base):
    """A term of the closed vocabulary of relations. ``detail`` holds domain, range and meaning."""

    __tablename__ = "relation_type"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int]
    label: Mapped[Text]
    inverse: Mapped[Text]
    sentence: Mapped[Text]
    transitive: Mapped[bool]
    symmetric: Mapped[bool]
    acyclic: Mapped[bool]
    detail: Mapped[Json]
