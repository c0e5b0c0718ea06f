"""Colours that everybody can tell apart: in every theme, printed grey, and with any colour vision."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml

from diagrams.theme import DARK, LIGHT, PALETTES, PRINT, Palette

ROLES = Path(__file__).parents[2] / "knowledge" / "roles.yaml"
THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT, "auto": PALETTES["auto"]}
TEXT, EDGE = 4.5, 3.0  # WCAG 2.1: 1.4.3 for text, 1.4.11 for what must be seen to understand a picture
APART = 6.0  # CIE76 between two fills, well over what an eye can just notice (2.3)
GREY_STEP = 0.8  # L* between two fills on paper that are told apart by lightness alone

# Machado, Oliveira, Fernandes (2009): what a person without one kind of cone sees, in linear RGB.
VISION = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(max(value, 0.0), 1.0) for value in rgb)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, vision: str | None = None) -> float:
    seen = []
    for colour in (one, other):
        rgb = linear(colour)
        if vision:
            rgb = tuple(sum(a * b for a, b in zip(row, rgb, strict=True)) for row in VISION[vision])
        seen.append(lab(rgb))
    return math.dist(*seen)


def slots() -> list[str]:
    """The palette slots of the roles, the bottom layer first."""
    return [role["colour"] for role in yaml.safe_load(ROLES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_on_every_ground(theme: str) -> None:
    palette: Palette = THEMES[theme]
    for colour in palette.roles.values():
        for ground in (colour.box, colour.group, colour.soft):
            assert contrast(palette.ink, ground) >= TEXT
            assert contrast(palette.quiet, ground) >= TEXT
    assert contrast(palette.quiet, palette.ground) >= TEXT
    assert contrast(palette.accent_ink, palette.accent) >= TEXT
    assert contrast(palette.ink, palette.chip) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_links_and_borders_stand_out(theme: str) -> None:
    palette: Palette = THEMES[theme]
    for name, colour in palette.roles.items():
        assert contrast(palette.line, colour.group) >= EDGE, name
        if name not in ("plain", "slate"):  # frames and hardware are quiet on purpose; their words say what they are
            assert contrast(colour.stroke, palette.ground) >= EDGE, name
            assert contrast(colour.stroke, colour.box) >= EDGE, name
    assert contrast(palette.line, palette.ground) >= EDGE


@pytest.mark.parametrize("vision", [None, *VISION])
@pytest.mark.parametrize("theme", THEMES)
def test_neighbouring_roles_are_told_apart_whatever_the_eye(theme: str, vision: str | None) -> None:
    palette: Palette = THEMES[theme]
    for one, other in pairwise(slots()):
        fill = apart(palette.roles[one].box, palette.roles[other].box, vision)
        border = apart(palette.roles[one].stroke, palette.roles[other].stroke, vision)
        assert max(fill, border) >= APART, (one, other, round(fill, 1), round(border, 1))


def test_paper_tells_roles_apart_by_lightness_alone() -> None:
    used = set(slots())
    for one, other in combinations(sorted(used), 2):
        light = abs(lab(linear(PRINT.roles[one].box))[0] - lab(linear(PRINT.roles[other].box))[0])
        dark = abs(lab(linear(PRINT.roles[one].stroke))[0] - lab(linear(PRINT.roles[other].stroke))[0])
        assert light + dark >= GREY_STEP, (one, other, round(light, 2), round(dark, 2))
