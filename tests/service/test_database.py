"""A real SQLite file: durable, checked, migrated both ways."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from service import migrating
from service.database import db
from service.models import Base, Fact


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 10000), ("synchronous", 2)]
)
def test_every_connection_is_durable_and_checked(session: Session, pragma: str, value: object) -> None:
    assert session.execute(sa.text(f"PRAGMA {pragma}")).scalar() == value


def test_the_migrations_make_what_the_models_say(app: Flask) -> None:
    with app.app_context():
        migrating.check(db.engine)


def test_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        migrating.downgrade(db.engine)
        assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]
        migrating.upgrade(db.engine)
        assert set(Base.metadata.tables) < set(sa.inspect(db.engine).get_table_names())


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []


def test_a_fact_of_nothing_is_refused(session: Session) -> None:
    session.add(Fact(concept_id="nobody", property_id="none", position=0, text={}, worded=True, disputed=False))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_the_tables_compile_for_postgresql() -> None:
    from sqlalchemy.dialects import postgresql

    for table in Base.metadata.sorted_tables:
        assert str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))
