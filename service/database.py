"""Engine, session and SQLite pragmas."""

from __future__ import annotations

import inspect
import sqlite3
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy

db = SQLAlchemy()

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA synchronous = FULL",
)


def options_of(address: str) -> dict[str, Any]:
    """Return what an engine of a ``DATABASE_URL`` is made with; a missing folder of a SQLite file is made."""
    url = sa.make_url(address)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return {"url": url, "json_deserializer": from_json, "json_serializer": to_json}


def engine_of(address: str) -> sa.Engine:
    """Return an engine of a ``DATABASE_URL`` that belongs to no application."""
    return sa.create_engine(**options_of(address))


def connect(app: Flask) -> sa.Engine:
    """Give ``app`` an engine for its ``DATABASE_URL``."""
    app.config["SQLALCHEMY_ENGINES"] = {"default": options_of(app.config["DATABASE_URL"])}
    db.init_app(app)
    # The extension closes asynchronous sessions after every request, in a thread and an event loop made for it.
    # There are none here, and that took more time than most answers.
    closing = app.teardown_appcontext_funcs
    app.teardown_appcontext_funcs = [one for one in closing if not inspect.iscoroutinefunction(one)]
    with app.app_context():
        return db.engine


def to_json(value: Any) -> str:
    """Return a JSON value as it is stored."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def from_json(stored: Any) -> Any:
    """Return a stored JSON value. SQLite gives a bare number back as a number, not as its text."""
    return orjson.loads(stored) if isinstance(stored, str | bytes) else stored


@sa.event.listens_for(sa.Engine, "connect")
def set_pragmas(connection: Any, _record: Any) -> None:
    """Make every SQLite connection durable, checked and patient."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in PRAGMAS:
            connection.execute(pragma)
