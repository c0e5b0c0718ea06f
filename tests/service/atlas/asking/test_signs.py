"""What sureness rests on: words of other walks of life lower it, what the answer takes up raises it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from service.atlas.asking.answering import ask
from service.atlas.asking.confidence import ANSWERED, confidence
from service.atlas.asking.other_walks import pattern, strays
from service.atlas.asking.signs import Signs
from service.atlas.loading import load
from service.atlas.searching.mention import Found, Mention

PLAIN = Signs(named=1.0, apart=0.0, alone=0.0, modifies=0.0, stray=0.0, met=1.0, untold=0.0, sure=1.0)
WALKS = pattern(["shoes", "size chart", "콘서트*", "salar*"])


def found(text: str, *names: str) -> Found:
    mentions = [Mention(0, name, text.index(name), text.index(name) + len(name), 0) for name in names]
    return Found(text, mentions, [], [])


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("docker shoes size chart", "docker", ["shoes", "size chart"]),
        ("젠 콘서트 예매", "젠", ["콘서트"]),
        ("kubernetes salary in berlin", "kubernetes", ["salary"]),
    ],
)
def test_words_of_other_walks_of_life_are_found_beside_a_name(text: str, name: str, words: list[str]) -> None:
    assert strays(WALKS, found(text, name)) == words


def test_a_word_inside_a_name_is_no_stray() -> None:
    assert strays(WALKS, found("bread shoes", "bread shoes")) == []


def test_an_atlas_without_other_walks_of_life_takes_no_word_for_a_stray() -> None:
    assert strays(pattern([]), found("docker shoes size chart", "docker")) == []


def test_an_answer_to_a_plain_question_is_given() -> None:
    assert confidence(PLAIN) > 0.9


@pytest.mark.parametrize("sign", ["apart", "alone", "modifies", "stray", "untold"])
def test_every_doubt_lowers_confidence(sign: str) -> None:
    assert confidence(replace(PLAIN, **{sign: 1.0})) < confidence(PLAIN)


def test_a_stranger_beside_words_of_elsewhere_is_refused() -> None:
    assert confidence(replace(PLAIN, stray=1.0, met=0.0)) < ANSWERED


def test_every_atlas_brings_the_other_walks_of_life_that_its_names_are_met_in(session: Session, bread: Path) -> None:
    load(session, bread)
    before = ask(session, "baguette diamond ring")
    (bread / "other-walks.yaml").write_text(
        "- id: jewels\n  words: {en: [diamond*, ring], ko: [다이아*, 반지]}\n", encoding="utf-8"
    )
    load(session, bread)
    assert ask(session, "baguette diamond ring").confidence < before.confidence
