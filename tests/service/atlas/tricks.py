"""Documents that editors, machines and enemies send by mistake or on purpose: each with what is to be told of it.

The same entry stands once as a file of a folder and once in an import; every one is a concept of the bread atlas.
"""

from __future__ import annotations

from dataclasses import dataclass

SOUND = """\
id: bun
kind: bread
cluster: breads
label: {en: Bun, ko: 번}
summary: {en: A small bread., ko: 작은 빵이다.}
description: {en: It is small., ko: 작은 빵이다.}
facts:
- {property: shape, value: round, sources: [flour-book]}
"""


@dataclass(frozen=True)
class Trick:
    """A spoilt concept: ``old`` became ``new``; ``line`` of the entry (0: the first of the text) is told, with ``words``."""

    name: str
    old: str
    new: str
    line: int
    words: str
    encoding: str = "utf-8"

    def text(self) -> str:
        """Return the entry as YAML."""
        assert self.old in SOUND, self.old
        return SOUND.replace(self.old, self.new, 1)


BOMB = "facts:\n- a: &a [x, x]\n" + "".join(
    f"  {b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
)
TRICKS = (
    Trick("a tab", "facts:\n- {", "facts:\n\t- {", 8, "tabs"),
    Trick("a key twice", "kind: bread", "kind: bread\nkind: dough", 3, "twice"),
    Trick("a key twice inside", "{en: Bun, ko: 번}", "{en: Bun, en: Roll, ko: 번}", 4, "twice"),
    Trick("an exploding anchor", "facts:\n", BOMB, 8, "anchors"),
    Trick("an anchor on itself", "label: {", "label: &x {a: *x, ", 4, "anchors"),
    Trick("a merge key", "kind: bread", "<<: {kind: bread}", 1, "kind"),
    Trick("Korean of Windows", "kind: bread", "kind: bread  # 빵", 2, "UTF-8", "cp949"),
    Trick("UTF-16", "kind: bread", "kind: bread", 0, "UTF-8", "utf-16"),
    Trick("a control character", "A small bread.", '"A small \\x07bread."', 5, "control"),
    Trick("a raw control character", "A small bread.", "A small \x07bread.", 5, "control"),
    Trick("a lone surrogate", "A small bread.", '"A small \\ud800bread."', 5, ""),
    Trick("an id of another case", "id: bun", "id: Bun", 1, "lower-case"),
    Trick("an id of odd letters", "id: bun", "id: ｂｕｎ", 1, "lower-case"),
    Trick("an id that is a number", "id: bun", "id: 42", 1, "id"),
    Trick("an id that climbs", "id: bun", "id: ../../etc/passwd", 1, "lower-case"),
    Trick("a script", "A small bread.", "A <script>alert(1)</script> bread.", 5, "HTML"),
    Trick("a picture that loads", "It is small.", "It is <img src=x onerror=alert(1)>.", 6, "HTML"),
    Trick("an unknown member", "kind: bread", "kind: bread\ncolour: brown", 3, "not a member"),
    Trick("a misspelt member", "summary:", "sumary:", 5, "summary"),
    Trick("a dead source", "flour-book", "flower-book", 8, "flour-book"),
    Trick("a dead property", "property: shape", "property: shap", 8, "shape"),
    Trick("a dead kind", "kind: bread", "kind: bred", 2, "bread"),
    Trick("a dead target", "facts:\n", "relations:\n- {type: is_a, target: bred, sources: [flour-book]}\nfacts:\n", 8, "bread"),
    Trick("a language that lacks", ", ko: 번}", "}", 4, "Korean"),
    Trick("yes for a word", "{en: Bun,", "{en: yes,", 4, "quotes"),
    Trick("a date for a word", "{en: Bun,", "{en: 1.5,", 4, "quotes"),
    Trick("a tag that runs", "value: round", "value: !!python/object/apply:os.abort []", 8, ""),
    Trick("a list for a map", "{en: Bun, ko: 번}", "[Bun, 번]", 4, "label"),
    Trick("boxes without end", "value: round", "value: " + "[" * 3000, 8, "nests"),
    Trick("another's label", "{en: Bun,", "{en: Rye bread,", 4, "rye"),
    Trick("two documents", "facts:", "---\nfacts:", 7, "another document"),
    Trick("a summary too long", "A small bread.", "A" * 161, 5, "at most 160"),
)  # fmt: skip
