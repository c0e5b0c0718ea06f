"""Korean particles follow the sound of the word before them."""

import pytest

from diagrams.korean import final, particle, with_particle


@pytest.mark.parametrize(
    ("word", "form", "expected"),
    [
        ("하이퍼바이저", "은", "하이퍼바이저는"),
        ("게스트 커널", "은", "게스트 커널은"),
        ("앱", "이", "앱이"),
        ("하드웨어", "이", "하드웨어가"),
        ("커널", "으로", "커널로"),  # ㄹ takes 로
        ("디스크", "으로", "디스크로"),
        ("장치 모델", "을", "장치 모델을"),
        ("메모리", "과", "메모리와"),
    ],
)
def test_hangul_words_take_the_form_of_their_last_syllable(word: str, form: str, expected: str) -> None:
    assert with_particle(word, form) == expected


@pytest.mark.parametrize(
    ("word", "form", "expected"),
    [
        ("KVM", "은", "은"),  # 케이브이엠
        ("CPU", "이", "가"),  # 씨피유
        ("VM 1", "과", "과"),  # 일
        ("VM 2", "과", "와"),  # 이
        ("VM 1", "으로", "로"),  # 일: ㄹ
        ("Xen", "이", "이"),  # 젠
        ("Linux", "은", "는"),  # 리눅스
        ("QEMU", "을", "를"),
        ("Hyper-V", "은", "는"),
        ("libvirt", "은", "는"),
        ("Dom0", "을", "을"),  # 영
    ],
)
def test_latin_letters_and_digits_are_read_in_korean(word: str, form: str, expected: str) -> None:
    assert particle(word, form) == expected


def test_what_stands_in_brackets_at_the_end_is_not_read() -> None:
    assert final("CPU (VT-x · AMD-V)") == final("CPU")


def test_a_word_without_a_known_sound_takes_the_open_form() -> None:
    assert particle("…", "은") == "는"
