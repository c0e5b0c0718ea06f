"""Korean particles that do not fit the word before them: "Xen는", "QEMU을", "머신를"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from service.atlas.folder import Folder
from service.atlas.korean import final
from service.atlas.yaml_text import Problem

from .texts import ADDRESS, FENCED, excerpt, texts

# The two forms of a particle: after a final consonant, and after a vowel.
PAIRS = (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이나", "나"), ("이라는", "라는"),
         ("이라고", "라고"), ("이란", "란"), ("이든", "든"))  # fmt: skip
OPEN = dict(PAIRS)
CLOSED = {opened: closed for closed, opened in PAIRS}
TAIL = "(?:는|도|만|의|서|써|부터|까지)?"
AFTER_LATIN = re.compile(
    r"(?P<word>[A-Za-z0-9][A-Za-z0-9+#./_-]*)(?P<mark>[`\"'”’)*]*)"
    rf"(?P<particle>{'|'.join(sorted({*OPEN, *CLOSED}, key=len, reverse=True))}){TAIL}(?![가-힣A-Za-z0-9])"
)
# After Hangul only the forms that hardly any stem ends in.
AFTER_HANGUL = re.compile(r"(?P<word>[가-힣]*[가-힣])(?P<mark>[`\"'”’*]*)(?P<particle>를|을|와)(?![가-힣A-Za-z0-9])")
DOUBLED = re.compile(r"[가-힣A-Za-z0-9)]+(?:은는|는은|을를|를을|과와|와과|을 를|은 는)(?![가-힣])")


def fits(word: str, particle: str) -> bool:
    """Whether ``particle`` may follow ``word``.

    >>> fits("Xen", "은"), fits("QEMU", "을"), fits("XL", "로"), fits("VM", "로")
    (True, False, True, False)
    """
    ending = final(word)
    if particle == "로":
        return ending in ("", "ㄹ")
    if particle == "으로":
        return ending not in ("", "ㄹ")
    return bool(ending) == (particle in OPEN)


def read_aloud(word: str, readings: Mapping[str, str]) -> str:
    """Return how a Latin word is read where ``style.yaml`` says so: its longest known end, else its last part."""
    parts = re.split(r"[./_\-#+]", word.rstrip("./_-#+"))
    unit = re.sub(r"^\d+", "", parts[-1])
    return next((readings[known] for known in (word, parts[-1], unit) if known in readings), parts[-1] or word)


def before_brackets(side: str, end: int) -> str:
    """Return the word before the brackets that close at ``end``: a particle may follow either."""
    start = side.rfind("(", 0, end)
    found = re.search(r"[A-Za-z0-9가-힣+#./_-]+\s*$", side[: max(start, 0)])
    return found[0].strip() if found else ""


def wrong_particles(folder: Folder) -> Iterator[Problem]:
    """Particles fit the word before them, as it is read aloud."""
    style = folder.editorial.get("style")
    readings = style.data["readings"] if style else {}
    for text in texts(folder):
        side = ADDRESS.sub("x", FENCED.sub("", text.sides["ko"]))
        for pattern in (AFTER_LATIN, AFTER_HANGUL):
            for found in pattern.finditer(side):
                word, particle = found["word"], found["particle"]
                words = [word]
                if ")" in found["mark"]:
                    words.append(before_brackets(side, found.end("word")))
                # A whole word may only look like one with a particle: 가을, 마을.
                if word + particle in readings or any(fits(read_aloud(one, readings), particle) for one in words):
                    continue
                right = OPEN.get(particle) or CLOSED[particle]
                yield text.warning(
                    f"{word}{particle} in “{excerpt(side, *found.span())}”", "ko",
                    f"write {word}{right}, or add how {word} is read to readings in style.yaml",
                )  # fmt: skip


def doubled_particles(folder: Folder) -> Iterator[Problem]:
    """No particle stands twice."""
    for text in texts(folder):
        for found in DOUBLED.finditer(text.sides["ko"]):
            yield text.warning(f"a doubled particle: “{found[0]}”", "ko", "keep the one that fits")


RULES = (wrong_particles, doubled_particles)
