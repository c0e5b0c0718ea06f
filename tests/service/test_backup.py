"""``flask backup`` and ``flask restore``: whole, checked, and refused when anything is odd."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from service import migrating
from service.atlas import keys, writing
from service.atlas.conditions import Condition
from service.backup import BackupError, back_up, database_file, restore
from service.database import db
from tests.conftest import application, close


@pytest.fixture
def database(baker: Flask) -> Path:
    return database_file(baker.config["DATABASE_URL"])


def flask(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=list(words))
    return done.exit_code, done.output


def remove_the_deck(app: Flask) -> None:
    with app.app_context():
        writing.remove(db.session, "deck", "baking", condition=Condition(anything=True), actor="test")


def test_what_was_lost_comes_back_while_it_is_served(baker: Flask, tmp_path: Path) -> None:
    client, kept = baker.test_client(), tmp_path / "kept.backup"
    status, output = flask(baker, "backup", str(kept))
    assert (status, "revision 1 " in output) == (0, True), output
    remove_the_deck(baker)
    assert client.get("/v1/decks/baking").status_code == 404
    status, output = flask(baker, "restore", str(kept))
    assert (status, "before-restore" in output) == (0, True), output
    assert client.get("/v1/decks/baking").status_code == 200
    assert client.get("/readyz").json["revision"] > 2, "an answer of the lost state is never taken for one of the new"
    flask(baker, "restore", str(tmp_path / "bread-before-restore-1.backup"))
    assert client.get("/v1/decks/baking").status_code == 404, "what stood before the restore was kept too"


def test_nothing_is_left_beside_a_backup(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "one.backup"
    back_up(database, target)
    assert [path.name for path in target.parent.iterdir()] == ["one.backup"]


def test_a_revoked_key_stays_revoked(baker: Flask, database: Path, tmp_path: Path) -> None:
    with baker.app_context():
        keys.create(db.session, "old", "editor", None)
        back_up(database, tmp_path / "kept.backup")
        keys.revoke(db.session, "old")
        restore(tmp_path / "kept.backup", database)
        db.session.expire_all()
        assert [key.revoked_at is not None for key in keys.every(db.session)] == [True]


def test_a_backup_makes_a_database_where_there_is_none(database: Path, tmp_path: Path, bread: Path) -> None:
    back_up(database, tmp_path / "kept.backup")
    restore(tmp_path / "kept.backup", tmp_path / "new" / "other.db")
    other = application(tmp_path / "new" / "other.db", bread)
    assert other.test_client().get("/v1/concepts/rye").status_code == 200
    close(other)


def test_a_backup_of_an_older_release_is_migrated(baker: Flask, database: Path, tmp_path: Path) -> None:
    with baker.app_context():
        migrating.downgrade(db.engine, "0002")
    back_up(database, tmp_path / "old.backup")
    restore(tmp_path / "old.backup", database)
    with baker.app_context():
        db.engine.dispose()
        migrating.check(db.engine)


@pytest.mark.parametrize("at", [0, 30, 300, 2_000, -2_000, -60, -10])
def test_one_damaged_byte_harms_nothing(baker: Flask, database: Path, tmp_path: Path, at: int) -> None:
    kept = tmp_path / "kept.backup"
    back_up(database, kept)
    raw = bytearray(kept.read_bytes())
    raw[at] ^= 0x40
    kept.write_bytes(raw)
    with contextlib.suppress(BackupError):  # a byte of a time stamp may differ without harm
        restore(kept, database)
    assert baker.test_client().get("/v1/concepts/rye").status_code == 200
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("length", [0, 10, 0.5, 0.99])
def test_a_cut_backup_is_refused(baker: Flask, database: Path, tmp_path: Path, length: float) -> None:
    kept = tmp_path / "kept.backup"
    back_up(database, kept)
    raw = kept.read_bytes()
    kept.write_bytes(raw[: int(length if length > 1 else length * len(raw))])
    status, output = flask(baker, "restore", str(kept))
    assert (status, "Error" in output, "Traceback" in output) == (1, True, False)


def test_what_is_no_backup_is_refused(baker: Flask, database: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    shutil.copy(database, plain)
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("letter.txt", "hello")
    for odd in (plain, foreign, tmp_path / "nothing"):
        with pytest.raises(BackupError):
            restore(odd, database)
    assert flask(baker, "backup", str(tmp_path))[0] == 2


def test_only_sqlite_is_backed_up_here() -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        database_file("postgresql://somewhere/virtlas")
