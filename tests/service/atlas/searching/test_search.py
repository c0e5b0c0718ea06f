"""Ranking looks up as little as it can, and orders as if it had looked up everything."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from service.atlas.searching import index
from service.atlas.searching.search import best

SCORES = st.lists(st.sampled_from([1.0, 2.0, 2.000_000_1, 3.0]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_scores=SCORES, most=st.integers(1, 15))
def test_the_best_are_those_that_an_order_of_all_begins_with(
    baked: Session, given_scores: list[float], most: int
) -> None:
    built = index.current(baked)
    numbers = [row[0] for row in built.cards.connection.execute("SELECT number FROM concept ORDER BY number")]
    scores = dict(zip(numbers, given_scores, strict=False))
    all_of_them = sorted(scores.items(), key=lambda one: (-round(one[1], 6), -built.prominence(one[0]), one[0]))
    assert best(built, scores, most) == all_of_them[:most]


def test_those_of_a_kind_are_told_from_the_rest(baked: Session) -> None:
    built = index.current(baked)
    numbers = [row[0] for row in built.cards.connection.execute("SELECT number FROM concept")]
    breads = built.cards.of_kind(numbers, "bread")
    assert {built.ids[number] for number in breads} >= {"rye", "baguette"}
    assert {built.kinds[number] for number in breads} == {"bread"}
    assert {built.kinds[number] for number in set(numbers) - set(breads)} & {"bread"} == set()
