"""Tables of concepts and of what is claimed of them: names, facts, relations, citations."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Id, Json, Text, reference, utc_now
from .vocabulary import Property, RelationType


class Concept(Base):
    """A thing of the field."""

    __tablename__ = "concept"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20), index=True)
    cluster: Mapped[str] = mapped_column(Id, index=True)
    label: Mapped[Text]
    aliases: Mapped[Json]
    former_ids: Mapped[list[Any]]
    summary: Mapped[Text]
    description: Mapped[Text]
    misconceptions: Mapped[list[Any]]
    wikidata: Mapped[str | None] = mapped_column(sa.String(20))
    revision: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    names: Mapped[list[Name]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    facts: Mapped[list[Fact]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Fact.position",
        collection_class=ordering_list("position"),
    )
    relations: Mapped[list[Relation]] = relationship(
        foreign_keys="Relation.subject_id",
        back_populates="subject",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Relation.position",
        collection_class=ordering_list("position"),
    )
    inbound: Mapped[list[Relation]] = relationship(
        foreign_keys="Relation.target_id", back_populates="target", viewonly=True, order_by="Relation.id"
    )
    omitted: ClassVar[int] = 0  # relations into it that were left unread: none, but see ``atlas.reading``


class Name(Base):
    """A name that a concept is found by, normalized. ``field``: id, former_id, label or alias."""

    __tablename__ = "name"
    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[str] = reference("concept.id", index=True)
    field: Mapped[str] = mapped_column(sa.String(10))
    language: Mapped[str | None] = mapped_column(sa.String(5))
    text: Mapped[str]
    normalized: Mapped[str] = mapped_column(index=True)


class Fact(Base):
    """One claim: concept × property → value."""

    __tablename__ = "fact"
    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[str] = reference("concept.id", index=True)
    property_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("property.id"), index=True)
    position: Mapped[int]
    value: Mapped[Any] = mapped_column(sa.JSON(none_as_null=True), nullable=True)
    text: Mapped[Text]
    worded: Mapped[bool]  # whether the text was written by an editor, not made from the value
    as_of: Mapped[int | None]
    disputed: Mapped[bool]
    citations: Mapped[list[FactCitation]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="FactCitation.position",
        collection_class=ordering_list("position"),
    )
    property: Mapped[Property] = relationship()


class FactCitation(Base):
    """A source of a fact; ``verified`` when somebody other than the writer opened it and found it there."""

    __tablename__ = "fact_citation"
    __table_args__ = {"sqlite_with_rowid": False}  # its key is all that rows are looked up by
    fact_id: Mapped[int] = mapped_column(sa.ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("source.id"), primary_key=True, index=True)
    position: Mapped[int]
    verified: Mapped[bool]


class Relation(Base):
    """A typed edge between two concepts, stored in one direction."""

    __tablename__ = "relation"
    __table_args__ = (sa.UniqueConstraint("subject_id", "type_id", "target_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = reference("concept.id")  # looked up by what the rule above begins with
    type_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("relation_type.id"), index=True)
    target_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("concept.id"), index=True)
    position: Mapped[int]
    disputed: Mapped[bool]
    subject: Mapped[Concept] = relationship(foreign_keys=[subject_id], back_populates="relations")
    target: Mapped[Concept] = relationship(foreign_keys=[target_id])
    type: Mapped[RelationType] = relationship()
    citations: Mapped[list[RelationCitation]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="RelationCitation.position",
        collection_class=ordering_list("position"),
    )


class RelationCitation(Base):
    """A source of a relation."""

    __tablename__ = "relation_citation"
    __table_args__ = {"sqlite_with_rowid": False}  # its key is all that rows are looked up by
    relation_id: Mapped[int] = mapped_column(sa.ForeignKey("relation.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("source.id"), primary_key=True, index=True)
    position: Mapped[int]
    verified: Mapped[bool]
