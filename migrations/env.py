"""Alembic's entry: the application's engine and metadata, one real transaction for all that is to be done."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context

from service import ledger  # noqa: F401 - its tables belong to the metadata
from service.models import Base, Moment


def render(kind: str, item: object, _context: object) -> str | bool:
    """Write the models' own type as what it is stored as: a migration must outlive the models."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


@contextmanager
def whole_or_not_at_all(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite's transactions hold tables too, and let processes that migrate at once queue.

    Python's driver begins a transaction only before a change of rows: a process that died between two
    changes of tables would leave half a migration. Foreign keys rest meanwhile, so that no table is emptied.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    driver = connection.connection.dbapi_connection
    before, driver.isolation_level = driver.isolation_level, None

    def begin(begun: sa.Connection) -> None:
        begun.exec_driver_sql("BEGIN IMMEDIATE")

    sa.event.listen(connection, "begin", begin)
    try:
        yield
    finally:
        sa.event.remove(connection, "begin", begin)
        connection.rollback()
        driver.isolation_level = before
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()


def run(connection: sa.Connection) -> None:
    """Migrate over ``connection``."""
    with whole_or_not_at_all(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render,
            compare_type=True,
            transactional_ddl=True,  # SQLite's too, now that its transactions begin in time
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as own:
        run(own)
