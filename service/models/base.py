"""What all tables share: named constraints, UTC moments, ids."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Text = dict[str, str]


Json = dict[str, Any]


def utc_now() -> datetime:
    """Return the present moment in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


class Moment(sa.TypeDecorator[datetime]):
    """A point in time, in UTC, on engines with and without time zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Store the UTC wall clock."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the time zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Named constraints from day one, so that migrations can alter them on every engine."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {Text: sa.JSON, Json: sa.JSON, list[Any]: sa.JSON, datetime: Moment}


Id = sa.String(80)


def reference(column: str, **options: Any) -> Mapped[Any]:
    """A foreign key to ``column`` that goes with what it names."""
    return mapped_column(Id, sa.ForeignKey(column, ondelete="CASCADE"), **options)
