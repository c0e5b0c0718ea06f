"""``python -m service.serve``: migrate, load the knowledge, serve. What ``make run`` and the container start."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from . import create_app, migrating
from .atlas import revision
from .atlas.loading import BrokenKnowledge, is_loaded, load
from .commands import told
from .config import ROOT, SettingError
from .database import db


def main() -> int:
    """Serve until told to stop; return the exit status."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        return complain(f"PORT={port!r} is not a port: use a number from 1 to 65535")
    taken = reason_not_to_bind(host, int(port))
    if taken:
        return complain(taken)
    try:
        app = create_app()
    except SettingError as error:
        return complain(str(error))
    with app.app_context():
        migrating.upgrade(db.engine)
        try:
            print(f"knowledge: {loaded(Path(app.config['KNOWLEDGE']))}", flush=True)
        except BrokenKnowledge as broken:
            return complain("\n".join([*map(str, broken.problems), f"{len(broken.problems)} errors in the knowledge"]))
    db_threads, workers = app.config["THREADS"], app.config["WORKERS"]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # nosec B104 # noqa: S104
    print(f"Virtlas: http://{shown}:{port}/docs (Ctrl-C stops)", flush=True)
    Granian(
        "wsgi:app",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=db_threads,
        working_dir=ROOT,
        log_level=LogLevels(app.config["LOG_LEVEL"]),
        respawn_failed_workers=True,
    ).serve()
    return 0


def loaded(folder: Path) -> str:
    """Bring the database up to ``folder`` and return what happened, in words."""
    if is_loaded(db.session, folder):
        return f"unchanged; revision {revision.current(db.session)}"
    return told(load(db.session, folder), dry_run=False)


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
