"""Comparisons: the columns' layers merged into one order, so that equal layers stand side by side.

A layer that a column lacks becomes a dashed place with a word; a box that only some columns have is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from diagrams.cells import Cell, Class, cell_of, layer_of, root_of, visit
from diagrams.measure import clean, say, second
from diagrams.merging import Tier, merge
from diagrams.model import Box, Comparison, Label, Role, walk
from diagrams.table import with_heads

Rows = Sequence[tuple[Box, ...]]
MOST_NAMED = 2  # boxes of a missing layer that are called by name


def columns_root(comparison: Comparison, lang: str) -> Cell:
    """The root cell: one row of columns whose rows are aligned slot by slot."""
    columns = []
    for number, column in enumerate(comparison.columns):
        rows = [[cell_of(box, lang) for box in row] for row in column.architecture.rows]
        cell = Cell(
            key=f"c{number}",
            kind="column",
            label=say(column.title, lang),
            second=second(column.title, lang),
            note=say(column.note, lang),
            href=column.href,
            rows=rows,
        )
        for inner in visit(cell)[1:]:
            inner.key = f"{cell.key}.{inner.key}"  # two columns may hold boxes of one name
        columns.append(cell)
    tiers = _align(columns, [column.architecture.rows for column in comparison.columns], comparison.roles, lang)
    for slot in range(len(tiers)):
        _align_groups([cell for column in columns for cell in column.rows[slot]], comparison.roles, lang)
    for one in columns:
        _come_last(one)
    _mark(columns, {layer for tier in tiers if len(tier) > 1 for layer in tier})
    return root_of([with_heads(columns, comparison, lang)])


def _align(
    members: list[Cell], rows: Sequence[Rows], roles: Mapping[str, Role], lang: str, *, nested: bool = False
) -> list[Tier]:
    """Give all `members` the same slots: their own rows where they have them, dashed or empty places elsewhere."""
    every = [row for one in rows for row in one]
    ranks = {layer: role.rank for layer in map(layer_of, every) for role in [_role_of(layer, every, roles)]}
    missed = _missed(members, rows) if nested else None
    tiers, places = merge([[layer_of(row) for row in one] for one in rows], ranks)
    klass = Class(list(members))
    for member, one, where in zip(members, rows, places, strict=True):
        at = dict(zip(where, member.rows, strict=True))
        layers = {box.layer or box.role for box in walk(tuple(one))}
        held = layers | {box.role for box in walk(tuple(one))}
        outside = nested and _outside(member, members)
        member.rows = []
        for slot, tier in enumerate(tiers):
            role = _role_of(tier[0], every, roles)
            # In a whole column a layer with a name of its own is there or not; other boxes of its role do not count.
            elsewhere = held & {*tier, role.id} if nested or any(name in roles for name in tier) else layers & {*tier}
            if slot in at:
                member.rows.append(at[slot])
            elif elsewhere or role.colour == "plain" or outside:
                # It has this layer or role elsewhere, so nothing is missing; nobody misses a frame either, nor
                # what stands behind a boundary in a group that has none.
                member.rows.append([Cell(f"{member.key}.blank{slot}", "blank", kin=role.id)])
            elif missed is not None and not missed & set(tier):  # too few groups have it for anyone to miss it
                member.rows.append([Cell(f"{member.key}.blank{slot}", "blank", kin=role.id)])
            else:
                words = role.label if tier[0] in roles else _words_of(tier[0], every)
                member.rows.append([_missing(f"{member.key}.no.{tier[0]}", role.id, words, lang)])
        member.layers = [" ".join(tier) for tier in tiers]
        member.klass = klass
    return tiers


def _missed(members: list[Cell], rows: Sequence[Rows]) -> set[str]:
    """Layers whose absence from a group says something: half of all groups have them, or all groups of a column."""
    own = [{layer_of(row) for row in one} for one in rows]
    held = Counter(layer for layers in own for layer in layers)
    columns: dict[str, list[set[str]]] = {}
    for member, layers in zip(members, own, strict=True):
        columns.setdefault(member.key.partition(".")[0], []).append(layers)
    whole = {layer for sides in columns.values() for layer in set.intersection(*sides)}
    return whole | {layer for layer, count in held.items() if 2 * count >= len(rows)}


def _align_groups(cells: list[Cell], roles: Mapping[str, Role], lang: str) -> None:
    """Groups of one layer that stand in one slot share the order of their nested layers, in all columns."""
    alike: dict[str, list[Cell]] = {}
    for cell in cells:
        if not cell.leaf and cell.box is not None:
            alike.setdefault(cell.box.layer or cell.box.role, []).append(cell)
    for members in alike.values():
        if len(members) > 1:
            _align(members, [member.box.rows for member in members if member.box], roles, lang, nested=True)


def _outside(group: Cell, groups: list[Cell]) -> bool:
    """Whether a group is no isolation boundary though others of its column are: host programs beside machines."""
    column = group.key.partition(".")[0]
    bounded = {one.key for one in groups if one.box and one.box.boundary and one.key.partition(".")[0] == column}
    return bool(bounded) and group.key not in bounded


def _role_of(layer: str, rows: Rows, roles: Mapping[str, Role]) -> Role:
    """The role that a layer is named after, else the one its boxes have."""
    role = next(row[0].role for row in rows if layer_of(row) == layer)
    return roles.get(layer) or roles.get(role) or Role(layer, {"en": layer}, "plain", 0)


def _words_of(layer: str, rows: Rows) -> Label:
    """What the boxes of a layer are called where they stand."""
    row = next(row for row in rows if layer_of(row) == layer)[:MOST_NAMED]
    return {lang: " · ".join(dict.fromkeys(say(box.label, lang) for box in row)) for lang in ("en", "ko")}


def _missing(key: str, role: str, label: Label, lang: str) -> Cell:
    """The dashed place of a layer that is not there, named after what stands in its place elsewhere."""
    english, korean = clean(label.get("en") or ""), clean(label.get("ko") or "")
    words = {"en": f"No {_lower(english)}" if english else "", "ko": f"{korean} 없음" if korean else ""}
    cell = cell_of(Box(id=key, label={k: v for k, v in words.items() if v}, role=role, absent=True), lang)
    if cell.second:
        cell.label = f"{cell.label} · {cell.second}"
    return cell


def _come_last(column: Cell) -> None:
    """What a column lacks is told with the last of what it has."""
    cells = [cell for cell in visit(column) if cell.box is not None]
    last = max((cell.box.step for cell in cells if cell.box and not cell.absent), default=0)
    for cell in cells:
        if cell.absent and cell.box:
            cell.box = replace(cell.box, step=last)


def _lower(text: str) -> str:
    """`Host OS` → `host OS`, but `VM monitor` stays: abbreviations keep their capitals."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _mark(columns: list[Cell], tiered: set[str]) -> None:
    """Mark what only some columns have, and what the data says differs; everything else is "same" beside it.

    Layers in `tiered` stand beside another's counterpart: they show their colour and need no badge.
    """
    boxes = [
        (number, cell, cell.box)
        for number, column in enumerate(columns)
        for cell in visit(column)
        if cell.box is not None and not cell.absent
    ]
    if boxes and all(box.differs for _, _, box in boxes):
        return  # where everything differs, a mark on everything says nothing
    holders: dict[str, dict[int, set[str]]] = {}
    for number, _, box in boxes:
        holders.setdefault(box.layer or box.role, {}).setdefault(number, set()).add(box.role)
    for _, cell, box in boxes:
        layer = box.layer or box.role
        held = list(holders[layer].values())
        if box.differs:
            cell.mark = "differs"
        elif len(held) == 1 and layer not in tiered:
            cell.mark = "only"
        elif len(held) < len(columns) or any(one != held[0] for one in held):  # or it plays another role there
            cell.mark = "some"
    if any(cell.mark for _, cell, _ in boxes):
        for _, cell, _ in boxes:
            cell.mark = cell.mark or "same"
