"""Writes of single documents: checked like the folder, one transaction each, every one in the history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from service.errors import InUse, Overtaken, Unconditional, Unfit, Unknown
from service.ledger import KeptReply, KnowledgeRevision
from service.models import utc_now

from . import documents
from .folder import SCHEMAS, flatten
from .history import note
from .referring import referrers
from .stored import problems_of

Document = documents.Document
WRITABLE = ("concept", "source", "property", "comparison", "diagram")


@dataclass(frozen=True)
class Condition:
    """What the client knows of the document: its tags (``If-Match``), or that there is none (``If-None-Match: *``)."""

    tags: frozenset[str] = frozenset()
    anything: bool = False
    nothing: bool = False

    def demand(self, stored: str | None, also: frozenset[str] = frozenset()) -> None:
        """Let the write go on when the condition holds for the tag of what is ``stored``.

        Raises:
            Unconditional: the client said nothing.
            Overtaken: it does not hold.
        """
        if not (self.tags or self.anything or self.nothing):
            raise Unconditional
        holds = (
            stored is None if self.nothing else stored is not None and (self.anything or self.tags & {stored, *also})
        )
        if not holds:
            raise Overtaken


@dataclass(frozen=True)
class Written:
    """What a write left: the document as an editor writes it, its tag, and whether it is new."""

    identity: str
    document: Document
    tag: str
    created: bool


def shown(noun: str, document: Document) -> Document:
    """Return a stored document as an editor writes it."""
    dumped: Document = SCHEMAS[noun].dump(document)
    return dumped


def tag_of(noun: str, document: Document | None) -> str | None:
    """Return the strong tag of a document; the same document has the same tag at every revision."""
    if document is None:
        return None
    body = orjson.dumps(shown(noun, document), option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(body, digest_size=12).hexdigest()


def get(session: Session, noun: str, identity: str) -> Document:
    """Return the stored document of this id.

    Raises:
        Unknown: there is none.
    """
    document = documents.read(session, noun, identity[:80])
    if document is None:
        raise Unknown(noun, identity)
    return document


def formed(noun: str, raw: Any, identity: str | None = None) -> Document:
    """Return the document that a client sent, checked for its form.

    Raises:
        Unfit: it is no document of this noun, or not the one of this address.
    """
    if not isinstance(raw, dict):
        raise Unfit({noun: ["is not an object of members"]})
    try:
        document: Document = SCHEMAS[noun].load({"id": identity, **raw} if identity else raw)
    except ValidationError as error:
        errors: dict[str, list[str]] = {}
        for location, message in flatten(error.messages):
            errors.setdefault(".".join(map(str, location)) or noun, []).append(message)
        raise Unfit(errors) from error
    if identity is not None and document["id"] != identity:
        raise Unfit({"id": [f"is not {identity!r}, which the address names"]})
    return document


def claim(session: Session) -> int:
    """Begin a write: move the revision on. The first statement takes the write lock, so that writers queue.

    What is read afterwards is what the write is checked against; nobody else writes until it ends.
    """
    session.rollback()
    session.expire_all()
    moved = sa.update(KnowledgeRevision).values(number=KnowledgeRevision.number + 1, changed_at=utc_now())
    number = session.scalar(moved.returning(KnowledgeRevision.number))
    if number is None:
        session.add(KnowledgeRevision(id=1, number=1))
        session.flush()
    return number or 1


def put(
    session: Session,
    noun: str,
    identity: str,
    make: Callable[[Document | None], Document],
    *,
    condition: Condition,
    actor: str,
    also: Callable[[int], frozenset[str]] = lambda _: frozenset(),
    reply: KeptReply | None = None,
) -> Written:
    """Create or replace one document with what ``make`` makes of the stored one, and commit.

    ``also`` gives further tags that name the stored document at a revision; ``reply`` is kept along.

    Raises:
        Unconditional, Overtaken, Unfit: see there. Nothing was written.
    """
    try:
        number = claim(session)
        before = documents.read(session, noun, identity)
        condition.demand(tag_of(noun, before), also(number - 1))
        after = make(before)
        fit(session, noun, after)
        if after != before:
            documents.write(session, noun, [(position(session, noun, identity), after)], number)
            note(session, (noun, identity), before, after, revision=number, actor=actor)
        if reply is not None:
            session.add(reply)
        if after == before:
            session.rollback()  # nothing to write: the revision stays where it was
        session.commit()
    except BaseException:
        session.rollback()
        raise
    return Written(identity, shown(noun, after), tag_of(noun, after) or "", before is None)


def fit(session: Session, noun: str, document: Document) -> None:
    """Raise :class:`Unfit` when a document does not fit in with the rest."""
    problems = problems_of(session, noun, document)
    if problems:
        raise Unfit(problems)


def free(session: Session, noun: str, identity: str) -> None:
    """Raise :class:`InUse` when others refer to a document."""
    found = referrers(session, noun, identity)
    if found:
        raise InUse(identity, found)


def create(session: Session, noun: str, raw: Any, *, actor: str, key_id: str, token: str) -> Written:
    """Create one document. With a ``token`` the same request again gives the same answer and writes nothing.

    Raises:
        Unfit: see :func:`put`; or the token came with another request before.
        InUse: the id is taken.
    """
    document = formed(noun, raw)
    identity = document["id"]
    request = hashlib.blake2b(orjson.dumps([noun, raw], option=orjson.OPT_SORT_KEYS), digest_size=32).hexdigest()
    reply = KeptReply(key_id=key_id, token=token, request=request, noun=noun, document_id=identity) if token else None
    again = replayed(session, reply)
    if again is None:
        try:
            return put(
                session, noun, identity, lambda _: document, condition=Condition(nothing=True), actor=actor, reply=reply
            )
        except Overtaken:
            # The same request may have been answered while this one waited for its turn.
            again = replayed(session, reply)
            if again is None:
                raise InUse(identity, [f"{noun} {identity}"]) from None
    return again


def replayed(session: Session, reply: KeptReply | None) -> Written | None:
    """Return what an earlier request with the same token made, or nothing."""
    kept = session.get(KeptReply, (reply.key_id, reply.token)) if reply is not None else None
    if kept is None or reply is None:
        return None
    if kept.request != reply.request:
        raise Unfit({"Idempotency-Key": ["was used for another request"]})
    document = get(session, kept.noun, kept.document_id)
    return Written(kept.document_id, shown(kept.noun, document), tag_of(kept.noun, document) or "", True)


def remove(session: Session, noun: str, identity: str, condition: Condition, actor: str) -> None:
    """Remove one document and commit.

    Raises:
        Unknown, Unconditional, Overtaken: see there.
        InUse: others refer to it.
    """
    try:
        number = claim(session)
        before = get(session, noun, identity)
        condition.demand(tag_of(noun, before))
        free(session, noun, identity)
        documents.delete(session, noun, identity)
        note(session, (noun, identity), before, None, revision=number, actor=actor)
        session.commit()
    except BaseException:
        session.rollback()
        raise


def position(session: Session, noun: str, identity: str) -> int:
    """Return the place of a document among its kin: its own, else after the last."""
    table: Any = documents.TABLES[noun]
    if not hasattr(table, "position"):
        return 0
    own = session.scalar(sa.select(table.position).where(table.id == identity))
    return own if own is not None else (session.scalar(sa.select(sa.func.max(table.position))) or 0) + 1


def merged(stored: Any, patch: Any) -> Any:
    """Return ``stored`` after a JSON merge patch (RFC 7396).

    >>> merged({"a": 1, "b": {"c": 2}}, {"a": None, "b": {"d": 3}})
    {'b': {'c': 2, 'd': 3}}
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(stored) if isinstance(stored, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result
