"""Lists of the closed vocabularies, of sources and of decks."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.ledger import Change
from service.models import Deck, Property, RelationType, Source, Term

from .concepts import Page, paged, row_of


def list_sources(session: Session, page: int, page_size: int) -> Page:
    """Return sources by id."""
    return paged(session, sa.select(Source).order_by(Source.id), page, page_size)


def list_properties(session: Session, page: int, page_size: int) -> Page:
    """Return properties in the editors' order."""
    return paged(session, sa.select(Property).order_by(Property.position), page, page_size)


def get_property(session: Session, identity: str) -> Property:
    """Return one property.

    Raises:
        Unknown: there is none of this id.
    """
    return row_of(session, Property, "property", identity)


def list_relation_types(session: Session, page: int, page_size: int) -> Page:
    """Return relation types in the editors' order."""
    return paged(session, sa.select(RelationType).order_by(RelationType.position), page, page_size)


def get_relation_type(session: Session, identity: str) -> RelationType:
    """Return one relation type.

    Raises:
        Unknown: there is none of this id.
    """
    return row_of(session, RelationType, "relation_type", identity)


def list_terms(session: Session, noun: str, page: int, page_size: int) -> Page:
    """Return the terms of a small vocabulary as their documents."""
    query = sa.select(Term.document).where(Term.noun == noun).order_by(Term.position)
    return paged(session, query, page, page_size)


def list_changes(session: Session, since: int, page: int, page_size: int) -> Page:
    """Return the changes after revision ``since``, oldest first."""
    query = sa.select(Change).where(Change.revision > since).order_by(Change.id)
    return paged(session, query, page, page_size)


def list_decks(session: Session, page: int, page_size: int) -> Page:
    """Return decks by id, as their documents."""
    return paged(session, sa.select(Deck.document).order_by(Deck.id), page, page_size)


def get_deck(session: Session, identity: str) -> dict[str, Any]:
    """Return the document of one deck.

    Raises:
        Unknown: there is none of this id.
    """
    document: dict[str, Any] = row_of(session, Deck, "deck", identity).document
    return document
