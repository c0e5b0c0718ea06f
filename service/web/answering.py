"""Answers as the page to ask shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from service.database import db
from service.models import Concept


def answered(question: str, lang: str) -> dict[str, Any] | None:
    """Return the answer to a question; ``None`` while the atlas cannot be asked."""
    return None


def examples(pairs: Sequence[Sequence[str]]) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return the labels of pairs of concepts to ask about."""
    named = {one for pair in pairs for one in pair}
    labels = dict(db.session.execute(sa.select(Concept.id, Concept.label).where(Concept.id.in_(named))).all())
    return [(labels[first], labels[second]) for first, second in pairs]
