"""Spellings that mean the same become the same."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.atlas.searching import folding, hangul


@pytest.mark.parametrize("module", [folding, hangul])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("하이퍼바이저는", "하이퍼바이저"), ("하이퍼바이저란", "하이퍼바이저"), ("컨테이너에서의", "컨테이너"), ("가상화된", "가상화"),
        ("실행하려면", "실행"), ("나이", "나이"), ("policies", "policy"), ("containers", "container"), ("status", "status"),
    ],
)  # fmt: skip
def test_particles_and_plurals_fall_off(word: str, stem: str) -> None:
    assert folding.stem(word) == stem


@pytest.mark.parametrize("one", ["ＫＶＭ", "kvm", "K\u200bVM", "KVM"])
def test_width_case_and_invisible_signs_do_not_matter(one: str) -> None:
    assert folding.compact(one) == "kvm"


@pytest.mark.parametrize("word", ["하이퍼바이저", "컨테이너", "읽다", "값이", "의사", "외과"])
def test_the_korean_layout_can_be_typed_and_read_back(word: str) -> None:
    assert hangul.from_latin(hangul.to_latin(word)) == word


@given(st.text(max_size=80))
def test_folding_takes_any_text(text: str) -> None:
    folded = folding.fold(text)
    assert all(token.text for token in folding.tokens(folded))
    list(folding.stems(folded))
    hangul.from_latin(text), hangul.to_latin(text), hangul.initials(text)


def test_the_words_of_language_are_words() -> None:
    lists = [
        each for value in folding.WORDS.values() for each in (value.values() if isinstance(value, dict) else [value])
    ]
    assert all(isinstance(word, str) for words in lists for word in words)
