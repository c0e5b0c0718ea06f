"""A worker makes its index before anybody asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from service import create_app, warming
from service.atlas.searching import index, indexing
from service.database import db


def test_the_index_stands_when_the_first_question_comes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    warming.start(app).join(30)
    with app.app_context():
        made = index.current(db.session)
        monkeypatch.setattr(indexing, "build", lambda *_: pytest.fail("it was made again"))
        assert index.current(db.session) is made


def test_a_database_that_is_not_there_yet_does_no_harm(tmp_path: Path) -> None:
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/none.db", "PICTURES": "", "RENDERERS": 1})
    try:
        warming.warm(app)
    finally:
        app.extensions["renderers"].close()
