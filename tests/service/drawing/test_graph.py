"""Neighbourhoods as values: who is drawn, and how the ends hang together."""

from __future__ import annotations

from sqlalchemy.orm import Session

from service.drawing.graph import neighbourhood, ties_between
from service.models import Concept


def test_ends_that_hang_together_are_tied(baked: Session) -> None:
    ends = {one.id: one for one in baked.query(Concept)}
    ties = ties_between(baked, ends, sorted(ends), 50)
    assert ties
    assert all({tie.source, tie.target} <= ends.keys() for tie in ties)
    pairs = [frozenset((tie.source, tie.target)) for tie in ties]
    assert len(pairs) == len(set(pairs))


def test_a_graph_ties_only_what_it_draws_and_never_its_centre(baked: Session) -> None:
    for concept in [one.id for one in baked.query(Concept)]:
        graph = neighbourhood(baked, concept, "", "full")
        drawn = {node.id for branch in graph.branches for node in branch.nodes}
        assert {end for tie in graph.ties for end in (tie.source, tie.target)} <= drawn - {concept}
