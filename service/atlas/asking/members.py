"""What is told of the members of a list: what vouches for them, and a line about each of the first."""

from __future__ import annotations

from .draft import Draft
from .material import Material
from .wording import with_acronym

SUMMARIES = 6


def vouched(material: Material, members: list[int], hub: int) -> list[str]:
    """Return the sources of what makes the first members members: their relation to ``hub``, else their kinds."""
    identity = material.index.ids[hub]
    sources: list[str] = []
    for concept in material.concepts(members[:SUMMARIES]):
        edges = [*concept.relations, *concept.inbound]
        joined = [one for one in edges if identity in (one.target_id, one.subject_id)]
        kinds = [one for one in concept.relations if one.type_id in material.index.hierarchy]
        sources += [citation.source_id for one in (joined or kinds)[:1] for citation in one.citations[:1]]
    return list(dict.fromkeys(sources))


def describe(material: Material, draft: Draft, numbers: list[int]) -> None:
    """Add a line about each of the first members."""
    for concept in material.concepts(numbers[:SUMMARIES]):
        draft.add(concept.summary[draft.lang], (), with_acronym(concept, draft.lang))
