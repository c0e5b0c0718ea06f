"""The bread atlas in a database, loaded once: every server of a scenario begins with a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service import migrating
from service.atlas.loading import load
from service.atlas.searching import index
from tests.conftest import BREAD

NAME = "bread.db"


def make(folder: Path) -> None:
    """Leave a loaded database with its search index in ``folder``, with no log beside it."""
    engine = sa.create_engine(f"sqlite:///{folder / NAME}")
    migrating.upgrade(engine)
    with Session(engine) as session:
        load(session, BREAD)
        index.keep_at(engine, "")
        index.current(session)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def copy(folder: Path, to: Path) -> Path:
    """Copy what was made in ``folder`` into the folder ``to``, which may be new; return the database there."""
    to.mkdir(exist_ok=True)
    for path in folder.glob(f"{NAME}*"):
        shutil.copy(path, to)
    return to / NAME
