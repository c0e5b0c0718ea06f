"""Drawn pictures stay on disk, within their room, and are made once."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from service.drawing.kept import Kept, key_of


def test_a_picture_is_made_once_and_survives_a_restart(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"picture"

    assert Kept(tmp_path, 1).picture("abc", make) == b"picture"
    assert Kept(tmp_path, 1).picture("abc", make) == b"picture"
    assert made == [1]


def test_who_asks_meanwhile_waits_for_the_same_picture() -> None:
    kept, made, got = Kept(None, 0), [], []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.2)
        return b"picture"

    threads = [threading.Thread(target=lambda: got.append(kept.picture("k", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (made, got) == ([1], [b"picture"] * 8)


def test_a_failure_is_told_and_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 1)

    def fail() -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.picture("k", fail)
    assert kept.picture("k", lambda: b"yes") == b"yes"


def test_what_was_not_asked_for_longest_makes_room(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 1)
    for number in range(5):
        kept.picture(f"key-{number}", lambda: bytes(250_000))
        if number < 4:
            os.utime(kept.path(f"key-{number}"), (number + 1, number + 1))
    assert kept.counted() <= 1_048_576
    assert kept.read("key-0") is None
    assert kept.read("key-4") is not None


def test_keys_differ_with_everything_a_picture_is_drawn_from() -> None:
    assert len({key_of("a", 1), key_of("a", 2), key_of("b", 1)}) == 3
