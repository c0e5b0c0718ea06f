"""Processes die while they write: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from service.atlas.loading import load
from service.config import ROOT
from service.database import db

pytestmark = pytest.mark.slow
ROUNDS = 5


def writer(database: Path, name: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.writer", str(database), name, str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stored(app: Flask) -> set[str]:
    with app.app_context():
        return set(db.session.scalars(sa.text("SELECT id FROM source")))


def sound(app: Flask) -> None:
    """The file is whole, nothing hangs loose, and the history tells every source that was written."""
    with app.app_context():
        assert db.session.scalar(sa.text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(sa.text("PRAGMA foreign_key_check")).all() == []
        told = set(db.session.scalars(sa.text("SELECT document_id FROM change WHERE noun = 'source'")))
    assert stored(app) <= told


def test_kill_under_concurrent_writes_loses_nothing_acknowledged(app: Flask, bread: Path, tmp_path: Path) -> None:
    with app.app_context():
        load(db.session, bread)
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        writers = [writer(tmp_path / "bread.db", f"w{number}-{one}", 60) for one in "ab"]
        for one in writers:
            assert one.stdout
            acknowledged.add(one.stdout.readline().strip())  # both are at work
        time.sleep(random.uniform(0.05, 0.4))
        for one in writers:
            one.send_signal(signal.SIGKILL)
        for one in writers:
            output, _ = one.communicate()
            acknowledged |= {line for line in output.splitlines(keepends=False) if line.count("-") == 2}
    whole = {one for one in acknowledged if one}
    assert len(whole) > ROUNDS
    assert whole <= stored(app)
    sound(app)


def test_two_processes_write_side_by_side_without_a_lock_error(app: Flask, bread: Path, tmp_path: Path) -> None:
    with app.app_context():
        load(db.session, bread)
    writers = [writer(tmp_path / "bread.db", f"side-{one}", 5) for one in "ab"]
    for one in writers:
        output, errors = one.communicate(timeout=120)
        assert (one.returncode, "locked" in errors) == (0, False), errors
        assert set(output.split()) <= stored(app)
        assert len(output.split()) > 5
    sound(app)
