"""Comparisons: the columns' layers merged into one order, so that equal layers stand side by side.

A layer that a column lacks becomes a dashed place with a word; a box that only some columns have is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diagrams.cells import Cell, Class, cell_of, container, layer_of, visit
from diagrams.measure import clean
from diagrams.model import Architecture, Box, Comparison, Role


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
    places = dict((j, i) for i, j in _common(merged, order))
    return [places[j] for j in range(len(order))]


def columns_root(comparison: Comparison, drawn: Sequence[Architecture], lang: str) -> Cell:
    """The root cell: one row of columns whose rows are aligned slot by slot."""
    ranks = {role.id: role.rank for role in comparison.roles.values()}
    layers = {layer_of(row): ranks.get(row[0].role, 0) for one in drawn for row in one.rows}
    merged, places = merge([[layer_of(row) for row in one.rows] for one in drawn], layers)
    columns = []
    for number, (column, one) in enumerate(zip(comparison.columns, drawn, strict=True)):
        cells = [[cell_of(box, lang) for box in row] for row in one.rows]
        rows = _slots(merged, places[number], cells, f"c{number}", one.rows, comparison.roles, drawn, lang)
        cell = container(f"c{number}", "column", rows, column.title, column.note, lang)
        cell.layers = [" ".join(tier) for tier in merged]
        columns.append(cell)
    klass = Class(columns)
    for column_cell in columns:
        column_cell.klass = klass
        column_cell.weight = 1.0
    _align_nested(columns, comparison.roles, lang)
    _mark(columns, {layer for tier in merged if len(tier) > 1 for layer in tier})
    return container("root", "root", [list(columns)], None, None, lang)


def _slots(
    merged: list[Tier],
    places: list[int],
    cells: list[list[Cell]],
    key: str,
    rows: Sequence[tuple[Box, ...]],
    roles: Mapping[str, Role],
    all_drawn: Sequence[Architecture],
    lang: str,
) -> list[list[Cell]]:
    at = dict(zip(places, cells, strict=True))
    own = {layer_of(row) for row in rows}
    found: list[list[Cell]] = []
    for slot, tier in enumerate(merged):
        layer = tier[0]
        if slot in at:
            found.append(at[slot])
        elif own & set(tier):  # the column has this layer elsewhere: nothing is missing
            found.append([Cell(f"{key}.blank{slot}", "blank")])
        else:
            found.append([missing(f"{key}.no.{layer}", layer, [r for one in all_drawn for r in one.rows], roles, lang)])
    return found


def missing(key: str, layer: str, rows: Sequence[tuple[Box, ...]], roles: Mapping[str, Role], lang: str) -> Cell:
    """The dashed place of a layer that is not there, named after the role it has elsewhere."""
    role_id = next((row[0].role for row in rows if layer_of(row) == layer), layer)
    role = roles.get(role_id)
    label = role.label if role else {"en": layer}
    english, korean = clean(label.get("en") or ""), clean(label.get("ko") or "")
    words = {"en": f"No {_lower(english)}" if english else "", "ko": f"{korean} 없음" if korean else ""}
    box = Box(id=key, label={k: v for k, v in words.items() if v}, role=role_id, absent=True)
    cell = cell_of(box, lang)
    if lang == "ko+en" and cell.second:
        cell.label = f"{cell.label} · {cell.second}"
    return cell


def _lower(text: str) -> str:
    """`Host OS` → `host OS`, but `VM monitor` stays: abbreviations keep their capitals."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _align_nested(columns: list[Cell], roles: Mapping[str, Role], lang: str) -> None:
    """Groups of the same layer in the same slot share one order of nested layers, in all columns."""
    for slot in range(len(columns[0].rows)):
        groups: dict[str, list[Cell]] = {}
        for column in columns:
            for cell in column.rows[slot]:
                if not cell.leaf and cell.box is not None:
                    groups.setdefault(cell.box.layer or cell.box.role, []).append(cell)
        for members in groups.values():
            if len(members) < 2:
                continue
            boxes = [member.box.rows for member in members if member.box]
            ranks = {layer_of(row): _rank(row, roles) for rows in boxes for row in rows}
            merged, places = merge([[layer_of(row) for row in rows] for rows in boxes], ranks)
            every = [row for rows in boxes for row in rows]
            for member, rows, where in zip(members, boxes, places, strict=True):
                at = dict(zip(where, member.rows, strict=True))
                own = {layer_of(row) for row in rows}
                member.rows = [
                    at[slot_]
                    if slot_ in at
                    else [Cell(f"{member.key}.blank{slot_}", "blank")]
                    if own & set(tier)
                    else [missing(f"{member.key}.no.{tier[0]}", tier[0], every, roles, lang)]
                    for slot_, tier in enumerate(merged)
                ]
                member.layers = [" ".join(tier) for tier in merged]
            klass = Class(members)
            for member in members:
                member.klass = klass


def _rank(row: tuple[Box, ...], roles: Mapping[str, Role]) -> int:
    role = roles.get(row[0].role)
    return role.rank if role else 0


def _mark(columns: list[Cell], tiered: set[str]) -> None:
    """Mark what only some columns have, and what the data says differs; everything else is "same" beside it.

    Layers in `tiered` stand beside another's counterpart: they show their colour and need no badge.
    """
    holders: dict[str, set[int]] = {}
    for number, column in enumerate(columns):
        for cell in visit(column):
            if cell.box is not None and not cell.absent:
                holders.setdefault(cell.box.layer or cell.box.role, set()).add(number)
    marked = False
    for number, column in enumerate(columns):
        for inner in visit(column):
            if inner.box is None or inner.absent:
                continue
            layer = inner.box.layer or inner.box.role
            where = holders[layer]
            if inner.box.differs:
                inner.mark = "differs"
            elif where == {number} and layer not in tiered:
                inner.mark = "only"
            elif len(where) < len(columns):
                inner.mark = "some"
            marked = marked or bool(inner.mark)
    if marked:
        for column in columns:
            for inner in visit(column):
                if inner.box is not None and not inner.mark:
                    inner.mark = "same"
