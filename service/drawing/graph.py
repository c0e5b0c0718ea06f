"""The neighbourhood of a concept as a value: its relations by type, the weightiest ends first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

import diagrams
from service.atlas.concepts import Edge, edges_of, get_concept
from service.atlas.korean import attach
from service.models import Concept, Relation, RelationType

from .hues import Hues
from .wording import on_arrow

MOST = {"full": 24, "overview": 12}
MOST_TIES = {"full": 12, "overview": 4}
TITLE = {"en": "{}: relations", "ko": "{}의 관계"}


def weights(session: Session, concepts: Sequence[str]) -> dict[str, int]:
    """Return how many relations touch each concept: what many things hang on matters more."""
    found = dict.fromkeys(concepts, 0)
    for end in (Relation.subject_id, Relation.target_id):
        query = sa.select(end, sa.func.count()).where(end.in_(concepts)).group_by(end)
        for name, count in session.execute(query):
            found[name] += count
    return found


def neighbourhood(session: Session, concept: str, base: str, detail: str) -> diagrams.Graph:
    """Return the relations of ``concept`` as a graph of at most 25 nodes; what is left out is counted."""
    centre = get_concept(session, concept)
    branches: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges_of(centre):
        branches.setdefault((edge.type, edge.direction), []).append(edge)
    names = sorted({edge.target.id for edges in branches.values() for edge in edges})
    ends = {one.id: one for one in session.scalars(sa.select(Concept).where(Concept.id.in_(names)))}
    heavy = weights(session, names)
    for edges in branches.values():
        edges.sort(key=lambda edge: (-heavy[edge.target.id], edge.target.id))
    kept = shares([len(edges) for edges in branches.values()], MOST[detail])
    shown = [edges[:count] for edges, count in zip(branches.values(), kept, strict=True)]
    hues = Hues(session, [centre, *(ends[edge.target.id] for edges in shown for edge in edges)])
    drawn: list[diagrams.Branch] = []
    told: set[str] = set()
    for edges, whole in zip(shown, branches.values(), strict=True):
        if not edges:
            continue
        nodes = []
        for edge in edges:
            node = hues.node(ends[edge.target.id], base)
            # The same concept may stand at the end of two relations: each end is a box of its own.
            twice = node.id in told
            nodes.append(diagrams.Node(f"{node.id}~{edge.type}", node.label, node.slot, node.href) if twice else node)
            told.add(node.id)
        words = on_arrow(whole[0].label, [node.label["ko"] for node in nodes])
        drawn.append(diagrams.Branch(words, tuple(nodes), len(whole) - len(edges)))
    title = {language: attach(text.format(centre.label[language])) for language, text in TITLE.items()}
    identity = f"{centre.id}-graph"
    ties = ties_between(session, ends, sorted(told), MOST_TIES[detail])
    return diagrams.Graph(identity, title, centre.summary, hues.node(centre, base), tuple(drawn), hues.legend(), ties)


def ties_between(
    session: Session, ends: Mapping[str, Concept], names: Sequence[str], most: int
) -> tuple[diagrams.Tie, ...]:
    """Return how ``names`` hang together, the first types of the vocabulary first; one for a pair.

    Disputed relations are left out: there is no room here for both sides.
    """
    query = (
        sa.select(Relation.subject_id, Relation.target_id, RelationType.label)
        .join(Relation.type)
        .where(Relation.subject_id.in_(names), Relation.target_id.in_(names), Relation.disputed.is_(False))
        .order_by(RelationType.position, Relation.subject_id, Relation.target_id)
    )
    found: dict[frozenset[str], diagrams.Tie] = {}
    for subject, target, label in session.execute(query):
        words = on_arrow(label, [ends[target].label["ko"]])
        found.setdefault(frozenset((subject, target)), diagrams.Tie(subject, target, words))
    return tuple(found.values())[:most]


def shares(counts: Sequence[int], most: int) -> list[int]:
    """Return how many of each are shown when at most ``most`` are: everybody one, then one more each in turn.

    One that is left out would need a box that counts it, so the last one is shown instead.

    >>> shares([9, 2, 1], 6)
    [3, 2, 1]
    >>> shares([3, 1], 6)
    [3, 1]
    """
    kept = [0] * len(counts)
    while sum(kept) < most and kept != list(counts):
        for place, count in enumerate(counts):
            if kept[place] < count and sum(kept) < most:
                kept[place] += 1
    return kept
