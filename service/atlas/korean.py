"""Korean particles in sentences whose words are not known beforehand."""

from __future__ import annotations

import re

from diagrams.korean import final
from diagrams.korean import particle as spoken

# As editors write them → the form after a consonant, which names the particle in ``diagrams.korean``.
PAIRS = {"은(는)": "은", "이(가)": "이", "을(를)": "을", "와(과)": "과", "(으)로": "으로"}
__all__ = ["attach", "final", "listed", "particle"]
PATTERN = re.compile("|".join(re.escape(pair) for pair in PAIRS))


def particle(word: str, pair: str) -> str:
    """Return the form of ``pair`` that follows ``word``.

    >>> "Xen" + particle("Xen", "은(는)"), "QEMU" + particle("QEMU", "을(를)"), "VM" + particle("VM", "(으)로")
    ('Xen은', 'QEMU를', 'VM으로')
    """
    return spoken(word, PAIRS[pair])


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
