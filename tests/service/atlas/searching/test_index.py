"""The index follows the knowledge, and its lists stay bounded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from service.atlas.loading import load
from service.atlas.searching import index
from service.atlas.searching.naming import Name, Names
from service.atlas.searching.postings import CHAMPIONS, Postings
from service.atlas.searching.search import search


def test_it_is_built_once_and_again_when_the_knowledge_moved(
    baked: Session, bread: Path, edit: Callable[[Path, str, str], None]
) -> None:
    first = index.current(baked)
    assert index.current(baked) is first
    assert search(baked, "호밀빵").items[0].concept.id == "rye"
    edit(bread / "concepts/breads/rye.yaml", "aliases:", "aliases: {en: [Pumpernickel], ko: []}\n#") if "aliases:" in (
        bread / "concepts/breads/rye.yaml"
    ).read_text() else edit(
        bread / "concepts/breads/rye.yaml", "summary:", "aliases: {en: [Pumpernickel], ko: []}\nsummary:"
    )
    load(baked, bread)
    assert index.current(baked) is not first
    assert search(baked, "pumpernickel").items[0].concept.id == "rye"


def test_a_common_word_keeps_its_champions_only() -> None:
    postings = Postings({"common": 1.0 + number % 7, f"rare{number}": 1.0} for number in range(2000))
    assert len(postings.concepts["common"]) == CHAMPIONS
    assert {number % 7 for number in postings.concepts["common"]} == {6, 5}
    assert postings.rare("rare5") > postings.rare("common")


def test_a_half_typed_syllable_starts_a_name() -> None:
    names = Names([Name(0, 0, "ko", "하이퍼바이저"), Name(1, 0, "ko", "가상 머신")])
    assert [name.concept for typed in ("하잎", "하이ㅍ", "머") for name in names.starting(typed, 5)] == [0, 0, 1]
    assert [name.concept for name in names.with_initials("ㅁㅅ", 5)] == [1]
    assert names.near("하이퍼바이져") is not None
    assert names.near("가상") is None
