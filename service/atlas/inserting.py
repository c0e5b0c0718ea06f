"""Many rows into a table at once: the statement is worded once, and values are made ready a column at a time.

SQLAlchemy's own executemany makes a map of parameters for every row, which took more time than the database did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa


class Insertion:
    """The insert of rows that all have the members ``names``, for one engine."""

    def __init__(self, table: sa.Table, names: tuple[str, ...], dialect: sa.Dialect) -> None:
        made = {
            one.name: one.default.arg  # type: ignore[attr-defined]
            for one in table.columns
            if one.default is not None and one.name not in names
        }
        statement = sa.insert(table).compile(dialect=dialect, column_keys=[*names, *made])
        self.text = str(statement)
        self.named = statement.positiontup is None  # whether the driver takes maps, or values in their order
        self.order = tuple(statement.positiontup or (*names, *made))
        self.made = made
        self.ready = {
            name: table.columns[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self.order
        }

    def values(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Return what the driver is given: one tuple or map for each row."""
        columns = [self.column(name, rows) for name in self.order]
        if self.named:
            return [dict(zip(self.order, row, strict=True)) for row in zip(*columns, strict=True)]
        return list(zip(*columns, strict=True))

    def column(self, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Return the values of one column as the driver stores them; a default is made once for all rows."""
        ready = self.ready[name]
        if name in self.made:
            default = self.made[name]
            value = default(None) if callable(default) else default
            return [ready(value) if ready else value] * len(rows)
        if ready is None:
            return [row[name] for row in rows]
        return [ready(row[name]) for row in rows]


insertion = lru_cache(maxsize=64)(Insertion)


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, which have the same members in the same order.

    Raises:
        sqlalchemy.exc.IntegrityError: a rule of the table is broken.
    """
    if rows:
        own = insertion(table, tuple(rows[0]), connection.dialect)
        connection.exec_driver_sql(own.text, own.values(rows))
