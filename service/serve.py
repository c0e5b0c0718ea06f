"""``python -m service.serve``: migrate, load the knowledge, serve. What ``make run`` and the container start."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy.orm import Session

from . import config, database, migrating
from .atlas import revision
from .atlas.loading import BrokenKnowledge, is_loaded, load
from .atlas.searching import index
from .commands import told
from .config import ROOT, SettingError
from .serving_on import serve_on

STOPPING = 40  # seconds for what is in flight; a worker told to stop while it starts would never end by itself


def main() -> int:
    """Serve until told to stop; return the exit status."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        return complain(f"PORT={port!r} is not a port: use a number from 1 to 65535")
    taken = reason_not_to_bind(host, int(port))
    if taken:
        return complain(taken)
    try:
        settings = config.from_environment()
        prepared(settings)
    except SettingError as error:
        return complain(str(error))
    except BrokenKnowledge as broken:
        return complain("\n".join([*map(str, broken.problems), f"{len(broken.problems)} errors in the knowledge"]))
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # nosec B104 # noqa: S104
    print(f"Virtlas: http://{shown}:{port}/docs (Ctrl-C stops)", flush=True)
    return serve_on(
        lambda: Granian(
            "wsgi:app",
            address=host,
            port=int(port),
            interface=Interfaces.WSGI,
            workers=settings["WORKERS"],
            blocking_threads=settings["THREADS"],
            working_dir=ROOT,
            log_level=LogLevels(settings["LOG_LEVEL"]),
            respawn_failed_workers=True,
            workers_kill_timeout=STOPPING,
        )
    )


def prepared(settings: Mapping[str, Any]) -> None:
    """Bring the database up to the code and to the knowledge folder, and the search index up to the database.

    The workers make the application; here it would only take time and memory.

    Raises:
        BrokenKnowledge: the folder has errors.
    """
    engine = database.engine_of(settings["DATABASE_URL"])
    try:
        migrating.upgrade(engine)
        with Session(engine) as session:
            print(f"knowledge: {loaded(session, Path(settings['KNOWLEDGE']))}", flush=True)
            index.keep_at(engine, settings["SEARCH_INDEX"])
            if index.kept(engine).file.path:  # else each worker makes its own
                index.current(session)
    finally:
        engine.dispose()  # no connection may be open when the workers fork


def loaded(session: Session, folder: Path) -> str:
    """Bring the database up to ``folder`` and return what happened, in words."""
    if is_loaded(session, folder):
        return f"unchanged; revision {revision.current(session)}"
    return told(load(session, folder), dry_run=False)


def reason_not_to_bind(host: str, port: int) -> str:
    """Return why nobody can listen at this address, or nothing."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        return f"HOST={host!r} is no address of this machine"
    except OSError as error:
        return f"cannot listen on {host}:{port}: {error.strerror}. Try another port: make run PORT={port % 65535 + 1}"
    return ""


def complain(message: str) -> int:
    """Tell what is wrong on standard error and return a failing status."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
