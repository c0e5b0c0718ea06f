"""Texts are measured with the shipped font and broken where people would break them."""

from hypothesis import given
from hypothesis import strategies as st

from diagrams.measure import clean, longest_word, say, second, wrap
from diagrams.typeface import width

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=80)


def test_hangul_syllables_are_all_equally_wide() -> None:
    assert width("가", 100) == width("힣", 100) == 92.0


def test_bold_is_wider_and_kerning_counts() -> None:
    assert width("Hypervisor", 18, bold=True) > width("Hypervisor", 18)
    assert width("Ty", 100, bold=True) < width("T", 100, bold=True) + width("y", 100, bold=True)


def test_korean_breaks_between_words_only() -> None:
    lines = wrap("가상 머신은 QEMU 프로세스이고 스레드다", 18, bold=True, limit=150)
    assert " ".join(lines) == "가상 머신은 QEMU 프로세스이고 스레드다"
    assert len(lines) > 1


def test_lines_come_out_about_equally_long() -> None:
    one, two = wrap("virtual machine monitor program", 18, bold=False, limit=220)
    assert abs(width(one, 18) - width(two, 18)) < 60


def test_a_word_stays_whole_while_another_break_would_do() -> None:
    limit = longest_word("Control plane", 12, bold=True)
    assert wrap("Control plane", 12, bold=True, limit=limit) == ("Control", "plane")


@given(TEXT, st.floats(min_value=30, max_value=400))
def test_no_line_is_wider_than_the_limit_and_no_letter_is_lost(text: str, limit: float) -> None:
    text = clean(text)
    lines = wrap(text, 16, bold=False, limit=limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 16) <= limit or len(line) == 1 for line in lines)


@given(TEXT)
def test_clean_text_is_one_line_without_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert all(char.isprintable() for char in cleaned)
    assert clean(cleaned) == cleaned


def test_a_missing_language_falls_back_to_the_other() -> None:
    assert say({"en": "Hypervisor"}, "ko") == "Hypervisor"
    assert say({"ko": "하이퍼바이저"}, "en") == "하이퍼바이저"
    assert say(None, "en") == ""


def test_both_languages_are_said_only_where_they_differ() -> None:
    assert second({"en": "Guest OS", "ko": "게스트 OS"}, "ko+en") == "Guest OS"
    assert second({"en": "Xen", "ko": "Xen"}, "ko+en") == ""
    assert second({"en": "Guest OS", "ko": "게스트 OS"}, "ko") == ""


def test_lines_break_after_a_slash_between_words_but_not_within_a_name() -> None:
    assert wrap("reading/writing", 18, bold=False, limit=80) == ("reading/", "writing")
    assert longest_word("I/O /dev/kvm", 18) == width("/dev/kvm", 18)
