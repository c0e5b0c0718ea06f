"""The shipped fonts are as plain as the embedding needs them, and complete for Korean."""

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.typeface import FILES, face


@pytest.mark.parametrize("bold", [False, True])
def test_the_shipped_font_has_every_hangul_syllable_and_the_signs_of_pictures(bold: bool) -> None:
    letters = face(bold)
    assert all(letters.has(chr(code)) for code in range(0xAC00, 0xD7A4))
    assert all(letters.has(char) for char in "·→←↔…—–“”‘’①②≤≥×÷∞│─■□●○")


@pytest.mark.parametrize("bold", [False, True])
def test_the_shipped_font_has_simple_outlines(bold: bool) -> None:
    with TTFont(FILES[bold]) as font:
        glyf = font["glyf"]
        assert not any(glyf[name].isComposite() for name in font.getGlyphOrder())
        assert font["head"].indexToLocFormat == 1
        assert font["head"].unitsPerEm == 1000


def test_a_hyphen_is_kerned_with_the_letters_beside_it() -> None:
    alone = sum(face(False).advances("T")) + sum(face(False).advances("-"))
    assert sum(face(False).advances("T-")) < alone


def test_letters_that_the_file_lacks_are_given_a_width_all_the_same() -> None:
    assert face(False).advances("漢a") == [1000, *face(False).advances("a")]
    assert face(False).advances("\U0001f600")[0] == 1000
    assert face(False).advances("") == []


@settings(deadline=None)
@given(st.text(max_size=30))
def test_each_character_of_any_text_has_its_own_place(text: str) -> None:
    moved = face(True).advances(text)
    assert len(moved) == len(face(True).pens(text)) == len(text)
    assert all(step >= 0 for step in moved)
