"""The index follows the knowledge, is read where it lies on disk, and its lists stay bounded."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from service.atlas.loading import load
from service.atlas.searching import index, tables
from service.atlas.searching.naming import Names, key_of
from service.atlas.searching.postings import CHAMPIONS, Postings
from service.atlas.searching.search import search
from service.atlas.searching.tables import Entry


def entry(identity: str, **told: object) -> Entry:
    """Return what an index is told of a concept: nothing but what a test says."""
    names = [(0, "en", name) for name in told.get("names", ())]  # type: ignore[attr-defined]
    related = [("near", other, False) for other in told.get("related", ())]  # type: ignore[attr-defined]
    label = {"en": identity, "ko": identity}
    return Entry(identity, "thing", "all", label, names, told.get("weights", {}), related)  # type: ignore[arg-type]


def written(*entries: Entry) -> sqlite3.Connection:
    """Return an index of these entries."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.executescript(tables.SCHEMA)
    tables.number_all(connection, [one.id for one in entries])
    tables.add(connection, entries)
    tables.weigh(connection)
    return connection


@pytest.fixture
def names() -> Iterator[Names]:
    connection = written(entry("a", names=["하이퍼바이저"]), entry("b", names=["가상 머신"]))
    yield Names(connection)
    connection.close()


def test_it_is_opened_once_and_again_when_the_knowledge_moved(
    baked: Session, bread: Path, edit: Callable[[Path, str, str], None]
) -> None:
    first = index.current(baked)
    assert index.current(baked) is first
    assert search(baked, "호밀빵").items[0].concept.id == "rye"
    edit(bread / "concepts/breads/rye.yaml", "{en: [Stick], ko: []}", "{en: [Pumpernickel], ko: []}")
    load(baked, bread)
    assert index.current(baked) is not first
    assert search(baked, "pumpernickel").items[0].concept.id == "rye"


def test_a_common_word_gives_its_champions_only() -> None:
    weights = [{"common": 1.0 + number % 7, f"rare{number}": 1.0} for number in range(2000)]
    connection = written(*(entry(f"c{number:04}", weights=own) for number, own in enumerate(weights)))
    postings = Postings(connection)
    held = postings.holding("common")
    assert len(held) == CHAMPIONS
    assert {(number // tables.GAP - 1) % 7 for number, _ in held} == {6, 5}
    assert postings.count("common") == 2000
    assert postings.rare("rare5") > postings.rare("common")
    assert postings.longer("rare199") == tuple(sorted(f"rare{n}" for n in (199, *range(1990, 2000)))[:12])
    connection.close()


def test_a_half_typed_syllable_starts_a_name(names: Names) -> None:
    found = [name.text for typed in ("하잎", "하이ㅍ", "머") for name in names.starting(typed, 5)]
    assert found == ["하이퍼바이저", "하이퍼바이저", "가상 머신"]
    assert [name.text for name in names.with_initials("ㅁㅅ", 5)] == ["가상 머신"]


def test_of_many_names_that_begin_alike_the_best_are_read() -> None:
    crowd = [entry(f"c{number:03}", names=[f"virtual {number:03}"], related=["c299"]) for number in range(300)]
    connection = written(
        *crowd, entry("inside", names=["a virtual thing"], related=["c298", "c297"]), entry("z", names=["virtual"])
    )
    called = Names(connection)
    best = [name.text for name in called.best("virtual", 4)]
    assert best == ["virtual", "virtual 299", "virtual 297", "virtual 298"]
    assert len(called.best("virtual29", 10)) == 10
    connection.close()


def test_of_many_names_with_the_same_initials_the_best_are_read() -> None:
    crowd = [entry(f"c{number:03}", names=[f"가상{number:03}"], related=["c299"]) for number in range(300)]
    connection = written(*crowd)
    assert Names(connection).best_with_initials("ㄱㅅ", 5)[0].text == "가상299"
    connection.close()


def test_a_misspelt_name_is_found_unless_it_is_too_short(names: Names) -> None:
    assert names.near("하이퍼바이져") is not None
    assert names.near("가상") is None


LONG = "paravirtualization"


@given(
    st.integers(0, len(LONG) - 2), st.sampled_from(["left out", "said twice", "changed", "in the place of the next"])
)
def test_one_slip_anywhere_in_a_name_is_forgiven(place: int, slip: str) -> None:
    typed = {
        "left out": LONG[:place] + LONG[place + 1 :],
        "said twice": LONG[: place + 1] + LONG[place:],
        "changed": LONG[:place] + "q" + LONG[place + 1 :],
        "in the place of the next": LONG[:place] + LONG[place + 1] + LONG[place] + LONG[place + 2 :],
    }[slip]
    connection = written(entry("a", names=[LONG]), entry("b", names=["virtualization", "parallelization"]))
    near = Names(connection).near(typed)
    assert near is not None
    assert near[0] == LONG
    connection.close()


@given(st.lists(st.text(min_size=1, max_size=70), max_size=8))
def test_every_name_that_was_written_is_found_by_all_its_ways(texts: list[str]) -> None:
    connection = written(*(entry(f"c{place}", names=[text]) for place, text in enumerate(texts)))
    called = Names(connection)
    for place, text in enumerate(texts):
        key = key_of(text)
        if key:
            number = (place + 1) * tables.GAP
            assert (number, text) in [(name.concept, name.text) for name in called.called(key)]
            assert number in [name.concept for name in called.starting(key, 100)]
    connection.close()
