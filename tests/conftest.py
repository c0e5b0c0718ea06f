"""A real database file, a real application, and a tiny atlas about another field: bread."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy.orm import Session

from service import create_app, migrating
from service.atlas.loading import load
from service.config import ROOT
from service.database import db

# The same examples at every run, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

BREAD = Path(__file__).parent / "bread"
KNOWLEDGE = ROOT / "knowledge"


def application(database: Path, knowledge: Path, **settings: object) -> Flask:
    """Return an application over a migrated database file."""
    own = {"DATABASE_URL": f"sqlite:///{database}", "KNOWLEDGE": str(knowledge), "RENDERERS": 1, "PICTURES": ""}
    app = create_app({**own, **settings})
    with app.app_context():
        migrating.upgrade(db.engine)
    return app


def close(app: Flask) -> None:
    """Let go of the application's files and processes."""
    app.extensions["renderers"].close()
    app.extensions["hot"].watch.close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    """A copy of the bread atlas that a test may spoil."""
    return Path(shutil.copytree(BREAD, tmp_path / "bread"))


@pytest.fixture
def app(tmp_path: Path, bread: Path) -> Iterator[Flask]:
    """An application whose database is empty."""
    app = application(tmp_path / "bread.db", bread)
    yield app
    close(app)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session on the empty database."""
    with app.app_context():
        yield db.session


@pytest.fixture
def baked(session: Session, bread: Path) -> Session:
    """A session on a database that holds the bread atlas."""
    load(session, bread)
    return session


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application that serves the bread atlas; for tests that only read."""
    app = application(tmp_path_factory.mktemp("bakery") / "bread.db", BREAD)
    with app.app_context():
        load(db.session, BREAD)
    yield app
    close(app)


@pytest.fixture
def client(bakery: Flask) -> FlaskClient:
    """A client of the bread atlas."""
    return bakery.test_client()


@pytest.fixture(scope="session")
def atlas_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application that serves the whole atlas; for tests that only read."""
    app = application(tmp_path_factory.mktemp("atlas") / "atlas.db", KNOWLEDGE)
    with app.app_context():
        load(db.session, KNOWLEDGE)
    yield app
    close(app)


@pytest.fixture
def atlas(atlas_app: Flask) -> FlaskClient:
    """A client of the whole atlas."""
    return atlas_app.test_client()


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace text in a file, and fail when it is not there."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
