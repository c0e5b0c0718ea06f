"""Layers of several columns are merged into one order that each column agrees with."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diagrams.merging import merge

RANKS = {"app": 6, "guest": 5, "hypervisor": 3, "engine": 3, "host": 2, "hardware": 0}


def test_a_layer_that_one_column_lacks_keeps_its_place_between_the_others() -> None:
    tiers, places = merge([["vm", "hypervisor", "hardware"], ["vm", "hypervisor", "host", "hardware"]], RANKS)
    assert tiers == [("vm",), ("hypervisor",), ("host",), ("hardware",)]
    assert places == [[0, 1, 3], [0, 1, 2, 3]]


def test_counterparts_of_equal_rank_share_a_tier() -> None:
    tiers, places = merge([["app", "hypervisor", "hardware"], ["app", "engine", "host", "hardware"]], RANKS)
    assert ("hypervisor", "engine") in tiers
    assert places[0][1] == places[1][1]


def test_layers_that_one_column_has_both_of_never_share_a_tier() -> None:
    tiers, places = merge([["hypervisor", "engine"], ["engine"]], RANKS)
    assert [len(tier) for tier in tiers] == [1, 1]
    assert len(set(places[0])) == 2


def test_contrary_orders_repeat_a_layer_rather_than_break_a_column() -> None:
    tiers, places = merge([["host", "hypervisor"], ["hypervisor", "host"]], RANKS)
    assert len(tiers) == 3
    assert all(own == sorted(own) for own in places)


LAYERS = st.lists(st.sampled_from(["app", "guest", "hypervisor", "engine", "host", "hardware", "x", "y"]), max_size=7)


@given(st.lists(LAYERS, min_size=2, max_size=6))
def test_every_column_finds_its_layers_in_its_own_order(orders: list[list[str]]) -> None:
    tiers, places = merge(orders, RANKS)
    for order, own in zip(orders, places, strict=True):
        assert len(own) == len(order)
        assert all(a < b for a, b in pairwise(own))
        assert all(layer in tiers[place] for layer, place in zip(order, own, strict=True))
