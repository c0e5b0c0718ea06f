"""Words that say the same are one, in either language, and no word stands in two rows."""

from __future__ import annotations

from collections import Counter

import pytest

from service.atlas.searching.meanings import MARK, ROWS, meaning, meant


@pytest.mark.parametrize(
    ("one", "other"),
    [("migrating", "옮기는"), ("RAM".lower(), "메모리를"), ("느려요", "latency"), ("servers", "서버에서")],
)
def test_words_that_say_the_same_are_one_across_languages(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)
    assert meaning(one).startswith(MARK)


def test_a_word_of_no_row_is_its_stem() -> None:
    assert meaning("sourdoughs") == "sourdough"


def test_no_word_stands_in_two_rows() -> None:
    counts = Counter(word for row in ROWS for word in row)
    assert [word for word, count in counts.items() if count > 1] == []


def test_words_that_carry_no_topic_have_no_meaning() -> None:
    assert list(meant("what is the memory of it")) == [meaning("memory")]
