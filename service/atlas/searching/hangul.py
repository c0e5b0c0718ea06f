"""Hangul below the syllable: letters, initial consonants, and what a key of the other layout would have typed."""

from __future__ import annotations

from collections.abc import Callable

FIRST, LAST = 0xAC00, 0xD7A3
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
PAIRS = {"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
         "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ",
         "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"}  # fmt: skip
JOINED = {pair: one for one, pair in PAIRS.items()}
# KS X 5002, the two-set layout: the letter that each Latin key types.
KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
SHIFTED = {"Q": "ㅃ", "W": "ㅉ", "E": "ㄸ", "R": "ㄲ", "T": "ㅆ", "O": "ㅒ", "P": "ㅖ"}
LATIN = {**{letter: key for key, letter in KEYS.items()}, **{letter: key.lower() for key, letter in SHIFTED.items()}}


def is_syllable(character: str) -> bool:
    """Whether ``character`` is a whole Hangul syllable."""
    return FIRST <= ord(character) <= LAST


def split(syllable: str) -> tuple[int, int, int]:
    """Return the numbers of a syllable's initial, vowel and final; no final is 0."""
    number = ord(syllable) - FIRST
    return number // 588, number % 588 // 28, number % 28


def join(initial: int, vowel: int, final: int = 0) -> str:
    """Return the syllable of three letters by number.

    >>> join(*split("한"))
    '한'
    """
    return chr(FIRST + initial * 588 + vowel * 28 + final)


class Spelled(dict[int, str]):
    """What ``str.translate`` puts for each character, worked out when a character is first met."""

    def __init__(self, of: Callable[[int, int, int], str]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = self.of(*split(character)) if is_syllable(character) else character
        return self[code]


_apart = Spelled(lambda initial, vowel, final: INITIALS[initial] + VOWELS[vowel] + FINALS[final])
_initials = Spelled(lambda initial, vowel, final: INITIALS[initial])


def letters(text: str) -> str:
    """Return ``text`` with every syllable taken apart: two spellings that differ by a letter become near.

    >>> letters("젠 Xen")
    'ㅈㅔㄴ Xen'
    """
    return text if text.isascii() else text.translate(_apart)


def initials(text: str) -> str:
    """Return the initial consonants of ``text``; what is no Hangul stays.

    >>> initials("하이퍼바이저")
    'ㅎㅇㅍㅂㅇㅈ'
    """
    return text.translate(_initials)


def loose(text: str) -> str:
    """Return typed consonants one by one: a keyboard joins ㄱ and ㅅ to ㄳ.

    >>> loose("ㄳㅎ")
    'ㄱㅅㅎ'
    """
    return "".join(PAIRS.get(one, one) for one in text)


def is_letters(text: str) -> bool:
    """Whether ``text`` is nothing but single consonants."""
    return bool(text) and all(one in INITIALS for one in loose(text))


def from_latin(text: str) -> str:
    """Return what the keys of ``text`` type on a Korean layout, joined to syllables.

    >>> from_latin("gkdlvjqkdlwj")
    '하이퍼바이저'
    """
    return joined("".join(SHIFTED.get(one) or KEYS.get(one.lower(), one) for one in text))


def to_latin(text: str) -> str:
    """Return what was typed by somebody who forgot to leave the Korean layout.

    >>> to_latin("ㅏ프"), to_latin("ㅌ두")
    ('kvm', 'xen')
    """
    return "".join(LATIN.get(one, one) for letter in letters(text) for one in PAIRS.get(letter, letter))


def joined(typed: str) -> str:
    """Join single letters to syllables as a Korean input method does, a final moving on before a vowel."""
    out: list[str] = []
    initial, vowel, final = "", "", ""

    def flush() -> None:
        nonlocal initial, vowel, final
        if initial and vowel:
            out.append(join(INITIALS.index(initial), VOWELS.index(vowel), FINALS.index(final)))
        else:
            out.append(initial + vowel + final)
        initial, vowel, final = "", "", ""

    for one in typed:
        if one in VOWELS:
            if final:
                kept, moved = (PAIRS[final][0], PAIRS[final][1]) if final in PAIRS else ("", final)
                final = kept
                flush()
                initial, vowel = moved, one
            elif vowel and vowel + one in JOINED:
                vowel = JOINED[vowel + one]
            elif vowel:
                flush()
                vowel = one
            else:
                vowel = one
        elif one in INITIALS:
            if vowel and initial and not final and one in FINALS:
                final = one
            elif final and final + one in JOINED:
                final = JOINED[final + one]
            else:
                flush()
                initial = one
        else:
            flush()
            out.append(one)
    flush()
    return "".join(out)
