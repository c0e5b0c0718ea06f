"""Alembic's entry: the application's engine and metadata, in one transaction per migration."""

import sqlalchemy as sa
from alembic import context

from service import ledger  # noqa: F401 - its tables belong to the metadata
from service.models import Base, Moment


def render(kind: str, item: object, _context: object) -> str | bool:
    """Write the models' own type as what it is stored as: a migration must outlive the models."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


def run(connection: sa.Connection) -> None:
    """Migrate over ``connection``; SQLite's foreign keys rest meanwhile, so that no table is emptied."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as own:
        run(own)
