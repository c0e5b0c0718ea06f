"""What sureness rests on: words of other walks of life lower it, what the answer takes up raises it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.atlas.asking.confidence import ANSWERED, confidence
from service.atlas.asking.other_walks import strays
from service.atlas.asking.signs import Signs
from service.atlas.searching.mention import Found, Mention

PLAIN = Signs(named=1.0, apart=0.0, alone=0.0, modifies=0.0, stray=0.0, met=1.0, untold=0.0, sure=1.0)


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
    assert strays(found(text, name)) == words


def test_a_word_inside_a_name_is_no_stray() -> None:
    assert strays(found("bread shoes", "bread shoes")) == []


def test_an_answer_to_a_plain_question_is_given() -> None:
    assert confidence(PLAIN) > 0.9


@pytest.mark.parametrize("sign", ["apart", "alone", "modifies", "stray", "untold"])
def test_every_doubt_lowers_confidence(sign: str) -> None:
    assert confidence(replace(PLAIN, **{sign: 1.0})) < confidence(PLAIN)


def test_a_stranger_beside_words_of_elsewhere_is_refused() -> None:
    assert confidence(replace(PLAIN, stray=1.0, met=0.0)) < ANSWERED
