"""How long a read may take: who asks for too much is told so, and the thread is free for others again.

The clock is looked at before every statement, and inside SQLite every few thousand steps of one; PostgreSQL is told
the limit and keeps it itself. Writes have no such end: one that was begun is finished or refused as a whole.
"""

from __future__ import annotations

import math
import sqlite3
import time
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app, request

from .errors import TookTooLong

STEPS = 20_000  # of SQLite's machine between two looks at the clock: about a millisecond
READING = ("GET", "HEAD")
UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)


def init_app(app: Flask) -> None:
    """Give every read of ``app`` an end."""
    app.before_request(begin)
    app.teardown_request(end)


def begin() -> None:
    """Note when the read has to be done."""
    seconds = current_app.config["READ_SECONDS"]
    if seconds and request.method in READING:
        UNTIL.set(time.monotonic() + seconds)


def end(_failure: BaseException | None = None) -> None:
    """The thread's next work has an end of its own, or none."""
    UNTIL.set(math.inf)


def over() -> bool:
    """Whether the time of the present read is up."""
    return time.monotonic() > UNTIL.get()


def exceeded(error: sa.exc.OperationalError) -> bool:
    """Whether a statement was given up because of its time."""
    interrupted = getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT
    return interrupted or getattr(error.orig, "sqlstate", "") == "57014"  # query_canceled


@sa.event.listens_for(sa.Engine, "connect")
def watch(connection: Any, _record: Any) -> None:
    """Let SQLite look at the clock while it works."""
    if isinstance(connection, sqlite3.Connection):
        connection.set_progress_handler(over, STEPS)


@sa.event.listens_for(sa.Engine, "begin")
def tell(connection: sa.Connection) -> None:
    """Let PostgreSQL keep the limit of a read."""
    if connection.dialect.name == "postgresql" and UNTIL.get() < math.inf:
        left = max(1, int((UNTIL.get() - time.monotonic()) * 1000))
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left}")


@sa.event.listens_for(sa.Engine, "before_cursor_execute")
def look(*_: Any) -> None:
    """Begin no statement after the end.

    Raises:
        TookTooLong: the time is up.
    """
    if over():
        raise TookTooLong
