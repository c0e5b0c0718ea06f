"""The shipped fonts are as plain as the embedding needs them, and complete for Korean."""

import pytest
from fontTools.ttLib import TTFont

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
