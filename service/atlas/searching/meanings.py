"""Words by what they mean: "migrate", "move" and 옮기다 are one, in texts and in questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from service.atlas.yaml_text import shipped

from .folding import is_content, stem, words

ROWS: list[list[str]] = shipped(Path(__file__).parent / "alike.yaml")
MARK = "="  # no word holds it: what stands for a row is no stem
ALIKE = {word: MARK + row[0] for row in ROWS for word in row if not word.endswith("*")}
BEGUN = {word[:-1]: MARK + row[0] for row in ROWS for word in row if word.endswith("*")}
SHORTEST, LONGEST = min(map(len, BEGUN)), max(map(len, BEGUN))


@lru_cache(maxsize=8192)  # strangers choose the words: room for those in use, not for all that were ever typed
def meaning(word: str) -> str:
    """Return what stands for a word and all that say the same, in either language; else its stem.

    >>> meaning("옮기는"), meaning("migrated"), meaning("램을"), meaning("나이")
    ('=move', '=move', '=memory', '나이')
    """
    bare = stem(word)
    meant = ALIKE.get(word) or ALIKE.get(bare)
    for end in range(min(len(word), LONGEST), SHORTEST - 1, -1) if meant is None else ():
        meant = BEGUN.get(word[:end])
        if meant is not None:
            break
    return meant or bare


def meant(text: str) -> Iterator[str]:
    """Yield the meanings of the telling words of a folded text."""
    return (meaning(word) for word in words(text) if is_content(stem(word)))
