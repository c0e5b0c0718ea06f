"""Plain Korean sentences (-다) made polite (-습니다), by what the last syllable is made of."""

from __future__ import annotations

import re

from service.atlas.searching import hangul

NIEUN, RIEUL, BIEUP = 4, 8, 17
# The stems of adjectives that end in a vowel: before 다 anything else without a final is a noun and a shortened copula.
VOWEL_STEMS = re.compile(
    r"(?:하|르|아니|비싸|느리|흐리|어리|여리|나쁘|바쁘|기쁘|아프|고프|슬프|희)$|^(?:크|싸|차|세|짜|쓰)$"
)
# The end of a sentence: 다, perhaps a remark in parentheses, a stop.
ENDING = re.compile(r"([^\s.!?;]+)다(?=(?:\s?\([^()]*\))?(?:[.!?;](?=[\s\"”’)]|$)|\s↔|$))")


def polite(text: str) -> str:
    """Return ``text`` with every sentence in polite style; what does not end in -다 stays.

    >>> polite("KVM은 커널 모듈이다. 게스트를 실행한다.")
    'KVM은 커널 모듈입니다. 게스트를 실행합니다.'
    """
    return ENDING.sub(lambda match: ended(match[1]), text)


def ended(word: str) -> str:
    """Return the polite form of a last word, given without its 다.

    >>> [ended(word) for word in ("쓴", "않는", "있", "만든", "다르", "서비스", "아니", "길", "이")]
    ['씁니다', '않습니다', '있습니다', '만듭니다', '다릅니다', '서비스입니다', '아닙니다', '깁니다', '입니다']
    """
    last = word[-1]
    if not hangul.is_syllable(last):
        return f"{word}입니다"
    initial, vowel, final = hangul.split(last)
    if last == "니" and len(word) > 1 and hangul.is_syllable(word[-2]) and hangul.split(word[-2])[2] == BIEUP:
        return f"{word}다"  # it is polite already
    if final == 0:
        if last == "이":
            return f"{word[:-1]}입니다"
        return f"{word[:-1]}{hangul.join(initial, vowel, BIEUP)}니다" if VOWEL_STEMS.search(word) else f"{word}입니다"
    if last == "는" and len(word) > 1 and hangul.is_syllable(word[-2]) and hangul.split(word[-2])[2]:
        return f"{word[:-1]}습니다"
    if final in (NIEUN, RIEUL):
        return f"{word[:-1]}{hangul.join(initial, vowel, BIEUP)}니다"
    return f"{word}습니다"
