"""Which concepts a text names: the longest names first, in any spelling, misspelt ones when nothing else fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from . import hangul
from .folding import (
    GOES_ON,
    STOP,
    VERBAL,
    Token,
    compact,
    fold,
    gerund,
    is_content,
    is_particle,
    noun,
    singular,
    stem,
    tokens,
)
from .index import Index
from .mention import Found, Match, Mention, mention_of, usable
from .naming import Called, Name
from .repairing import LAYOUT, completed, repaired

MOST_TOKENS = 8  # words of the longest name
LONGEST_WORD = 10  # syllables of a piece of a Korean run
LONGEST_PARTICLE = 4
SEVERAL = 3  # concepts that use an ordinary word of the field


def find(index: Index, text: str, *, apart: bool = False) -> Found:
    """Return the concepts that ``text`` names, and its other telling words.

    With ``apart`` a name that means something elsewhere too, as "virtual host" does, is told apart.
    """
    folded = fold(text)
    mentions: list[Mention] = list(spelled_by_initials(index, folded))
    words = [] if mentions else tokens(folded)
    rest: list[Token] = []
    elsewhere: list[int] = []
    place, offset = 0, 0
    while place < len(words):
        word = words[place]
        hanging = hangs(words, place)
        found = None if hanging else longest(index, index.names, words, place, offset)
        foreign = None if hanging or not apart else longest(index, index.foreign, words, place, offset)
        if foreign is not None and (found is None or len(foreign.key) >= len(found.key)):
            elsewhere.append(foreign.names[0].concept)
            place, offset = foreign.last + 1, 0
            continue
        if found is None and not offset and word.hangul:
            found, offset = inside(index, words, place)
            if found is not None:
                rest.append(replace(word, text=word.text[:offset], end=word.start + offset))
        if found is None:
            rest.append(word if not offset else replace(word, text=word.text[offset:], start=word.start + offset))
            place, offset = place + 1, 0
            continue
        last = words[found.last]
        mentions.append(mention_of(index, found, word.start + offset, last.start + found.cut))
        remains = last.text[found.cut :]
        if remains and not is_particle(remains) and last.hangul:
            place, offset = found.last, found.cut + leading(index, remains)
        else:
            place, offset = found.last + 1, 0
    rest = list(repaired(index, rest, mentions))
    rest = completed(index, rest, mentions)
    mentions.sort(key=lambda mention: mention.start)
    said = [stem(word.text) for word in rest if tells(word)]
    telling = [word for word in said if is_content(word)]
    return Found(folded, settled(index, mentions), telling, list(dict.fromkeys(elsewhere)))


def spelled_by_initials(index: Index, folded: str) -> Iterator[Mention]:
    """Yield the best known concept of which a name has exactly these initial consonants, when nothing else is typed."""
    letters = hangul.loose("".join(folded.split()))
    if len(letters) < 2 or not hangul.is_letters(letters):
        return
    names = [name for name in index.names.with_initials(letters, 200) if len(compact(name.text)) == len(letters)]
    if names:
        best = min(names, key=lambda name: (-index.prominence(name.concept), name.rank, name.concept))
        yield Mention(best.concept, compact(best.text), 0, len(folded), best.rank, LAYOUT)


def leading(index: Index, remains: str) -> int:
    """Return how many syllables of a run are the particles of the name before it."""
    for cut in range(1, min(LONGEST_PARTICLE, len(remains) - 1) + 1):
        if is_particle(remains[:cut]) and any(index.names.known(remains[cut:end]) for end in range(cut + 2, cut + 12)):
            return cut
    return 0


def tells(word: Token) -> bool:
    """Whether a word may say something: it is no stop word and no particle, nor a row of them without spaces."""
    return word.text not in STOP and not (word.hangul and (is_particle(word.text) or row_of(word.text, is_empty)))


def is_empty(piece: str, first: bool) -> bool:
    """Whether a piece of a run says nothing of a topic."""
    return (first and is_particle(piece)) or (len(piece) > 1 and (piece in STOP or stem(piece) in STOP))


def hangs(words: list[Token], place: int) -> bool:
    """Whether a word is only the particle, the plural or the number that hangs on the word before it."""
    word = words[place]
    if not word.glued:
        return False
    return (word.hangul and is_particle(word.text)) or not (word.hangul or words[place - 1].hangul)


def longest(index: Index, called: Called, words: list[Token], first: int, offset: int) -> Match | None:
    """Return the longest of the ``called`` names that starts at a place of the text."""
    best: Match | None = None
    key = ""
    for last in range(first, min(first + MOST_TOKENS, len(words))):
        word = words[last]
        begin = offset if last == first else 0
        if last > first and hangs(words, last) and word.hangul:
            break
        following = words[last + 1] if last + 1 < len(words) else None
        joined = following is not None and following.glued and not (word.hangul or following.hangul)
        for form, cut in forms(word, begin):
            whole = key + form
            names = called.called(whole)
            if not names or not usable(whole) or (joined and cut == len(word.text)):
                continue
            split = last > first and not word.hangul and joins_names(called, words[first : last + 1], names)
            if not split and (cut == len(word.text) or follows(index, word.text[cut:], cut - begin)):
                best = Match(whole, last, cut, names)
                break
        key += word.text[begin:]
        if len(key) > 60:
            break
    return best


def forms(word: Token, begin: int) -> Iterator[tuple[str, int]]:
    """Yield the forms a word may have at the end of a name, with where each ends, the longest first.

    Whether what remains of a Korean word may follow a name is for the caller to see: it is dear to find out.
    """
    text = word.text[begin:]
    yield text, len(word.text)
    if not word.hangul:
        # VMs: too short to be an English word, unless it is one.
        short = text[:-1] if len(text) == 3 and text.endswith("s") and text not in STOP else text
        for form in dict.fromkeys((singular(text), noun(text), gerund(text), short)):
            if form != text:
                yield form, len(word.text)
        return
    for cut in range(len(text) - 1, 0, -1):
        yield text[:cut], begin + cut


def joins_names(called: Called, words: list[Token], names: tuple[Name, ...]) -> bool:
    """Whether a name of one word was read out of several that are names themselves: "PV HVM" is not PVHVM."""
    whole = all(len(tokens(fold(name.text))) == 1 for name in names)
    return whole and all(usable(word.text) and called.called(word.text) for word in words)


def follows(index: Index, rest: str, length: int) -> bool:
    """Whether ``rest`` may follow a name of ``length`` syllables without a space: a particle, or a word of its own."""
    if is_particle(rest) or (length > 1 and VERBAL.fullmatch(rest)):
        return True
    return length > 1 and len(rest) > 1 and (parted(index, rest) or GOES_ON.match(rest) is not None)


def parted(index: Index, run: str) -> bool:
    """Whether a Korean run without spaces is a row of particles, stop words, names and words that the atlas knows."""

    def is_piece(piece: str, first: bool) -> bool:
        known = stem(piece)
        return is_empty(piece, first) or (len(piece) > 1 and (index.postings.known(known) or index.names.known(known)))

    return row_of(run, is_piece)


def row_of(run: str, is_piece: Callable[[str, bool], bool]) -> bool:
    """Whether a run can be cut into pieces; ``is_piece`` is told whether a piece stands at the start."""
    sound = [True] + [False] * len(run)
    for end in range(1, len(run) + 1):
        sound[end] = any(
            sound[start] and is_piece(run[start:end], start == 0) for start in range(max(0, end - LONGEST_WORD), end)
        )
    return sound[-1]


def inside(index: Index, words: list[Token], place: int) -> tuple[Match | None, int]:
    """Return a name that starts inside a Korean word, after words that the atlas knows well.

    A word that it hardly ever says makes one name with what follows: somebody's cloud is not the cloud.
    """
    text = words[place].text
    for offset in range(2, len(text) - 2):
        found = longest(index, index.names, words[: place + 1], place, offset)
        if found is not None and len(found.key) > 2 and common(index, text[:offset]):
            return found, offset
    return None, 0


def common(index: Index, text: str) -> bool:
    """Whether the beginning of a Korean run is a row of stop words and words that several concepts use."""
    first, last = text, stem(text)
    known = first in STOP or last in STOP or index.postings.count(last) >= SEVERAL
    return known or any(text[:cut] in STOP and parted(index, text[cut:]) for cut in range(2, len(text)))


def settled(index: Index, mentions: list[Mention]) -> list[Mention]:
    """Let the company decide what an ambiguous name means: whoever is compared or related with the others."""
    sure = {mention.concept for mention in mentions if not mention.others}
    out = []
    for mention in mentions:
        choice = mention.concept
        if mention.others and sure:
            candidates = (mention.concept, *mention.others)
            choice = max(
                candidates, key=lambda one: (one not in sure, company(index, one, sure), -candidates.index(one))
            )
        others = tuple(one for one in (mention.concept, *mention.others) if one != choice)
        out.append(replace(mention, concept=choice, others=others))
    return out


def company(index: Index, concept: int, sure: set[int]) -> int:
    """Return how closely a concept stands to others: compared with, related to, of one chapter and kind."""
    compared = sum(2 for key in index.comparisons if concept in key and key & sure)
    related = len(index.neighbours(concept) & sure)
    own = (index.clusters[concept], index.kinds[concept])
    alike = sum((index.clusters[one], index.kinds[one]) == own for one in sure)
    return compared + related + alike
