"""One thread takes requests; others step in when it leaves, or is gone."""

from __future__ import annotations

import threading
import time

import pytest

from service import front
from service.front import Front


def resting(place: Front) -> tuple[threading.Thread, threading.Event]:
    """Another thread that was given a request, and whether it may take the next."""
    free = threading.Event()

    def run() -> None:
        place.rest()
        free.set()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, free


@pytest.fixture
def place() -> Front:
    """Where this thread is in front, of three."""
    place = Front(3)
    place.rest()
    return place


def test_the_others_rest_while_one_is_in_front(place: Front) -> None:
    thread, free = resting(place)
    for _ in range(5):
        assert not free.wait(front.GONE / 4)
        place.rest()
    assert place.leave()
    assert free.wait(5)
    thread.join()


def test_who_comes_back_rests_as_long_as_another_is_in_front(place: Front) -> None:
    assert place.leave()
    thread, free = resting(place)
    assert free.wait(5)
    thread.join()
    place.come_back()
    begun = time.monotonic()
    place.rest()
    assert time.monotonic() - begun > front.GONE / 2, "until nothing was seen of the other for a while"


def test_somebody_always_stays(place: Front) -> None:
    assert place.leave()
    assert place.leave()
    assert not place.leave()
    place.come_back()
    assert place.leave()
