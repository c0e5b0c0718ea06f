"""Korean particles after any word, Latin ones and numbers read as a Korean reads them aloud."""

from __future__ import annotations

import re

RIEUL = 8  # index of the final consonant ㄹ
# Letters whose Korean names end in a consonant: 엘, 엠, 엔, 알.
LETTER_FINALS = {"l": RIEUL, "m": 16, "n": 4, "r": RIEUL}
# 영 일 이 삼 사 오 육 칠 팔 구
DIGIT_FINALS = {"0": 21, "1": RIEUL, "3": 16, "6": 1, "7": RIEUL, "8": RIEUL}
WORD_FINALS = ((re.compile(r"(l|le)$"), RIEUL), (re.compile(r"(m|me)$"), 16), (re.compile(r"(n|ne|gn)$"), 4),
               (re.compile(r"ng$"), 21),
               (re.compile(r"(ck|[aeiou]k)$"), 1), (re.compile(r"[aeiou]p$"), 17))  # fmt: skip
PAIRS = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"), "와(과)": ("과", "와"),
         "(으)로": ("으로", "로"), "(이)": ("이", "")}  # fmt: skip
PATTERN = re.compile("|".join(re.escape(pair) for pair in PAIRS))
PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")


def final(word: str) -> int:
    """Return the final consonant of ``word`` as Unicode counts it (0: none, 8: ㄹ).

    A closing parenthesis and what it holds is not read: "VM(가상 머신)" ends as "VM".
    """
    word = PARENTHESIS.sub("", word).rstrip("”’\"'»』」`*_.,!?…:;) ")
    if not word:
        return 0
    last = word[-1]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last.isdigit():
        return DIGIT_FINALS.get(last, 0)
    latin = re.search(r"[A-Za-z]+$", word)
    if latin is None:
        return 0
    token = latin[0]
    if token.isupper() or len(token) == 1:
        return LETTER_FINALS.get(token[-1].lower(), 0)
    if re.search(r"[A-Z]{2,}$", token):
        return LETTER_FINALS.get(token[-1].lower(), 0)
    return next((value for pattern, value in WORD_FINALS if pattern.search(token.lower())), 0)


def particle(word: str, pair: str) -> str:
    """Return the form of ``pair`` that follows ``word``.

    >>> "Xen" + particle("Xen", "은(는)"), "QEMU" + particle("QEMU", "을(를)"), "VM" + particle("VM", "(으)로")
    ('Xen은', 'QEMU를', 'VM으로')
    """
    closed, opened = PAIRS[pair]
    ending = final(word)
    if pair == "(으)로" and ending == RIEUL:
        return opened
    return closed if ending else opened


def attach(sentence: str) -> str:
    """Resolve every "은(는)", "이(가)", "을(를)", "와(과)" and "(으)로" of ``sentence`` by the word before it.

    >>> attach("KVM은(는) Linux을(를) 사용한다")
    'KVM은 Linux를 사용한다'
    """
    out = ""
    position = 0
    for match in PATTERN.finditer(sentence):
        out += sentence[position : match.start()]
        out += particle(out, match[0])
        position = match.end()
    return out + sentence[position:]


def listed(words: list[str]) -> str:
    """Join words as Korean does: "A와 B", "A, B, C".

    >>> listed(["Xen", "KVM"])
    'Xen과 KVM'
    """
    if len(words) == 2:
        return attach(f"{words[0]}와(과) {words[1]}")
    return ", ".join(words)
