"""Korean particles: which form follows a word, from the sound of its last syllable."""

from __future__ import annotations

import re

# Digits and Latin letters as they are read in Korean: does the reading end in a consonant, and is it ㄹ?
_DIGIT_ENDS = {"0": "ㅇ", "1": "ㄹ", "2": "", "3": "ㅁ", "4": "", "5": "", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ", "9": ""}
_LETTER_ENDS = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}
# A Latin word (not an abbreviation) is read as a word: endings that close a syllable in Korean.
_WORD_ENDS = tuple(
    (re.compile(pattern + "$"), closing)
    for pattern, closing in (
        ("ng", "ㅇ"), ("le?", "ㄹ"), ("me?", "ㅁ"), ("(n|ne|gn)", "ㄴ"), ("(ck|[aeiou]k|[ai]c)", "ㄱ"),
        ("[aeiou]p", "ㅂ"), ("[aeiou]b", "ㅂ"), ("(ket|let|net|shot|slot|set)", "ㅅ"),
    )
)  # fmt: skip
_FORMS = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이다": ("이다", "다"),
}
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def final(word: str) -> str:
    """The consonant that closes the last spoken syllable of `word`, "" when it ends in a vowel.

    What stands in brackets at the end is not read: "CPU (VT-x)" ends like "CPU".
    """
    spoken = re.sub(r"\s*\([^()]*\)\s*$", "", word).rstrip(" .,!?\"'”’)]}") or word
    last = spoken[-1:] if spoken else ""
    if "가" <= last <= "힣":
        return _FINALS[(ord(last) - 0xAC00) % 28].strip()
    if last in _DIGIT_ENDS:
        return _DIGIT_ENDS[last]
    latin = re.search(r"[A-Za-z]+$", spoken)
    if not latin:
        return ""
    tail = latin.group()
    if len(tail) == 1 or tail.isupper() or not re.search(r"[aeiouyAEIOUY]", tail):
        return _LETTER_ENDS.get(tail[-1].lower(), "")
    if re.search(r"[A-Z]{2,}$", tail):
        return _LETTER_ENDS.get(tail[-1].lower(), "")
    return next((closing for ending, closing in _WORD_ENDS if ending.search(tail.lower())), "")


def particle(word: str, form: str) -> str:
    """The particle that follows `word`; `form` names it by the form after a consonant: 은 이 을 과 으로 이다."""
    closed, open_ = _FORMS[form]
    end = final(word)
    if form == "으로" and end == "ㄹ":
        return open_
    return closed if end else open_


def with_particle(word: str, form: str) -> str:
    """`word` with its particle: 하이퍼바이저 + 은 → 하이퍼바이저는."""
    return word + particle(word, form)
