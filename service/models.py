"""Tables. Models hold what is stored and never commit, query or know about HTTP.

Text in two languages is stored as one JSON map, ``{"en": …, "ko": …}``. What is looked up by name
stands beside it, normalized, in :class:`Name`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

Text = dict[str, str]
Json = dict[str, Any]


def utc_now() -> datetime:
    """Return the present moment in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


class Moment(sa.TypeDecorator[datetime]):
    """A point in time, in UTC, on engines with and without time zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Store the UTC wall clock."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the time zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Named constraints from day one, so that migrations can alter them on every engine."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {Text: sa.JSON, Json: sa.JSON, list[Any]: sa.JSON, datetime: Moment}


Id = sa.String(80)


def reference(column: str, **options: Any) -> Mapped[Any]:
    """A foreign key to ``column`` that goes with what it names."""
    return mapped_column(Id, sa.ForeignKey(column, ondelete="CASCADE"), **options)


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
    fact_id: Mapped[int] = mapped_column(sa.ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("source.id"), primary_key=True, index=True)
    position: Mapped[int]
    verified: Mapped[bool]


class Relation(Base):
    """A typed edge between two concepts, stored in one direction."""

    __tablename__ = "relation"
    __table_args__ = (sa.UniqueConstraint("subject_id", "type_id", "target_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = reference("concept.id", index=True)
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
    relation_id: Mapped[int] = mapped_column(sa.ForeignKey("relation.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[str] = mapped_column(Id, sa.ForeignKey("source.id"), primary_key=True, index=True)
    position: Mapped[int]
    verified: Mapped[bool]


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
