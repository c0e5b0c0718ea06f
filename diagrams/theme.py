"""The visual language: colours by role, the type scale, spacing. Units are pixels of the 1280×720 slide."""

from __future__ import annotations

from dataclasses import dataclass

FAMILY = "Noto Sans KR"
FALLBACKS = "'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', Pretendard, sans-serif"

MARGIN = 40.0
CORNER_BOX = 9.0
CORNER_GROUP = 12.0
CORNER_LINK = 9.0
STROKE = 1.5
STROKE_BOUNDARY = 3.0
STROKE_LINK = 2.2
SMALLEST = 12.0  # no text is ever smaller on a 1280×720 slide


@dataclass(frozen=True)
class Colour:
    """One palette slot: `box` and `group` are fills; the `soft` pair is for what a comparison keeps quiet."""

    box: str
    group: str
    stroke: str
    soft: str
    soft_stroke: str


@dataclass(frozen=True)
class Palette:
    """One theme; `roles` maps a palette slot to its colours."""

    ground: str
    ink: str
    quiet: str
    line: str
    accent: str
    accent_ink: str
    chip: str
    roles: dict[str, Colour]


def _mix(one: str, other: str, share: float) -> str:
    """`share` of colour `one` over `other`, both as #rrggbb."""
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (one, other))
    return "#" + "".join(f"{round(x * share + y * (1 - share)):02x}" for x, y in zip(a, b, strict=True))


def _slots(pairs: dict[str, tuple[str, str]], ground: str) -> dict[str, Colour]:
    slots = {}
    for name, (fill, stroke) in pairs.items():
        group = fill if name == "plain" else _mix(fill, ground, GROUP_SHARE)
        slots[name] = Colour(fill, group, stroke, _mix(fill, ground, SOFT_SHARE), _mix(stroke, ground, SOFT_STROKE))
    return slots


# How much of its colour a group's ground, and a box that a comparison keeps quiet, still show.
GROUP_SHARE = 0.38
SOFT_SHARE = 0.5
SOFT_STROKE = 0.6

LIGHT = Palette(
    ground="#ffffff",
    ink="#0f172a",
    quiet="#475569",
    line="#334155",
    accent="#0f172a",
    accent_ink="#ffffff",
    chip="#ffffff",
    roles=_slots(
        {
            "sky": ("#bae6fd", "#0369a1"),
            "indigo": ("#bac6fd", "#4338ca"),
            "green": ("#bbf7d0", "#15803d"),
            "amber": ("#fde68a", "#b45309"),
            "slate": ("#e2e8f0", "#64748b"),
            "purple": ("#ecdafe", "#7e22ce"),
            "pink": ("#fbcfe8", "#be185d"),
            "plain": ("#f8fafc", "#94a3b8"),
            "teal": ("#99f6e4", "#0f766e"),
            "red": ("#fecaca", "#b91c1c"),
            "brown": ("#e7d3b8", "#7c4a1e"),
        },
        "#ffffff",
    ),
)

DARK = Palette(
    ground="#0b1220",
    ink="#f1f5f9",
    quiet="#cbd5e1",
    line="#cbd5e1",
    accent="#f1f5f9",
    accent_ink="#0b1220",
    chip="#0b1220",
    roles=_slots(
        {
            "sky": ("#0c4a6e", "#7dd3fc"),
            "indigo": ("#2f2c86", "#a5b4fc"),
            "green": ("#14532d", "#4ade80"),
            "amber": ("#713f12", "#fbbf24"),
            "slate": ("#334155", "#94a3b8"),
            "purple": ("#6a2a91", "#dcbcfe"),
            "pink": ("#831843", "#f9a8d4"),
            "plain": ("#111c30", "#475569"),
            "teal": ("#134e4a", "#5eead4"),
            "red": ("#7f1d1d", "#fca5a5"),
            "brown": ("#4b3a2a", "#d8b58a"),
        },
        "#0b1220",
    ),
)

# Paper: every slot has its own lightness, so that a greyscale copy still tells them apart; ink is black.
PRINT = Palette(
    ground="#ffffff",
    ink="#000000",
    quiet="#333333",
    line="#000000",
    accent="#000000",
    accent_ink="#ffffff",
    chip="#ffffff",
    roles=_slots(
        {
            "sky": ("#e6f5fd", "#075985"),
            "indigo": ("#c9d3f5", "#3730a3"),
            "green": ("#d3f0dc", "#166534"),
            "amber": ("#fff3cf", "#92400e"),
            "slate": ("#d0d5dc", "#475569"),
            "purple": ("#ecdffb", "#6b21a8"),
            "pink": ("#f7c4dc", "#9d174d"),
            "plain": ("#ffffff", "#555555"),
            "teal": ("#b5e8df", "#115e59"),
            "red": ("#f5b5b0", "#991b1b"),
            "brown": ("#dcc7a8", "#5f3713"),
        },
        "#ffffff",
    ),
)

PALETTES = {"light": LIGHT, "dark": DARK, "print": PRINT, "auto": LIGHT}


@dataclass(frozen=True)
class Scale:
    """Text sizes and spacing of one picture: three sizes of text below the title."""

    label: float
    note: float
    gap: float
    pad: float

    @property
    def side(self) -> float:
        """Air left and right of a text in a box."""
        return 0.62 * self.label if self.pad > 4 else 4.0

    @property
    def heading(self) -> float:
        """Size of a group's name: never louder than the boxes in it."""
        return max(self.label - 1.0, SMALLEST)

    @property
    def chip(self) -> float:
        """Size of a link's label."""
        return max(self.note - 0.5, SMALLEST)


TITLE = 30.0
MESSAGE = 17.0

# Tried in this order: roomy pictures get larger type for the last row; crowded ones tighten gaps, then type.
SCALES = (
    Scale(24, 17.5, 15, 15),
    Scale(22, 16, 14, 14),
    Scale(20, 15, 14, 13),
    Scale(18, 14, 12, 12),
    Scale(18, 14, 9, 10),
    Scale(17, 13.5, 9, 9),
    Scale(16, 13, 8, 8),
    Scale(15, 12.5, 8, 8),
    Scale(14, 12, 8, 7),
    Scale(13, 12, 7, 6),
    Scale(12, 12, 6, 6),
    Scale(12, 12, 5, 4),
)
