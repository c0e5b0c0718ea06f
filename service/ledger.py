"""Tables of the ledger: how often the knowledge changed, what was loaded, and every change ever made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from .models import Base, Id, Json, utc_now


class KnowledgeRevision(Base):
    """One row: how often the knowledge changed."""

    __tablename__ = "knowledge_revision"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)


class LoadedDocument(Base):
    """What the knowledge folder said of one document when it was last loaded: the base of a merge."""

    __tablename__ = "loaded_document"
    noun: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int]
    path: Mapped[str] = mapped_column(sa.String(300))
    document: Mapped[Json]


class LoadedFile(Base):
    """A file of the knowledge folder as it was last loaded: what an export gives back to the byte."""

    __tablename__ = "loaded_file"
    path: Mapped[str] = mapped_column(sa.String(300), primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)


class Change(Base):
    """One change of one document, never altered: who, when, before and after. ``action``: added, changed, removed."""

    __tablename__ = "change"
    __table_args__ = (sa.Index(None, "noun", "document_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor: Mapped[str] = mapped_column(sa.String(80))
    noun: Mapped[str] = mapped_column(sa.String(20))
    document_id: Mapped[str] = mapped_column(Id)
    action: Mapped[str] = mapped_column(sa.String(10))
    before: Mapped[Any] = mapped_column(sa.JSON(none_as_null=True), nullable=True)
    after: Mapped[Any] = mapped_column(sa.JSON(none_as_null=True), nullable=True)


class ApiKey(Base):
    """Who may write. Only a keyed hash of the key's secret part is stored; the secret was shown once."""

    __tablename__ = "api_key"
    id: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60), unique=True)
    role: Mapped[str] = mapped_column(sa.String(10))
    digest: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class KeptReply(Base):
    """What a POST with an ``Idempotency-Key`` was answered; ``request`` is the hash of what it said."""

    __tablename__ = "kept_reply"
    key_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("api_key.id"), primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    request: Mapped[str] = mapped_column(sa.String(64))
    identity: Mapped[str] = mapped_column(sa.String(300))
    tag: Mapped[str] = mapped_column(sa.String(40))
    document: Mapped[Json]
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class UnansweredQuestion(Base):
    """What somebody asked and the atlas lacked; nothing about who asked. ``key`` is the question without spaces."""

    __tablename__ = "unanswered_question"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    question: Mapped[str] = mapped_column(sa.String(200))
    language: Mapped[str] = mapped_column(sa.String(5))
    times: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
