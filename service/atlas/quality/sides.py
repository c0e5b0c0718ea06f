"""Whether the two languages of a text say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.atlas.folder import Folder
from service.atlas.yaml_text import Problem

from .texts import QUOTED, excerpt, plain, texts

HANGUL = re.compile("[가-힣]+")
# A run of English words with a word in it that only sentences have: commands and names are no prose.
# "and" and "for" stand in too many names.
ENGLISH_RUN = re.compile(r"\b[A-Za-z]+(?: [A-Za-z]+){3,}")
SENTENCE_WORD = re.compile(r"\b(?:the|an?|is|are|was|were|of|or|to|not|with|from|by|its?|that|which|on|in)\b")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+/#_-]*")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
# Numbers that are words on one side: 100,000 is 10만, a hundred is 100.
COUNTED = re.compile(r"\d\s*(?:천|만|억|조)|\b(?:hundred|thousand|million|billion)", re.IGNORECASE)


def untranslated(folder: Folder) -> Iterator[Problem]:
    """Neither side holds sentences of the other's language."""
    kept = folder.editorial["style"].data["kept"] if "style" in folder.editorial else {}
    for text in texts(folder):
        english, korean = text.sides["en"], plain(text.sides["ko"])
        stray = next((one for one in HANGUL.finditer(english) if one[0] not in kept.get("en", ())), None)
        if stray:
            yield text.warning(f"Korean in the English: “{excerpt(english, *stray.span())}”", "en", "translate it")
        if text.is_prose and not HANGUL.search(korean):
            yield text.warning("is not translated", "ko", "translate it")
            continue
        for run in ENGLISH_RUN.finditer(QUOTED.sub("", korean)):
            if SENTENCE_WORD.search(run[0]) and not any(one in run[0] for one in kept.get("ko", ())):
                yield text.warning(f"English in the Korean: “{run[0]}”", "ko", "translate it, or add it to kept")


def out_of_proportion(folder: Folder) -> Iterator[Problem]:
    """Neither side is much longer than the other, by the bounds that ``style.yaml`` sets for the member."""
    if "style" not in folder.editorial:
        return
    bounds = {one["field"]: one for one in folder.editorial["style"].data["proportions"]}
    for text in texts(folder):
        bound = bounds.get(text.member)
        if bound is None:
            continue
        english, korean = own_lengths(text.sides["en"], text.sides["ko"])
        if english < bound["start"]:
            continue
        if not bound["least"] <= korean / english <= bound["most"]:
            longer = "English" if korean / english < bound["least"] else "Korean"
            yield text.warning(
                f"{longer} says more: {english} and {korean} characters, common names aside", "ko",
                "let both sides say the same",
            )  # fmt: skip


def own_lengths(english: str, korean: str) -> tuple[int, int]:
    """Return how long each side is without the Latin names and numbers that both hold.

    Names are as long in both languages: with them the proportion would say how many there are.

    >>> own_lengths("KVM is a module", "KVM은 모듈이다")
    (12, 6)
    """
    common = set(NAME.findall(english)) & set(NAME.findall(korean))
    left = [NAME.sub(lambda found: "" if found[0] in common else found[0], side) for side in (english, korean)]
    return len(left[0]), len(left[1])


def paragraphs(folder: Folder) -> Iterator[Problem]:
    """Both sides have the same number of paragraphs."""
    for text in texts(folder):
        english, korean = (len(re.split(r"\n\s*\n", text.sides[one].strip())) for one in ("en", "ko"))
        if english != korean:
            yield text.warning(f"{english} English and {korean} Korean paragraphs", "ko", "let both sides say the same")


def numbers(folder: Folder) -> Iterator[Problem]:
    """Both sides give the same numbers of several digits; small ones may be words on either side."""
    for text in texts(folder):
        if text.member == "label" or any(map(COUNTED.search, text.sides.values())):
            continue
        found = {one: {n.replace(",", "") for n in NUMBER.findall(text.sides[one])} for one in ("en", "ko")}
        for one, other in (("en", "ko"), ("ko", "en")):
            missing = sorted(n for n in found[one] - found[other] if len(n) > 2)
            if missing:
                yield text.warning(
                    f"{', '.join(missing)} stands in one language only", other, "let both sides say the same"
                )


RULES = (untranslated, out_of_proportion, paragraphs, numbers)
