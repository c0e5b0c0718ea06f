"""Which concepts a text names: the longest names first, in any spelling, misspelt ones when nothing else fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .folding import STOP, VERBAL, Token, fold, is_content, is_particle, noun, singular, stem, tokens
from .index import Index
from .mention import Found, Match, Mention, mention_of, usable
from .naming import Name, Names
from .repairing import completed, repaired

MOST_TOKENS = 8  # words of the longest name


def find(index: Index, text: str, *, apart: bool = False) -> Found:
    """Return the concepts that ``text`` names, and its other telling words.

    With ``apart`` a name that means something elsewhere too, as "virtual host" does, is told apart.
    """
    folded = fold(text)
    words = tokens(folded)
    mentions: list[Mention] = []
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
        if found is None:
            rest.append(word if not offset else replace(word, text=word.text[offset:], start=word.start + offset))
            place, offset = place + 1, 0
            continue
        last = words[found.last]
        mentions.append(mention_of(index, found, word.start + offset, last.start + found.cut))
        remains = last.text[found.cut :]
        if remains and not is_particle(remains) and last.hangul:
            place, offset = found.last, found.cut
        else:
            place, offset = found.last + 1, 0
    rest = list(repaired(index, rest, mentions))
    rest = completed(index, rest, mentions)
    mentions.sort(key=lambda mention: mention.start)
    said = [stem(word.text) for word in rest if tells(word)]
    telling = [word for word in said if is_content(word)]
    return Found(folded, settled(index, mentions), telling, list(dict.fromkeys(elsewhere)))


def tells(word: Token) -> bool:
    """Whether a word may say something: it is no stop word, and no particle."""
    return word.text not in STOP and not (word.hangul and is_particle(word.text))


def hangs(words: list[Token], place: int) -> bool:
    """Whether a word is only the particle, the plural or the number that hangs on the word before it."""
    word = words[place]
    if not word.glued:
        return False
    return (word.hangul and is_particle(word.text)) or not (word.hangul or words[place - 1].hangul)


def longest(index: Index, called: Names, words: list[Token], first: int, offset: int) -> Match | None:
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
        for form, cut in forms(index, word, begin):
            whole = key + form
            names = called.called(whole)
            split = last > first and not word.hangul and joins_names(called, words[first : last + 1], names)
            if names and usable(whole) and not split and not (joined and cut == len(word.text)):
                best = Match(whole, last, cut, names)
                break
        key += word.text[begin:]
        if len(key) > 60:
            break
    return best


def forms(index: Index, word: Token, begin: int) -> Iterator[tuple[str, int]]:
    """Yield the forms a word may have at the end of a name, with where each ends, the longest first."""
    text = word.text[begin:]
    yield text, len(word.text)
    if not word.hangul:
        for form in dict.fromkeys((singular(text), noun(text))):
            if form != text:
                yield form, len(word.text)
        return
    for cut in range(len(text) - 1, 0, -1):
        if follows(index, text[cut:], cut):
            yield text[:cut], begin + cut


def joins_names(called: Names, words: list[Token], names: list[Name]) -> bool:
    """Whether a name of one word was read out of several that are names themselves: "PV HVM" is not PVHVM."""
    whole = all(len(tokens(fold(name.text))) == 1 for name in names)
    return whole and all(usable(word.text) and called.called(word.text) for word in words)


def follows(index: Index, rest: str, length: int) -> bool:
    """Whether ``rest`` may follow a name of ``length`` syllables without a space: a particle, or a word of its own."""
    if is_particle(rest) or (length > 1 and VERBAL.fullmatch(rest)):
        return True
    if length < 2 or len(rest) < 2:
        return False
    known = stem(rest)
    return known in STOP or rest in STOP or index.postings.known(known) or known in index.names.exact


def inside(index: Index, words: list[Token], place: int) -> tuple[Match | None, int]:
    """Return a name that starts inside a Korean word, after a word that the atlas knows."""
    text = words[place].text
    for offset in range(2, len(text) - 2):
        if index.postings.known(text[:offset]) or text[:offset] in STOP:
            found = longest(index, index.names, words, place, offset)
            if found is not None and len(found.key) > 2:
                return found, offset
    return None, 0


def settled(index: Index, mentions: list[Mention]) -> list[Mention]:
    """Let the company decide what an ambiguous name means: whoever is compared or related with the others."""
    sure = {mention.concept for mention in mentions if not mention.others}
    out = []
    for mention in mentions:
        choice = mention.concept
        if mention.others and sure:
            candidates = (mention.concept, *mention.others)
            choice = max(candidates, key=lambda one: (company(index, one, sure), -candidates.index(one)))
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
