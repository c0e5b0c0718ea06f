"""Writes of single documents: checked like the folder, one transaction each, every one in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from service.errors import InUse, Overtaken, Taken, Unfit, Unknown

from . import documents, revision
from .conditions import Condition, tag_of
from .folder import SCHEMAS, flatten
from .history import note
from .referring import referrers
from .replies import Repetition, Written, repetition
from .stored import problems_of

Document = documents.Document
Make = Callable[[Document | None], Document]
Demand = Callable[[Document | None, int], None]
WRITABLE = ("concept", "source", "property", "comparison", "diagram")


def shown(noun: str, document: Document) -> Document:
    """Return a stored document as an editor writes it."""
    dumped: Document = SCHEMAS[noun].dump(document)
    return dumped


def document_tag(noun: str, document: Document | None) -> str | None:
    """Return the strong tag of a document, if there is one."""
    return None if document is None else tag_of(shown(noun, document))


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
    document = well_formed(SCHEMAS[noun], noun, {"id": identity, **raw} if identity and isinstance(raw, dict) else raw)
    if identity is not None and document["id"] != identity:
        raise Unfit({"id": [f"is not {identity!r}, which the address names"]})
    return document


def well_formed(schema: Any, noun: str, raw: Any) -> Document:
    """Return what a client sent as ``schema`` loads it.

    Raises:
        Unfit: it has another form; every wrong member is named.
    """
    if not isinstance(raw, dict):
        raise Unfit({noun: ["is not an object of members"]})
    try:
        document: Document = schema.load(raw)
    except ValidationError as error:
        errors: dict[str, list[str]] = {}
        for location, message in flatten(error.messages):
            errors.setdefault(".".join(map(str, location)) or noun, []).append(message)
        raise Unfit(errors) from error
    return document


@contextmanager
def whole(session: Session) -> Iterator[int]:
    """One write: a transaction that nobody writes beside, of which all is kept or nothing. Gives the next revision."""
    try:
        revision.lock(session)
        yield revision.advance(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise


def put(
    session: Session,
    noun: str,
    identity: str,
    make: Make,
    *,
    demand: Demand,
    actor: str,
    answer: Callable[[Document], None] = lambda _: None,
) -> tuple[Document | None, Document]:
    """Create or replace one document with what ``make`` makes of the stored one, and commit.

    ``demand`` is given the stored document and its revision, and raises when the write must not be; ``answer``
    is given the new document before the commit, to keep along what it needs to. Returns what stood and what stands.

    Raises:
        Unfit: the document does not fit in with the rest. Nothing was written.
    """
    with whole(session) as number:
        before = documents.read(session, noun, identity)
        demand(before, number - 1)
        after = make(before)
        fit(session, noun, after)
        if after == before:
            session.rollback()  # nothing to write: the revision stays where it was
        else:
            documents.write(session, noun, [(position(session, noun, identity), after)], number)
            note(session, (noun, identity), before, after, revision=number, actor=actor)
            answer(after)
    return before, after


def replace(
    session: Session,
    noun: str,
    identity: str,
    make: Make,
    *,
    condition: Condition,
    actor: str,
    also: Callable[[int], frozenset[str]] = lambda _: frozenset(),
) -> Written:
    """Create or replace one document under a condition; ``also`` gives further tags of a revision's document.

    Raises:
        Unconditional, Overtaken, Unfit: see there. Nothing was written.
    """

    def demand(before: Document | None, number: int) -> None:
        condition.demand(document_tag(noun, before), also(number))

    before, after = put(session, noun, identity, make, demand=demand, actor=actor)
    return written(noun, after, before is None)


def written(noun: str, document: Document, created: bool) -> Written:
    """Return what a write of a document left."""
    seen = shown(noun, document)
    return Written(document["id"], seen, tag_of(seen), created)


def fit(session: Session, noun: str, document: Document) -> None:
    """Raise :class:`Unfit` when a document does not fit in with the rest."""
    problems = problems_of(session, noun, document)
    if problems:
        raise Unfit(problems)


def create(session: Session, noun: str, raw: Any, *, actor: str, key_id: str, token: str) -> Written:
    """Create one document. With a ``token`` the same request again gives the same answer and writes nothing.

    Raises:
        Unfit: see :func:`put`; or the token came with another request before.
        Taken: the id is another's.
    """
    document = formed(noun, raw)
    identity = document["id"]

    def demand(before: Document | None, _: int) -> None:
        if before is not None:
            raise Taken(identity, f"{noun} {identity}")

    def carry_out(keep: Callable[[Written], None]) -> Written:
        def answer(after: Document) -> None:
            keep(written(noun, after, True))

        put(session, noun, identity, lambda _: document, demand=demand, actor=actor, answer=answer)
        return written(noun, document, True)

    return once(session, repetition(key_id, token, noun, raw), carry_out)


def once(session: Session, request: Repetition, carry_out: Callable[[Callable[[Written], None]], Written]) -> Written:
    """Carry a request out, or give it the answer that it had before.

    ``carry_out`` is given what keeps the answer, to be called before its commit.
    """
    again = request.answered(session)
    if again is not None:
        return again
    try:
        return carry_out(lambda answer: request.keep(session, answer))
    except (InUse, Overtaken):
        # The same request may have been answered while this one waited for its turn.
        again = request.answered(session)
        if again is None:
            raise
        return again


def remove(
    session: Session,
    noun: str,
    identity: str,
    *,
    condition: Condition,
    actor: str,
    also: Callable[[int], frozenset[str]] = lambda _: frozenset(),
) -> None:
    """Remove one document and commit; ``also`` gives further tags of a revision's document.

    Raises:
        Unknown, Unconditional, Overtaken: see there.
        InUse: others refer to it.
    """
    with whole(session) as number:
        before = get(session, noun, identity)
        condition.demand(document_tag(noun, before), also(number - 1))
        found = referrers(session, noun, identity)
        if found:
            raise InUse(identity, found)
        documents.delete(session, noun, identity)
        note(session, (noun, identity), before, None, revision=number, actor=actor)


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
