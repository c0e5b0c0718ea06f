"""What every domain error is."""

from __future__ import annotations

from typing import Any


class AtlasError(Exception):
    """Something a caller asked for cannot be done. ``status`` is the HTTP status it becomes."""

    status = 500
    title = {"en": "The service failed", "ko": "서비스에 오류가 발생했습니다"}

    def __init__(self, detail: dict[str, str]) -> None:
        super().__init__(detail["en"])
        self.detail = detail

    def members(self) -> dict[str, Any]:
        """Return what stands beside the standard members of the problem."""
        return {}


def printable(reference: str, longest: int = 60) -> str:
    """Return ``reference`` fit for a message: short, without control characters."""
    shown = "".join(c if c.isprintable() else "�" for c in reference[:longest])
    return shown + ("…" if len(reference) > longest else "")
