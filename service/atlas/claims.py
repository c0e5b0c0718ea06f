"""Facts and relations as things of their own: one claim of a concept, read and written by its place.

A fact stands at its property and a number: sources may disagree, so that a property holds several facts,
counted from 1 in the editor's order. A relation stands at its type and its target. A claim is part of its
concept's document: writing one is writing that document, under the claim's own condition, and its history
is what the concept's history tells of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from service.errors import InUse, Invalid, Overtaken, Unfit, Unknown
from service.schemas.claims import FactDocument, RelationDocument

from . import writing
from .conditions import Condition, tag_of
from .documents import Document
from .replies import Written, repetition

SCHEMAS = {"fact": FactDocument(), "relation": RelationDocument()}


@dataclass(frozen=True)
class Place:
    """Where a claim stands: its concept, and what its address says of it."""

    noun: str  # fact or relation
    concept: str
    about: str  # the property of a fact, the type of a relation
    which: str  # the number of a fact among those about the same property, the target of a relation

    @property
    def address(self) -> str:
        """Return the place behind ``/v1/``."""
        return f"concepts/{self.concept}/{self.noun}s/{self.about}/{self.which}"

    @property
    def named(self) -> Document:
        """Return the members that the address says already."""
        return {"property": self.about} if self.noun == "fact" else {"type": self.about, "target": self.which}

    def index(self, document: Document | None) -> int | None:
        """Return where in the document's list the claim stands, if it is there."""
        listed = document[f"{self.noun}s"] if document else []
        if self.noun == "relation":
            found = [i for i, one in enumerate(listed) if (one["type"], one["target"]) == (self.about, self.which)]
            return found[0] if found else None
        found = [i for i, one in enumerate(listed) if one["property"] == self.about]
        number = int(self.which)
        return found[number - 1] if 0 < number <= len(found) else None

    def claim(self, document: Document | None) -> Document | None:
        """Return the claim as the document holds it, if it does."""
        index = self.index(document)
        return None if index is None or document is None else document[f"{self.noun}s"][index]


def shown(noun: str, claim: Document) -> Document:
    """Return a claim as an editor writes it."""
    dumped: Document = SCHEMAS[noun].dump(claim)
    return dumped


def get(session: Session, place: Place) -> Written:
    """Return one claim.

    Raises:
        Unknown: there is no such concept, or it makes no such claim.
    """
    claim = place.claim(writing.get(session, "concept", place.concept))
    if claim is None:
        raise Unknown(place.noun, place.address)
    return written(place, claim, False)


def written(place: Place, claim: Document, created: bool) -> Written:
    """Return a claim with its tag."""
    seen = shown(place.noun, claim)
    return Written(place.address, seen, tag_of(seen), created)


def formed(place: Place, raw: Any) -> Document:
    """Return the claim that a client sent for a place.

    Raises:
        Unfit: it has another form, or its members are not those of the address.
    """
    known = place.named
    claim = writing.well_formed(SCHEMAS[place.noun], place.noun, {**known, **raw} if isinstance(raw, dict) else raw)
    wrong = {member: [f"is not {value!r}, which the address names"] for member, value in known.items()
             if claim[member] != value}  # fmt: skip
    if wrong:
        raise Unfit(wrong)
    return claim


def put(
    session: Session,
    place: Place,
    make: Callable[[Document | None], Document | None],
    *,
    demand: Callable[[Document | None, int], None],
    actor: str,
    answer: Callable[[Document], None] = lambda _: None,
) -> tuple[Document | None, Document | None]:
    """Write one claim: what ``make`` makes of the one that stands, or none; see :func:`writing.put`.

    Raises:
        Unknown: there is no such concept.
        Unfit: the claim does not fit in; its own members are named.
    """
    at: list[int] = []

    def rewrite(document: Document | None) -> Document:
        if document is None:
            raise Unknown("concept", place.concept)
        listed = list(document[f"{place.noun}s"])
        index = place.index(document)
        claim = make(None if index is None else listed[index])
        at[:] = [len(listed) if index is None else index]
        listed[at[0] :] = [*([] if claim is None else [claim]), *listed[at[0] + 1 :]]
        return {**document, f"{place.noun}s": listed}

    try:
        before, after = writing.put(
            session, "concept", place.concept, rewrite,
            demand=lambda document, number: demand(place.claim(document), number), actor=actor,
            answer=lambda document: answer(document[f"{place.noun}s"][at[0]]),
        )  # fmt: skip
    except Unfit as unfit:
        lead = f"{place.noun}s.{at[0] if at else 0}."
        raise Unfit({where.removeprefix(lead): said for where, said in unfit.errors.items()}) from unfit
    return place.claim(before), place.claim(after)


