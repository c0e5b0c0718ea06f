"""``python -m service.serve``: migrate, load the knowledge, serve. What ``make run`` and the container start."""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels

from . import config, gathered, lanes
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
        status = prepared(settings)
    except SettingError as error:
        return complain(str(error))
    if status:
        return status
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # nosec B104 # noqa: S104
    print(f"Virtlas: http://{shown}:{port}/docs (Ctrl-C stops)", flush=True)
    return serve_on(partial(server, host, int(port), settings))


def server(host: str, port: int, settings: Mapping[str, Any]) -> lanes.Server:
    """Return the server of ``wsgi:app``, still to be started; the application reads the environment itself."""
    return lanes.Server(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings["WORKERS"],
        blocking_threads=lanes.TAKING,
        working_dir=ROOT,
        log_level=LogLevels(settings["LOG_LEVEL"]),
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING,
    )


def prepared(settings: Mapping[str, Any]) -> int:
    """Import the application and have prepared what is not; return the exit status of that.

    Workers fork from this process: they find the application imported, and share its memory.
    """
    gathered()
    gc.freeze()  # all of it stays: neither this process nor its workers look it through again
    from . import preparing

    if preparing.is_prepared(settings):
        return 0
    return subprocess.run([sys.executable, "-m", "service.preparing"], cwd=ROOT, check=False).returncode  # nosec B603


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
