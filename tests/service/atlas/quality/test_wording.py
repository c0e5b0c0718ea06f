"""What is badly worded is found in either language; what is right stays unmentioned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from service.atlas.folder import read_folder
from service.atlas.quality import findings
from service.atlas.quality.particles import fits, read_aloud
from service.atlas.quality.sides import own_lengths
from service.atlas.quality.texts import plain
from service.atlas.quality.wording import sentences

Edit = Callable[[Path, str, str], None]
BAGUETTE = "concepts/breads/baguette.yaml"
STYLE = r"""
spellings:
  ko:
  - {write: 사워도우, not: [사워 도우], inside: [사워 도우넛]}
  en:
  - {write: flour, not: [flower]}
phrases:
  ko:
  - {find: 되어지, advice: a double passive}
sentence_ends:
  ko: '(?<!니)다([.]|[(][^()]*[)][.])$'
readings:
  Oven3: 오븐 스리
proportions:
- {field: summary, least: 0.3, most: 1.0, from: 20}
kept:
  ko: [bread of the day and more]
"""


@pytest.fixture
def styled(bread: Path) -> Path:
    """The bread atlas with rules of style."""
    (bread / "style.yaml").write_text(STYLE, encoding="utf-8")
    return bread


def told(folder: Path) -> list[str]:
    found = read_folder(folder)
    assert found.problems == []
    return [str(problem) for problem in findings(found)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ko: 길다.", "ko: 사워 도우이다.", "'사워 도우' is spelt '사워도우' here"),
        ("en: It is long.", "en: It is flower.", "'flower' is spelt 'flour' here"),
        ("ko: 길다.", "ko: 길게 되어지었다.", "a double passive"),
        ("ko: 길다.", "ko: 깁니다.", "ends otherwise"),
        ("ko: 길다.", "ko: 길다", "no stop after"),
        ("en: It is long.", "en: It is long", "no stop after"),
        ("en: It is long.", "en: It is  long.", "two spaces in a row"),
        ("en: It is long.", "en: It is long .", "a space before a mark"),
        ("en: It is long.", "en: It is “long” and \"thin\".", "straight and curly"),
        ("en: It is long.", "en: It is 길다.", "Korean in the English"),
        ("ko: 길다.", "ko: It is long.", "is not translated"),
        ("ko: 길다.", "ko: 이 빵은 it is a very long one 이다.", "English in the Korean"),
        ("ko: 길다.", 'ko: "길다.\\n\\n아주 길다."', "1 English and 2 Korean paragraphs"),
        ("ko: 길다.", "ko: 1920년부터 길다.", "1920 stands in one language only"),
        ("ko: 껍질이 바삭한 긴 프랑스 빵이다.", "ko: 빵이다.", "English says more"),
        ("ko: 길다.", "ko: Xen는 길다.", "Xen는"),
        ("ko: 길다.", "ko: KVM가 길다.", "KVM가"),
        ("ko: 길다.", "ko: QEMU을 굽는다.", "QEMU을"),
        ("ko: 길다.", "ko: CPU으로 굽는다.", "CPU으로"),
        ("ko: 길다.", "ko: Xen과 KVM와 굽는다.", "KVM와"),
        ("ko: 길다.", "ko: 반죽를 굽는다.", "반죽를"),
        ("ko: 길다.", "ko: 효모을 넣는다.", "효모을"),
        ("ko: 길다.", "ko: 효모은는 넣는다.", "a doubled particle"),
    ],
)  # fmt: skip
def test_each_slip_is_told(styled: Path, edit: Edit, old: str, new: str, message: str) -> None:
    edit(styled / BAGUETTE, old, new)
    assert any(message in one for one in told(styled)), told(styled)


@pytest.mark.parametrize(
    "korean",
    [
        "Xen은 KVM과 QEMU를 VM으로 돌린다.",
        "Oven3는 뜨겁다.",
        "사워 도우넛이다.",
        "사워도우(sourdough)는 시다.",
        "굽는다(오븐).",
        "오늘의 빵은 bread of the day and more 이다.",
        "`bake --for it is a long time`을 실행한다.",
        "오류는 “the oven is not a fridge”이다.",
        "긴 것이다.",
        "가을와 다르다.".replace("가을와", "가을과"),
    ],
)
def test_what_is_right_is_left_alone(styled: Path, edit: Edit, korean: str) -> None:
    edit(styled / BAGUETTE, "ko: 길다.", f"ko: '{korean}'")
    assert told(styled) == []


def test_aliases_hold_what_people_type(styled: Path, edit: Edit) -> None:
    edit(styled / BAGUETTE, "프랑스빵", "사워 도우 바게트")
    assert told(styled) == []


def test_a_bad_expression_in_the_style_is_an_error(bread: Path) -> None:
    (bread / "style.yaml").write_text("phrases:\n  ko:\n  - {find: '(', advice: none}\n", encoding="utf-8")
    assert any("is no regular expression" in str(one) for one in read_folder(bread).problems)


@pytest.mark.parametrize(
    ("word", "particle", "right"),
    [("Xen", "은", True), ("Xen", "는", False), ("QEMU", "를", True), ("VM", "으로", True), ("XL", "로", True),
     ("XL", "으로", False), ("XL", "을", True), ("가상 머신", "과", True), ("VT-x", "와", True)],
)  # fmt: skip
def test_particles_follow_the_sound(word: str, particle: str, right: bool) -> None:
    assert fits(word, particle) is right


def test_a_word_is_read_by_its_longest_known_end() -> None:
    readings = {"ring-0": "링 제로", "0": "공", "KiB": "키비바이트"}
    assert [read_aloud(one, readings) for one in ("ring-0", "L-0", "64KiB", "a/b.")] == [
        "링 제로",
        "공",
        "키비바이트",
        "b",
    ]


def test_code_is_no_prose() -> None:
    assert plain("run `a  b` at https://example.org/a,b now\n```\nc  d\n```") == "run x at x now\n"


def test_sentences_are_told_from_versions() -> None:
    assert sentences("Xen 4.20은 빠르다. 그런가? 그렇다.") == ["Xen 4.20은 빠르다.", "그런가?", "그렇다."]


def test_names_that_both_sides_hold_do_not_count() -> None:
    assert own_lengths("KVM is a module", "KVM은 모듈이다") == (12, 6)
