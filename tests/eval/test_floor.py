"""The own question set stays above a floor; ``make eval`` shows the whole table."""

from __future__ import annotations

import pytest
from flask import Flask

from service.database import db

from . import measuring
from .measuring import Result

EVERY = 4  # the fast test asks every fourth question


@pytest.fixture(scope="module")
def some(atlas_app: Flask) -> list[Result]:
    with atlas_app.app_context():
        return measuring.run(db.session, measuring.questions()[::EVERY])


def check(results: list[Result]) -> None:
    field, other = measuring.inside(results), measuring.outside(results)
    told = measuring.failures(results)
    assert measuring.top(field, 1) >= 0.88, told
    assert measuring.top(field, 5) >= 0.96, told
    assert measuring.right(field) >= 0.90, told
    assert measuring.right(other) >= 0.95, told


def test_a_part_of_the_questions_stays_above_the_floor(some: list[Result]) -> None:
    check(some)


def test_answers_fit_a_chat_bubble_and_cite_what_they_say(some: list[Result]) -> None:
    for one in measuring.inside(some):
        if one.answer.answered:
            assert 0 < len(one.answer.text) <= 400, one.question["q"]
            assert one.answer.citations, one.question["q"]


@pytest.mark.slow
def test_the_whole_set_stays_above_the_floor(atlas_app: Flask) -> None:
    with atlas_app.app_context():
        check(measuring.run(db.session, measuring.questions()))


def test_there_are_enough_questions_of_every_kind_in_both_languages() -> None:
    kinds = {name: len(some) for name, some in groups().items()}
    assert sum(kinds.values()) >= 300
    assert min(kinds.values()) >= 5, kinds


def groups() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in measuring.questions():
        found.setdefault(f"{one['kind']} {one['lang']}", []).append(one["q"])
    return found
