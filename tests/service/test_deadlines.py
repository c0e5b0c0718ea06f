"""A read that takes too long is given up, told so, and holds up nobody afterwards."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from service import deadlines
from service.atlas import graph, vocabulary
from service.atlas.loading import load
from service.database import db
from tests.conftest import application, close

ENDLESS = sa.text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def hurried(tmp_path: Path, bread: Path) -> Any:
    """The bread atlas with a second for each read."""
    app = application(tmp_path / "hurried.db", bread, READ_SECONDS=1, HOT_MEGABYTES=0)
    with app.app_context():
        load(db.session, bread)
    yield app
    close(app)


def endless(session: Session, *_: Any) -> None:
    """A statement that never ends by itself."""
    session.execute(ENDLESS)


def many(session: Session, *_: Any) -> None:
    """Statements without end, each of them short."""
    for _number in range(1000):
        session.execute(sa.text("SELECT 1"))
        time.sleep(0.01)


@pytest.mark.parametrize("work", [endless, many])
def test_a_read_without_end_is_given_up(hurried: Flask, monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    client = hurried.test_client()
    with monkeypatch.context() as patched:
        patched.setattr(vocabulary, "list_changes", work)
        answer = client.get("/v1/changes")
        korean = client.get("/v1/changes?lang=ko")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert "Ask for less" in answer.json["detail"]  # type: ignore[index]
    assert "범위를 좁히거나" in korean.json["detail"]  # type: ignore[index]
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("10", "no-store")
    assert client.get("/v1/changes").status_code == 200
    assert deadlines.UNTIL.get() == math.inf


def test_only_reads_have_an_end(hurried: Flask) -> None:
    with hurried.test_request_context("/v1/import", method="POST"):
        deadlines.begin()
        assert deadlines.UNTIL.get() == math.inf


def test_no_setting_means_no_end(tmp_path: Path, bread: Path) -> None:
    app = application(tmp_path / "patient.db", bread, READ_SECONDS=0)
    with app.test_request_context("/v1/kinds"):
        deadlines.begin()
        assert deadlines.UNTIL.get() == math.inf
    close(app)


def test_a_step_of_a_walk_looks_at_so_many_edges_and_no_more(baked: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = graph.neighbourhood(baked, "bread", 1)
    monkeypatch.setattr(graph, "FAN_OUT", 1)
    assert len(graph.neighbourhood(baked, "bread", 1).nodes) == 2 < len(whole.nodes)
    page = graph.relations_of(baked, "bread", type_id=None, direction="in", transitive=True, page=1, page_size=50)
    assert len(page.items) >= 1
