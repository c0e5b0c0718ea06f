"""Colours as SVG attributes: plain attributes for one theme, classes on top of them when the reader's theme decides."""

from __future__ import annotations

from diagrams.theme import DARK, LIGHT, PALETTES, Palette


class Paint:
    """Hands out colour attributes and remembers which ones a `theme="auto"` picture needs for the dark."""

    def __init__(self, theme: str, scope: str) -> None:
        self.palette = PALETTES[theme]
        self.auto = theme == "auto"
        self.scope = scope
        self.used: dict[str, tuple[str, str]] = {}
        self.made: dict[tuple[str | None, str | None], dict[str, str]] = {}

    def __call__(self, fill: str | None = None, stroke: str | None = None) -> dict[str, str]:
        """Attributes for a fill and a stroke named like `ink`, `ground` or `sky.box`; None means no paint."""
        if (fill, stroke) not in self.made:
            self.made[fill, stroke] = self._attributes(fill, stroke)
        return self.made[fill, stroke]

    def _attributes(self, fill: str | None, stroke: str | None) -> dict[str, str]:
        attributes = {"fill": _colour(self.palette, fill) if fill else "none"}
        if stroke:
            attributes["stroke"] = _colour(self.palette, stroke)
        if self.auto:
            names = [("fill", fill)] if fill else []
            names += [("stroke", stroke)] if stroke else []
            classes = []
            for prop, name in names:
                key = f"{prop[0]}-{name}".replace(".", "-").replace("_", "-")
                self.used[key] = (prop, name)
                classes.append(key)
            attributes["class"] = " ".join(classes)
        return attributes

    def style(self) -> str:
        """The rules that turn the picture dark, empty unless the theme is auto."""
        if not self.auto:
            return ""
        rules = "".join(
            f"#{self.scope} .{key}{{{prop}:{_colour(DARK, name)}}}" for key, (prop, name) in sorted(self.used.items())
        )
        return f"@media (prefers-color-scheme:dark){{{rules}}}"


def _colour(palette: Palette, name: str) -> str:
    slot, _, part = name.partition(".")
    if not part:
        return str(getattr(palette, name))
    return str(getattr(palette.roles[slot], part))


assert LIGHT.roles.keys() == DARK.roles.keys()  # noqa: S101 - a slot missing in one theme is a mistake in theme.py
