"""A clock that jumps by days and years, forward and back, while the atlas is read and written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from service.config import ROOT

from .outcome import Outcome, examine

JUMPS = ("0", "1", "-2", "365", "-3650", "0.04", "-0.04", "20", "-7", "0")  # days from now


def run(rounds: int, folder: Path) -> Outcome:
    """Let a process of its own meet every jump."""
    outcome = Outcome("clock jumps by minutes to years, in both directions", len(JUMPS) * rounds)
    database = folder / "bread.db"
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.clock", str(database), str(rounds)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    outcome.demand(done.returncode == 0, done.stdout[-500:] + done.stderr[-1500:])
    examine(database, [f"clock-{number}" for number in range(len(JUMPS) * rounds)], outcome)
    with sqlite3.connect(database) as connection:
        query = (
            "SELECT document_id FROM change WHERE noun = 'source' AND document_id LIKE 'clock-%' ORDER BY revision, id"
        )
        order = [one for (one,) in connection.execute(query)]
    outcome.demand(order == [f"clock-{number}" for number in range(len(order))], "the history is out of order")
    return outcome


class Jumping:
    """Stands for the ``datetime`` that the service asks for the time."""

    offset = timedelta()

    @classmethod
    def now(cls, zone: Any = None) -> datetime:
        """Return the shifted moment."""
        return datetime.now(zone) + cls.offset


def meet(database: Path, rounds: int) -> None:
    """Write and read after every jump; fail loudly."""
    from service.atlas import keys
    from service.atlas.loading import load
    from service.database import db
    from service.models import base
    from tests.conftest import BREAD, application, close

    base.datetime = Jumping  # type: ignore[misc, assignment]
    real = time.time
    time.time = lambda: real() + Jumping.offset.total_seconds()
    app = application(database, BREAD)
    with app.app_context():
        load(db.session, BREAD)
        lasting = keys.create(db.session, "lasting", "editor", None)
        short = keys.create(db.session, "short", "editor", datetime.now(UTC) + timedelta(days=3))
    client = app.test_client()
    for number in range(len(JUMPS) * rounds):
        days = float(JUMPS[number % len(JUMPS)])
        Jumping.offset = timedelta(days=days)
        document = {"id": f"clock-{number}", "title": "T", "publisher": "P", "kind": "docs"}
        headers = {"Authorization": f"Bearer {lasting}", "Idempotency-Key": document["id"]}
        for _ in range(2):  # the second is the same request again
            answer = client.post("/v1/sources", json=document, headers=headers)
            assert answer.status_code == 201, answer.json
        assert client.get(f"/v1/sources/{document['id']}").status_code == 200
        for _ in range(3):
            assert client.get("/v1/concepts/rye").status_code == 200
        expired = client.post("/v1/sources", json=document, headers={"Authorization": f"Bearer {short}"})
        assert (expired.status_code == 401) == (days > 3), (days, expired.status_code)
    close(app)


if __name__ == "__main__":
    meet(Path(sys.argv[1]), int(sys.argv[2]))
