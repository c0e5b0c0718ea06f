"""Small matters of English."""

from __future__ import annotations


def listed(words: list[str]) -> str:
    """Join words: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def counted(number: int, word: str) -> str:
    """Return a number with its noun: "1 step", "2 steps"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
