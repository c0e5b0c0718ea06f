"""One order of layers for several columns: what stands side by side in a comparison. Pure lists, no drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Tier = tuple[str, ...]
"""Layers of equal rank that no column holds together: they stand in one line."""


def merge(orders: Sequence[Sequence[str]], ranks: Mapping[str, int]) -> tuple[list[Tier], list[list[int]]]:
    """One top-to-bottom order that keeps every column's own, and for each column the places of its layers in it.

    Columns are merged one after the other along their longest common subsequence; between two shared layers
    the higher rank stands above. A layer that columns hold in contrary orders gets two places. Neighbours of
    equal rank that no column has both of (hypervisor here, container engine there) share a place.
    """
    merged: list[str] = []
    for order in orders:
        merged = _merge_two(merged, list(order), ranks)
    places = [_places(merged, list(order)) for order in orders]
    tiers: list[Tier] = []
    moved: list[int] = []
    held: set[int] = set()  # columns that have something in the last tier
    for place, layer in enumerate(merged):
        holders = {number for number, own in enumerate(places) if place in own}
        level = tiers and ranks.get(tiers[-1][0], 0) == ranks.get(layer, 0) and len(holders | held) <= len(orders)
        if level and not holders & held and layer not in tiers[-1]:
            tiers[-1] += (layer,)
            held |= holders
        else:
            tiers.append((layer,))
            held = holders
        moved.append(len(tiers) - 1)
    return tiers, [[moved[place] for place in own] for own in places]


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            same = table[i + 1][j + 1] + 1 if a[i] == b[j] else 0
            table[i][j] = max(same, table[i + 1][j], table[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j] and table[i][j] == table[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _merge_two(a: list[str], b: list[str], ranks: Mapping[str, int]) -> list[str]:
    merged: list[str] = []
    i = j = 0
    for x, y in [*_common(a, b), (len(a), len(b))]:
        left, right = a[i:x], b[j:y]
        while left or right:
            take_left = not right or (bool(left) and ranks.get(left[0], 0) >= ranks.get(right[0], 0))
            merged.append(left.pop(0) if take_left else right.pop(0))
        if x < len(a):
            merged.append(a[x])
        i, j = x + 1, y + 1
    return merged


def _places(merged: list[str], order: list[str]) -> list[int]:
    places = {j: i for i, j in _common(merged, order)}
    return [places[j] for j in range(len(order))]
