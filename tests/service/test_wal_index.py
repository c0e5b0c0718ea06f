"""The index of SQLite's log tells every commit of every process, and nothing else costs a look at the database."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.wal_index import NoIndex, WalIndex

QUERY = "SELECT number FROM counter"


def connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    writer = connected(tmp_path / "counter.db")
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE counter (number INTEGER)")
    writer.execute("INSERT INTO counter VALUES (0)")
    writer.close()
    return tmp_path / "counter.db"


@pytest.fixture
def index(path: Path) -> Iterator[WalIndex]:
    opened = WalIndex(str(path), QUERY)
    yield opened
    opened.close()


STEPS = ("commit", "roll back", "reopen", "vacuum", "PASSIVE", "FULL", "RESTART", "TRUNCATE")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(STEPS), max_size=25))
def test_whatever_a_writer_does_the_number_is_that_of_the_last_commit(
    path: Path, index: WalIndex, steps: list[str]
) -> None:
    writer = connected(path)
    expected = index.current()
    for step in steps:
        if step == "commit":
            expected += 1
            writer.execute("UPDATE counter SET number = ?", (expected,))
        elif step == "roll back":
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE counter SET number = -1")
            assert index.current() == expected
            writer.execute("ROLLBACK")
        elif step == "reopen":
            writer.close()
            writer = connected(path)
        elif step == "vacuum":
            writer.execute("VACUUM")
        else:
            writer.execute(f"PRAGMA wal_checkpoint({step})")
        assert index.current() == expected
    writer.close()


def test_nothing_is_asked_while_nothing_is_committed(index: WalIndex) -> None:
    asked: list[str] = []
    index.current()
    index.connection.set_trace_callback(asked.append)
    for _ in range(100):
        index.current()
    assert asked == []


def count(path: Path, up_to: int, told: multiprocessing.connection.Connection) -> None:
    """Another process: commit, say so, and go on when the reader has looked."""
    writer = connected(path)
    for number in range(1, up_to + 1):
        writer.execute("UPDATE counter SET number = ?", (number,))
        told.send(number)
        told.recv()


def test_a_commit_of_another_process_is_met_by_the_next_look(path: Path, index: WalIndex) -> None:
    here, there = multiprocessing.Pipe()
    other = multiprocessing.get_context("spawn").Process(target=count, args=(path, 300, there))
    other.start()
    for _ in range(300):
        number = here.recv()
        assert index.current() == number
        here.send(None)
    other.join()


def test_a_database_without_a_log_has_no_index(tmp_path: Path) -> None:
    writer = connected(tmp_path / "plain.db")
    writer.execute("CREATE TABLE counter (number INTEGER)")
    writer.close()
    with pytest.raises(NoIndex):
        WalIndex(str(tmp_path / "plain.db"), QUERY)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    connected(tmp_path / "empty.db").execute("PRAGMA journal_mode = WAL")
    with pytest.raises(sqlite3.Error):
        WalIndex(str(tmp_path / "empty.db"), QUERY)
