"""Embedded fonts hold the letters of their picture, and the same bytes each time."""

import io
from pathlib import Path

from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.embed import font_faces, woff2
from diagrams.typeface import FILES, Face, face


def letters(text: str) -> str:
    return "".join(sorted(set(text)))


def test_an_embedded_font_opens_and_has_the_same_widths_and_kerning() -> None:
    font = TTFont(io.BytesIO(woff2(letters("Type 하이퍼바이저"), bold=True)))
    cmap = font.getBestCmap()
    assert {chr(code) for code in cmap} == set("Type 하이퍼바이저")
    for char in "Type 하이퍼바이저":
        assert [font["hmtx"][cmap[ord(char)]][0]] == face(True).advances(char)


def test_an_embedded_font_kerns_as_the_shipped_one(tmp_path: Path) -> None:
    text, file = "AVA Type-1 rust-vmm", tmp_path / "embedded.ttf"
    font = TTFont(io.BytesIO(woff2(letters(text), bold=True)))
    font.flavor = None
    font.save(file)
    assert Face(file).advances(text) == face(True).advances(text)
    assert sum(face(True).advances("AV")) < sum(face(True).advances("A") + face(True).advances("V"))


def test_outlines_are_those_of_the_shipped_font() -> None:
    font = TTFont(io.BytesIO(woff2(letters("가각"), bold=False)))
    with TTFont(FILES[False]) as shipped:
        mine, theirs = font["glyf"], shipped["glyf"]
        for char in "가각":
            names = font.getBestCmap()[ord(char)], shipped.getBestCmap()[ord(char)]
            assert mine[names[0]].coordinates == theirs[names[1]].coordinates


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40))
def test_any_letters_give_a_readable_font(text: str) -> None:
    font = TTFont(io.BytesIO(woff2(letters(text), bold=False)))
    expected = {ord(char) for char in text if face(False).has(char)}
    assert set(font.getBestCmap() or {}) - {0xFFFF} == expected


def test_the_same_letters_give_the_same_rules_and_others_another_family() -> None:
    one = font_faces({False: set("abc"), True: set("가")})
    assert one == font_faces({False: set("cba"), True: set("가")})
    assert one[1] != font_faces({False: set("abd"), True: set("가")})[1]


def test_a_picture_without_letters_embeds_nothing() -> None:
    assert font_faces({False: set(), True: set()}) == ("", "")