def write(
    session: Session,
    place: Place,
    make: Callable[[Document | None], Document],
    *,
    condition: Condition,
    actor: str,
    also: Callable[[int], frozenset[str]],
) -> Written:
    """Create or replace a claim under a condition.

    Raises:
        Unknown, Unconditional, Overtaken, Unfit: see there.
        Invalid: a fact's number leaves a gap.
    """

    def demand(claim: Document | None, number: int) -> None:
        condition.demand(None if claim is None else tag_of(shown(place.noun, claim)), also(number))

    if place.noun == "fact":
        place_is_next(session, place)
    before, after = put(session, place, make, demand=demand, actor=actor)
    return written(place, after or {}, before is None)


def place_is_next(session: Session, place: Place) -> None:
    """Refuse a number that leaves a gap: facts are counted without."""
    following = next_number(writing.get(session, "concept", place.concept), place.about)
    if not 0 < int(place.which) <= following:
        raise Invalid("number", f"the next fact about {place.about} is number {following}",
                      f"{place.about}의 다음 사실은 {following}번입니다")  # fmt: skip


def next_number(document: Document, about: str) -> int:
    """Return the number that the next fact about a property has."""
    return 1 + len([one for one in document["facts"] if one["property"] == about])


def create(session: Session, noun: str, concept: str, raw: Any, *, actor: str, key_id: str, token: str) -> Written:
    """Add a claim at the end of its concept's; with a ``token`` once, however often it is asked.

    Raises:
        Unknown: there is no such concept.
        Unfit: it does not fit in, or the token came with another request before.
        InUse: the same is claimed already.
    """
    claim = writing.well_formed(SCHEMAS[noun], noun, raw)
    about = claim["property"] if noun == "fact" else claim["type"]

    def carry_out(keep: Callable[[Written], None]) -> Written:
        while True:  # whoever comes between adds a claim: there is an end
            try:
                return add(keep)
            except Overtaken:
                continue

    def add(keep: Callable[[Written], None]) -> Written:
        document = writing.get(session, "concept", concept)
        for number, one in enumerate((one for one in document["facts"] if one["property"] == about), start=1):
            if noun == "fact" and [one.get(m) for m in ("value", "text")] == [claim.get(m) for m in ("value", "text")]:
                raise InUse(about, [Place(noun, concept, about, str(number)).address])
        which = str(next_number(document, about)) if noun == "fact" else claim["target"]
        place = Place(noun, concept, about, which)

        def demand(found: Document | None, _: int) -> None:
            if found is not None and noun == "relation":
                raise InUse(place.address, [place.address])
            if found is not None:
                raise Overtaken

        put(session, place, lambda _: claim, demand=demand, actor=actor,
            answer=lambda made: keep(written(place, made, True)))  # fmt: skip
        return written(place, claim, True)

    return writing.once(session, repetition(key_id, token, noun, concept, raw), carry_out)


def remove(session: Session, place: Place, condition: Condition, actor: str) -> None:
    """Let a concept claim this no longer.

    Raises:
        Unknown, Unconditional, Overtaken: see there.
    """

    def demand(claim: Document | None, _: int) -> None:
        if claim is None:
            raise Unknown(place.noun, place.address)
        condition.demand(tag_of(shown(place.noun, claim)))

    put(session, place, lambda _: None, demand=demand, actor=actor)
