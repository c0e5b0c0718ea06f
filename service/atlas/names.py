"""Names: their normalized form, and from what somebody wrote to the concept that is meant."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from service.errors import Ambiguous, Moved, Unknown
from service.models import Concept, Name

SEPARATORS = re.compile(r"[\s\-_./·‐‑–—,:;'\"()\[\]]+")
LONGEST = 120  # characters of a reference that are looked at


KNOWN = sa.select(Concept.__table__.c.id).where(Concept.__table__.c.id == sa.bindparam("id"))


def normalize(text: str) -> str:
    """Fold width, case, spaces and hyphens: names that look alike become equal.

    >>> normalize("가상 머신") == normalize("가상머신"), normalize("Type-1 Hypervisor")
    (True, 'type1hypervisor')
    """
    if text.isascii():  # one pass folds all of it
        return SEPARATORS.sub("", text).lower()
    # Folded until nothing moves: a removed separator can bring letters together that combine.
    while (folded := unicodedata.normalize("NFKC", SEPARATORS.sub("", text).casefold())) != text:
        text = folded
    return text


def names_of(document: dict[str, object]) -> list[dict[str, object]]:
    """Return the rows under which a concept document is found, without repeats of the same meaning."""
    label: dict[str, str] = document["label"]  # type: ignore[assignment]
    aliases: dict[str, list[str]] = document["aliases"]  # type: ignore[assignment]
    former: list[str] = document["former_ids"]  # type: ignore[assignment]
    entries: list[tuple[str, str | None, str]] = [("id", None, str(document["id"]))]
    entries += [("former_id", None, text) for text in former]
    entries += [("label", language, text) for language, text in label.items()]
    entries += [("alias", language, text) for language, texts in aliases.items() for text in texts]
    return [
        {"concept_id": document["id"], "field": field, "language": language, "text": text, "normalized": key}
        for field, language, text in entries
        if (key := normalize(text))
    ]


def resolve(session: Session, reference: str) -> str:
    """Return the canonical id that ``reference`` is.

    Raises:
        Moved: it is a former id or another name of exactly one concept.
        Ambiguous: it is a name of several concepts.
        Unknown: no concept is called so; carries suggestions.
    """
    if session.connection().scalar(KNOWN, {"id": reference[:LONGEST]}) is not None:
        return reference
    candidates = called(session, reference)
    if len(candidates) == 1:
        raise Moved(reference, candidates[0])
    if candidates:
        raise Ambiguous(reference, candidates)
    raise Unknown("concept", reference, suggestions(session, reference))


def called(session: Session, reference: str) -> list[str]:
    """Return the ids of the concepts that have ``reference`` as a name, sorted."""
    key = normalize(reference[:LONGEST])
    if not key:
        return []
    rows = session.execute(sa.select(Name.concept_id, Name.field).where(Name.normalized == key)).all()
    # A concept's own label outranks somebody else's alias.
    own = {concept for concept, field in rows if field in ("id", "label")}
    return sorted(own or {concept for concept, _ in rows})


def suggestions(session: Session, reference: str, limit: int = 5) -> list[str]:
    """Return the ids of the concepts whose names look most like ``reference``."""
    key = normalize(reference[:LONGEST])
    if not key:
        return []
    rows = session.execute(sa.select(Name.normalized, Name.concept_id)).all()
    owners = dict(reversed(rows))
    scored = process.extract(key, owners.keys(), scorer=fuzz.ratio, limit=limit * 3, score_cutoff=55)
    return list(dict.fromkeys(owners[name] for name, _, _ in scored))[:limit]
