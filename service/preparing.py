"""``python -m service.preparing``: what must be done before anybody is served.

A process of its own: what loading takes of memory goes with it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from . import config, database, migrating
from .atlas import revision
from .atlas.loading import BrokenKnowledge, is_loaded, load
from .atlas.searching import index


def main() -> int:
    """Prepare; tell what was done, or what is wrong, and return the exit status."""
    try:
        prepare(config.from_environment())
    except config.SettingError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenKnowledge as broken:
        print(*broken.problems, f"{len(broken.problems)} errors in the knowledge", sep="\n", file=sys.stderr)
        return 1
    return 0


def is_prepared(settings: Mapping[str, Any]) -> bool:
    """Whether there is nothing to do; tells the revision that stands."""
    engine = database.engine_of(settings["DATABASE_URL"])
    try:
        if not migrating.is_newest(engine):
            return False
        with Session(engine) as session:
            index.keep_at(engine, settings["SEARCH_INDEX"])
            folder = Path(settings["KNOWLEDGE"])
            if not (is_loaded(session, folder) and index.is_filed(session)):
                return False
            print(f"knowledge: {unchanged(session)}", flush=True)
            return True
    finally:
        engine.dispose()  # no connection may be open when a process forks


def prepare(settings: Mapping[str, Any]) -> None:
    """Bring the database up to the code and to the knowledge folder, and the search index up to the database.

    Raises:
        BrokenKnowledge: the folder has errors.
    """
    engine = database.engine_of(settings["DATABASE_URL"])
    try:
        migrating.upgrade(engine)
        with Session(engine) as session:
            print(f"knowledge: {loaded(session, Path(settings['KNOWLEDGE']))}", flush=True)
            index.keep_at(engine, settings["SEARCH_INDEX"])
            if not index.is_filed(session):
                index.current(session)
    finally:
        engine.dispose()


def loaded(session: Session, folder: Path) -> str:
    """Bring the database up to ``folder`` and return what happened, in words."""
    if is_loaded(session, folder):
        return unchanged(session)
    return load(session, folder).told()


def unchanged(session: Session) -> str:
    """Return that there was nothing to load, in words."""
    return f"unchanged; revision {revision.current(session)}"


if __name__ == "__main__":
    sys.exit(main())
