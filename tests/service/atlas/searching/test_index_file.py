"""The file of an index: found again, brought up change by change, thrown away when it is not of this database."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from service.atlas import revision, writing
from service.atlas.loading import load
from service.atlas.searching import index, index_file, indexing, storage
from service.atlas.searching.search import search
from service.database import db
from tests.conftest import application, close

TABLES = {
    "concept": "id, kind, cluster, label, prominence", "name": "key, rank, language, text",
    "beginning": "initials, letters, inner", "spelling": "*", "word": "*", "edge": "type, disputed",
}  # fmt: skip
POSTINGS = "SELECT id, word, impact FROM posting JOIN concept ON number = concept ORDER BY id, word"


def file_of(session: Session) -> Path:
    return Path(index_file.file_of(session.get_bind().engine.url))


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what an index holds, whatever numbers it gave."""
    with closing(sqlite3.connect(path)) as connection:
        found = {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
            for table, columns in TABLES.items()
        }
        return {**found, "posting": connection.execute(POSTINGS).fetchall()}


def rebuilt(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return what an index that is built anew holds."""
    file = Path(f"{file_of(session)}.anew")
    file.unlink(missing_ok=True)
    index_file.made(session, None, str(file))[0].close()
    return content(file)


def write(session: Session, identity: str, **members: Any) -> None:
    """Write a concept, made from the baguette's or from its own document."""
    made = {**writing.get(session, "concept", "baguette"), "aliases": {"en": [], "ko": []}, "former_ids": []}
    for member in ("facts", "relations", "misconceptions"):
        made[member] = []
    writing.put(
        session, "concept", identity, lambda before: {**(before or made), "id": identity, **members},
        demand=lambda *_: None, actor="test",
    )  # fmt: skip


def refuse(*_: Any) -> None:
    pytest.fail("it was built anew")


@pytest.fixture
def anew(baked: Session, tmp_path: Path) -> Iterator[Session]:
    """A session of another process, as it were, over the same database, whose index stands."""
    index.current(baked)
    app = application(tmp_path / "bread.db", tmp_path / "bread")
    with app.app_context():
        yield db.session
    close(app)


def test_who_starts_later_finds_it_made(anew: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "build", refuse)
    assert search(anew, "호밀빵").items[0].concept.id == "rye"


def test_what_others_write_is_found_at_once(baked: Session, anew: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "build", refuse)
    write(baked, "focaccia", label={"en": "Focaccia", "ko": "포카치아"})
    assert search(anew, "포카치아").items[0].concept.id == "focaccia"
    with writing.whole(baked) as number:
        writing.documents.delete(baked, "concept", "focaccia")
        writing.note(baked, ("concept", "focaccia"), {}, None, revision=number, actor="test")
    assert not [hit for hit in search(anew, "포카치아").items if hit.concept.id == "focaccia"]
    assert index.current(anew).numbers.get("focaccia") is None


def test_a_small_write_goes_into_the_file_and_not_into_what_is_being_read(baked: Session) -> None:
    before, file = index.current(baked), file_of(baked).resolve()
    write(baked, "focaccia", label={"en": "Focaccia", "ko": "포카치아"})
    after = index.current(baked)
    assert after.numbers.get("focaccia") is not None
    assert before.numbers.get("focaccia") is None
    assert file_of(baked).resolve() == file


def test_a_log_that_has_grown_long_ends_with_its_file(baked: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    index.current(baked)
    monkeypatch.setattr(storage, "SHORT_LOG", 0)
    monkeypatch.setattr(indexing, "build", refuse)
    seen = set()
    for place in range(4):
        write(baked, "focaccia", label={"en": f"Focaccia {place}", "ko": f"포카치아 {place}"})
        assert search(baked, f"포카치아 {place}").items[0].concept.id == "focaccia"
        seen.add(file_of(baked).resolve())
    assert len(seen) > 1
    files = {path for path in file_of(baked).parent.glob("bread.db.search-*") if not path.name.endswith("-shm")}
    assert {path.name.removesuffix("-wal") for path in files} == {file_of(baked).resolve().name}


def test_a_change_that_fails_half_way_leaves_the_file_as_it_was(
    baked: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute("DELETE FROM name")
        raise sqlite3.OperationalError("database or disk is full")

    index.current(baked)
    before = content(file_of(baked))
    write(baked, "focaccia", label={"en": "Focaccia", "ko": "포카치아"})
    with monkeypatch.context() as patched:
        patched.setattr(indexing, "catch_up", fail)
        assert index_file.changed(baked, str(file_of(baked))) is False
    assert content(file_of(baked)) == before
    assert search(baked, "포카치아").items[0].concept.id == "focaccia"


def test_a_disk_that_takes_no_writes_can_be_read(baked: Session, tmp_path: Path) -> None:
    index.current(baked)
    copy = tmp_path / "copy.search"
    shutil.copy(file_of(baked), copy)
    Path(f"{copy}-shm").symlink_to("nowhere")  # which SQLite does not follow: the log cannot be shared
    connection = storage.opened(str(copy))
    assert connection is not None
    assert connection.execute("SELECT count(*) FROM concept").fetchone()[0]
    connection.close()
    Path(f"{copy}-wal").write_bytes(b"more")
    assert storage.opened(str(copy)) is None


def test_files_of_others_are_left_alone(baked: Session, tmp_path: Path) -> None:
    kept = [tmp_path / "bread.db.search-backup", tmp_path / "bread.db.search-0123456789", tmp_path / "bread.db.bak"]
    left = tmp_path / "bread.db.search-01234567"
    for path in (*kept, left):
        path.touch()
    index.current(baked)
    assert all(path.exists() for path in kept)
    assert not left.exists()


CITED = {"disputed": False, "sources": ["flour-book"], "verified": []}
RELATED = [{"type": kind, "target": other, **CITED} for kind, other in (("is_a", "bread"), ("raised_by", "yeast"))]
LABELS = st.text("가나다 xyzäß", min_size=1, max_size=12).filter(str.strip)
IDS = st.sampled_from(["aaa", "baguette", "mmm", "rye", "zzz"])
WRITES = st.lists(st.tuples(IDS, LABELS, st.booleans()), min_size=1, max_size=4)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=WRITES)
def test_brought_up_it_holds_what_one_built_anew_would(baked: Session, writes: list[tuple[str, str, bool]]) -> None:
    for identity, label, relate in writes:
        own = f"{identity} {label}"
        write(baked, identity, label={"en": own, "ko": own}, relations=RELATED if relate else [])
        found = index.current(baked)
    found = index.current(baked)
    assert content(file_of(baked)) == rebuilt(baked)
    ids = [row[0] for row in found.cards.connection.execute("SELECT id FROM concept ORDER BY number")]
    assert ids == sorted(ids)


def test_a_revision_that_no_ledger_tells_of_builds_it_anew(baked: Session) -> None:
    index.current(baked)
    concept = baked.get(index_file.indexing.Concept, "rye")
    assert concept is not None
    concept.summary = {"en": "Dark as pumpernickel.", "ko": "어둡다."}
    revision.advance(baked)
    baked.commit()
    assert search(baked, "pumpernickel").items[0].concept.id == "rye"


def test_the_index_of_another_database_is_not_taken(anew: Session, tmp_path: Path, bread: Path) -> None:
    other = application(tmp_path / "other.db", bread)
    with other.app_context():
        load(db.session, bread)
        write(db.session, "focaccia", label={"en": "Focaccia", "ko": "포카치아"})
        shutil.copy(tmp_path / "bread.db.search", tmp_path / "other.db.search")
        write(db.session, "focaccia", label={"en": "Focaccia", "ko": "포카차"})
        assert search(db.session, "포카차").items[0].concept.id == "focaccia"
    close(other)


@pytest.mark.parametrize("spoil", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_spoilt_file_is_made_again(baked: Session, tmp_path: Path, bread: Path, spoil: bytes) -> None:
    index.current(baked)
    file_of(baked).write_bytes(spoil)
    app = application(tmp_path / "bread.db", bread)
    with app.app_context():
        assert search(db.session, "호밀빵").items[0].concept.id == "rye"
    close(app)
    assert content(file_of(baked))["concept"]


def test_where_nothing_can_be_written_it_is_private(baked: Session, tmp_path: Path) -> None:
    index.keep_at(baked.get_bind(), str(tmp_path / "bread.db" / "impossible"))
    assert search(baked, "호밀빵").items[0].concept.id == "rye"
    write(baked, "focaccia", label={"en": "Focaccia", "ko": "포카치아"})
    assert search(baked, "포카치아").items[0].concept.id == "focaccia"


def test_an_application_is_told_where(app: Flask, bread: Path, tmp_path: Path) -> None:
    own = application(tmp_path / "told.db", bread, SEARCH_INDEX=str(tmp_path / "deep" / "told.search"))
    with own.app_context():
        load(db.session, bread)
        index.current(db.session)
    close(own)
    assert (tmp_path / "deep" / "told.search").is_file()
    assert not (tmp_path / "told.db.search").exists()
