"""What tests of writing share: an application of their own whose atlas may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from service.atlas.loading import load
from service.database import db


@pytest.fixture
def baker(app: Flask, bread: Path) -> Flask:
    with app.app_context():
        load(db.session, bread)
    return app
