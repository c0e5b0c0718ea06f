"""What a worker needs before its first question, made while it waits for one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

PAUSE = 0.3  # seconds: who waits for the service to start is answered first, whatever was asked


def start(app: Flask) -> threading.Thread:
    """Begin to make the index in a thread. Who asks sooner waits for the same one; it is made once."""
    thread = threading.Timer(PAUSE, warm, args=(app,))
    thread.name, thread.daemon = "warming", True
    thread.start()
    return thread


def warm(app: Flask) -> None:
    """Make the index; a database that is not there yet has none, and the first question will make it."""
    from sqlalchemy.exc import SQLAlchemyError  # by now all of it is there; `wsgi` is imported sooner

    from .atlas.asking.lexicon import lexicon
    from .atlas.searching import index
    from .database import db

    with app.app_context():
        try:
            lexicon(db.session, index.current(db.session))
        except SQLAlchemyError:
            app.logger.info("no index yet: the database cannot be read")
