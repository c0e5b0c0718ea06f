"""The other engine: the same atlas on a real PostgreSQL answers as it does on SQLite, and keeps what is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from service import create_app, migrating
from service.atlas import keys, vocabulary
from service.atlas.loading import load
from service.database import db
from tests.conftest import BREAD, close

pytest.importorskip("psycopg")
pytestmark = pytest.mark.slow

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z?")
READS = (
    "/v1/concepts", "/v1/concepts/rye", "/v1/concepts/rye/relations?direction=both&transitive=1",
    "/v1/concepts/rye/graph?depth=2", "/v1/concepts/rye.md", "/v1/comparisons/rye,baguette", "/v1/paths/rye/yeast",
    "/v1/search?q=bread", "/v1/suggest?q=b", "/v1/ask?q=rye%20vs%20baguette", "/v1/diagrams", "/v1/decks", "/v1/kinds",
    "/v1/sources", "/v1/properties", "/v1/relation-types", "/v1/changes", "/v1/export.json", "/v1/export.ttl",
    "/v1/concepts/nobody", "/v1/concepts/stick",
)  # fmt: skip


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; skip where there are none."""
    named = shutil.which("initdb")
    found = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return found[-1].resolve().parent


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a new server's database. PostgreSQL refuses to run as root: then it is another's."""
    bin_folder, user = programs(), "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))  # the other user may enter it, and a socket's path is short
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    made = [str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "virtlas", "-E", "UTF8", "--locale=C"]
    subprocess.run(made, check=True, capture_output=True, user=user, cwd=folder)
    server = subprocess.Popen(
        [str(bin_folder / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"],
        user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"postgresql+psycopg://virtlas@/postgres?host={folder}"
    engine = sa.create_engine(url)
    try:
        for _ in range(300):
            try:
                engine.connect().close()
                break
            except sa.exc.OperationalError:
                time.sleep(0.1)
        yield url
    finally:
        engine.dispose()
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


def served(url: str) -> Flask:
    """Return an application over a migrated and loaded database."""
    app = create_app({"DATABASE_URL": url, "KNOWLEDGE": str(BREAD), "RENDERERS": 1, "PICTURES": "", "HOT_MEGABYTES": 0})
    with app.app_context():
        migrating.upgrade(db.engine)
        load(db.session, BREAD)
    return app


@pytest.fixture(scope="module")
def app(address: str) -> Iterator[Flask]:
    """The bread atlas on PostgreSQL."""
    app = served(address)
    yield app
    close(app)


@pytest.fixture
def editor(app: Flask) -> dict[str, str]:
    """A key that may write."""
    with app.app_context():
        return {"Authorization": f"Bearer {keys.create(db.session, f'key {time.monotonic_ns()}', 'admin', None)}"}


def told(app: Flask, address: str) -> tuple[int, Any]:
    """Return an answer, without the moments at which the database was filled."""
    answer = app.test_client().get(address)
    value = answer.get_json(silent=True)
    return answer.status_code, MOMENT.sub("", answer.text) if value is None else timeless(value)


def timeless(value: Any) -> Any:
    """Return a JSON value without moments."""
    if isinstance(value, dict):
        return {name: timeless(inner) for name, inner in value.items() if name not in ("at", "updated_at")}
    return [timeless(one) for one in value] if isinstance(value, list) else value


def test_every_answer_is_that_of_sqlite(app: Flask, tmp_path: Path) -> None:
    other = served(f"sqlite:///{tmp_path}/bread.db")
    found = {address: (told(app, address), told(other, address)) for address in READS}
    close(other)
    assert {address: pair for address, pair in found.items() if pair[0] != pair[1]} == {}


def test_loading_again_changes_nothing(app: Flask) -> None:
    with app.app_context():
        report = load(db.session, BREAD)
        assert (report.moved, report.conflicts) == (False, [])


def test_a_concept_is_written_read_and_removed(app: Flask, editor: dict[str, str]) -> None:
    client = app.test_client()
    document = client.get("/v1/concepts/rye/document").json
    assert document is not None
    made = client.post("/v1/concepts", json={**document, "id": "new-rye", "label": {"en": "N", "ko": "새"},
                                             "aliases": {}, "former_ids": []}, headers=editor)  # fmt: skip
    assert made.status_code == 201, made.text
    tag = {"If-Match": made.headers["ETag"]}
    changed = client.patch("/v1/concepts/new-rye", json={"label": {"en": "M", "ko": "메"}}, headers={**editor, **tag})
    assert changed.status_code == 200, changed.text
    assert client.patch("/v1/concepts/new-rye", json={}, headers={**editor, **tag}).status_code == 412
    actions = [one["action"] for one in client.get("/v1/concepts/new-rye/history").json["items"]]  # type: ignore[index]
    assert sorted(actions) == ["added", "changed"]
    gone = client.delete("/v1/concepts/new-rye", headers={**editor, "If-Match": changed.headers["ETag"]})
    assert gone.status_code == 204, gone.text
    assert client.get("/v1/concepts/new-rye").status_code == 404


def test_a_read_without_end_is_given_up(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "READ_SECONDS", 1)
    monkeypatch.setattr(vocabulary, "list_changes", lambda session, *_: session.execute(sa.text("SELECT pg_sleep(60)")))
    answer = app.test_client().get("/v1/changes")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert app.test_client().get("/v1/sources").status_code == 200


def test_writers_side_by_side_lose_nothing(app: Flask, editor: dict[str, str]) -> None:
    statuses: Counter[int] = Counter()

    def write(writer: int) -> None:
        for number in range(10):
            document = {"id": f"s-{writer}-{number}", "title": "T", "publisher": "P", "kind": "docs"}
            statuses[app.test_client().post("/v1/sources", json=document, headers=editor).status_code] += 1

    before = told(app, "/v1/changes")[1]["total"]
    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == {201: 40}
    assert told(app, "/v1/changes")[1]["total"] == before + 40
