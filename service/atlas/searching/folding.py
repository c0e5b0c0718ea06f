"""Text → comparable words: width, case, spelling and Korean particles folded away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.atlas.yaml_text import shipped

WORDS: dict[str, Any] = shipped(Path(__file__).parent / "words.yaml")
STOP = frozenset(WORDS["stop"]["en"]) | frozenset(WORDS["stop"]["ko"])
NOUNS = frozenset(WORDS["nouns"])
ENDINGS = tuple(WORDS["endings"])
EVERYDAY = frozenset(WORDS["everyday"]["en"]) | frozenset(WORDS["everyday"]["ko"])
# No Korean word is longer than 40 syllables; a longer run would cost the square of its length.
TOKEN = re.compile(r"[가-힣]{1,40}|[ㄱ-ㅎㅏ-ㅣ]+|[a-z]+|[0-9]+|[^\W\d_가-힣ㄱ-ㅣ]+")
SINGLE = re.compile(r"([ㄱ-ㅎㅏ-ㅣ]+)")
HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")


def alternatives(words: list[str]) -> str:
    """Return a pattern of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


PARTICLES = re.compile(rf"(?:{alternatives(WORDS['particles'])})*")
GOES_ON = re.compile(rf"(?:{alternatives(WORDS['particles'])})*(?:{alternatives(WORDS['asking'])})")
# A class before all else lets the engine run past what cannot match; a lookbehind would be tried at every letter.
AFTER_LATIN = re.compile(rf"([a-z0-9)])(?=[가-힣])(?:{alternatives(WORDS['particles'])})+(?![가-힣])")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
VERBAL = re.compile(rf"(?:{alternatives(WORDS['verbal'])})(?:{alternatives(WORDS['particles'])})*")


@dataclass(frozen=True)
class Token:
    """A run of one script. ``start`` and ``end`` are offsets in the folded text; ``glued``: no space before it."""

    text: str
    start: int
    end: int
    glued: bool

    @property
    def hangul(self) -> bool:
        """Whether it is Korean."""
        return "가" <= self.text[0] <= "힣"


def fold(text: str) -> str:
    """Fold width and case, keep single Hangul letters as they were typed, and drop what cannot be seen."""
    if text.isascii():
        return text.lower()
    parts = SINGLE.split(unicodedata.normalize("NFC", UNSEEN.sub("", text)))
    folded = "".join(part if index % 2 else unicodedata.normalize("NFKC", part) for index, part in enumerate(parts))
    return folded.casefold()


def tokens(text: str) -> list[Token]:
    """Return the words of a folded text, split where the script changes.

    >>> [token.text for token in tokens(fold("KVM은 Type-1인가?"))]
    ['kvm', '은', 'type', '1', '인가']
    """
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        glued = bool(found) and found[-1].end == match.start()
        found.append(Token(match[0], match.start(), match.end(), glued))
    return found


def compact(text: str) -> str:
    """Return the key under which a name is found: its words without what stands between them.

    >>> compact("가상 머신") == compact("가상머신"), compact("/dev/kvm"), compact("Type-1")
    (True, 'devkvm', 'type1')
    """
    return "".join(TOKEN.findall(fold(text)))


def is_particle(text: str) -> bool:
    """Whether ``text`` is what Korean hangs on a noun, one or several times; nothing at all counts."""
    return text not in NOUNS and PARTICLES.fullmatch(text) is not None


@lru_cache(maxsize=8192)  # strangers choose the words: room for those in use, not for all that were ever typed
def stem(word: str) -> str:
    """Return a word without its Korean particles and verb endings, or an English plural.

    >>> stem("하이퍼바이저란"), stem("실행한다"), stem("machines"), stem("나이")
    ('하이퍼바이저', '실행', 'machine', '나이')
    """
    if "가" <= word[0] <= "힣":
        for cut in range(2, len(word)):
            rest = word[cut:]
            if is_particle(rest) or VERBAL.fullmatch(rest):
                return word[:cut]
        return word
    return singular(word)


def singular(word: str) -> str:
    """Return an English word without its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "os")):
        return word[:-1]
    return word


def noun(word: str) -> str:
    """Return the noun of an English verb in -ize or -ate, in American spelling.

    >>> noun("virtualized"), noun("virtualise"), noun("size"), noun("migrating")
    ('virtualization', 'virtualization', 'size', 'migration')
    """
    named = re.sub(r"(?<=[a-z]{4})i[sz](?:e[ds]?|ing|ation)$", "ization", word)
    return re.sub(r"(?<=[a-z]{3})at(?:e[ds]?|ing)$", "ation", named)


def gerund(word: str) -> str:
    """Return an English participle as the noun that names are made of.

    >>> gerund("provisioned"), gerund("red"), gerund("speed")
    ('provisioning', 'red', 'speed')
    """
    return re.sub(r"(?<=[a-z]{4}[^e])ed$", "ing", word)


def stems(text: str) -> Iterator[str]:
    """Yield the stems of a folded text."""
    return map(stem, words(text))


def words(text: str) -> list[str]:
    """Return the words of a folded text; particles that hang on a Latin word are passed over."""
    return TOKEN.findall(text if text.isascii() else AFTER_LATIN.sub(r"\1 ", text))


def is_content(word: str) -> bool:
    """Whether a stem says what a question is about."""
    return word not in STOP and (len(word) > 1 or "가" <= word[0] <= "힣")
