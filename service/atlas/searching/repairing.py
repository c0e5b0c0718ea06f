"""Names that are not spelt as they stand in the atlas: misspelt, typed on the other layout, or sharing their head."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from . import hangul
from .folding import EVERYDAY, STOP, Token, compact, fold, is_particle, stem, stems
from .index import Index
from .mention import Match, Mention, mention_of, usable
from .naming import LONGEST_KEY, digits

SHORTEST = 3  # syllables of a misspelt name: one changed in two makes another word
MOST_TRIED = 16  # unknown words of one text that are looked up as misspelt: a page of noise is no question
FEW = 5  # concepts whose texts may hold a word by which one of them is recognised
TYPO, LAYOUT, HINT = 0.8, 0.9, 0.5  # how sure a mention is: misspelt, typed on the other layout, or a part of a name


def repaired(index: Index, rest: list[Token], mentions: list[Mention]) -> Iterator[Token]:
    """Add the misspelt names among ``rest`` to ``mentions``; yield the words that remain."""
    skip, tried = -1, 0
    for place, word in enumerate(rest):
        if place <= skip:
            continue
        if tried == MOST_TRIED or (word.hangul and is_particle(word.text)):
            yield word
            continue
        known = index.postings.known(stem(word.text)) or stem(word.text) in STOP or word.text in STOP
        tried += not known
        following = rest[place + 1] if place + 1 < len(rest) else None
        meant = None if known else misspelt(index, word.text)
        end = word.end
        if not known and meant is None and following is not None and following.glued:
            meant = misspelt(index, word.text + following.text, layout_only=True)
            end, skip = (following.end, place + 1) if meant else (end, skip)
        if meant is None and following is not None and not (known and index.postings.known(stem(following.text))):
            pair = index.names.near(word.text + following.text)
            if pair and pair[1] >= 0.85 and len(word.text + following.text) > 5:
                meant, end, skip = (pair[0], TYPO), following.end, place + 1
        if meant is None or not usable(meant[0]):
            yield word
            continue
        match = Match(meant[0], 0, 0, index.names.called(meant[0]))
        mentions.append(mention_of(index, match, word.start, end, meant[1]))


def misspelt(index: Index, word: str, *, layout_only: bool = False) -> tuple[str, float] | None:
    """Return the name that an unknown word was meant to be, and how sure that is."""
    if len(word) > LONGEST_KEY:
        return None
    bare = [word, *(word[:cut] for cut in range(len(word) - 1, 0, -1) if is_particle(word[cut:]))]
    for form in bare:
        typed = hangul.from_latin(form) if form[0].isascii() else hangul.to_latin(form)
        for other in (typed, stem(typed)) if typed else ():
            if len(other) > 1 and (len(form) > 1 or form == word) and other != form and index.names.called(other):
                return other, LAYOUT
    for form in () if layout_only else (word, stem(word)):
        if "가" <= form[0] <= "힣" and len(form) < SHORTEST:
            continue
        near = index.names.near(form)
        if near is not None:
            return near[0], TYPO
    return None


def completed(index: Index, rest: list[Token], mentions: list[Mention]) -> list[Token]:
    """Complete names that share their head with a name beside them: "type 1 and type 2 hypervisors".

    The head is the end of another name, or what a named concept is a kind of ("is it native?"). A lone number
    repeats the name before it with another number: "type 1 or 2". Returns the words that were not used.
    """
    heads = heads_of(index, mentions)
    used: set[int] = set()
    for first in range(len(rest)):
        for last in range(min(first + 3, len(rest)) - 1, first - 1, -1):
            run = rest[first : last + 1]
            if used & set(range(first, last + 1)) or any(word.text in STOP and not word.text.isalpha() for word in run):
                continue
            meant = complete(index, run, heads, mentions)
            if meant is not None:
                mentions.append(meant)
                used |= set(range(first, last + 1))
                break
    for place, word in enumerate(rest):
        meant = None if place in used else unique(index, rest[place : place + 2], word)
        if meant is not None:
            mentions.append(meant)
            used |= {place + 1, place} if meant.end > word.end else {place}
    left = [word for place, word in enumerate(rest) if place not in used]
    meant = None if mentions else together(index, left)
    if meant is not None:
        mentions.append(meant)
    return [word for word in left if meant is None or not within(word, meant)]


def within(word: Token, mention: Mention) -> bool:
    """Whether a word stands in a mention."""
    return mention.start <= word.start and word.end <= mention.end


def together(index: Index, words: list[Token]) -> Mention | None:
    """Return the one concept whose own name holds two of the words, in the order they are said."""
    for first, second in pairwise(word for word in words if word.text not in STOP):
        start, follow = stem(first.text), stem(second.text)
        if len(start) < 4 or {start, follow} & (STOP | EVERYDAY):
            continue
        named = {
            name.concept
            for name in index.names.starting(start, 30)
            if [word for word in stems(fold(name.text)) if word in (start, follow)] == [start, follow]
        }
        if len(named) == 1:
            return Mention(named.pop(), start + follow, first.start, second.end, 1, TYPO)
    return None


def unique(index: Index, run: list[Token], word: Token) -> Mention | None:
    """Return the one concept that a rare word of a name belongs to, or whose names start with two words."""
    key = "".join(one.text for one in run)
    bare = "".join([*(one.text for one in run[:-1]), stem(run[-1].text)])
    for start in dict.fromkeys((key, bare)) if len(run) == 2 and digits(key) and len(key) > 2 else ():
        concepts = {name.concept for name in index.names.starting(start, 30)}
        if len(concepts) == 1:
            sure = HINT if run[0].text in EVERYDAY else TYPO
            return Mention(concepts.pop(), start, run[0].start, run[1].end, 1, sure)
    text = stem(word.text)
    if len(text) < 4 or text in STOP or text in EVERYDAY or text.isdigit():
        return None
    if not 0 < index.postings.count(text) <= FEW:
        return None
    concepts = {name.concept for name in index.names.starting(text, 30) if text in set(stems(fold(name.text)))}
    return Mention(concepts.pop(), text, word.start, word.end, 1, HINT) if len(concepts) == 1 else None


def complete(index: Index, run: list[Token], heads: dict[str, float], mentions: list[Mention]) -> Mention | None:
    """Return the mention that a run of words makes with some head."""
    text = "".join(word.text for word in run[:-1])
    last = run[-1].text
    for form in dict.fromkeys((last, stem(last))):
        own = text + form
        if own.isdigit():
            before = [mention for mention in mentions if mention.end <= run[0].start and digits(mention.key)]
            keys = {before[-1].key.replace(digits(before[-1].key), own): LAYOUT} if before else {}
        else:
            keys = {own + head: sure for head, sure in heads.items()} if own not in STOP else {}
        for key, sure in keys.items():
            names = index.names.called(key)
            if names:
                return mention_of(index, Match(key, 0, 0, names), run[0].start, run[-1].end, sure)
    return None


def heads_of(index: Index, mentions: list[Mention]) -> dict[str, float]:
    """Return what may complete a name, with how sure that is: ends of the names given, then kinds of what is named."""
    heads: dict[str, float] = {}
    for mention in mentions:
        heads[mention.key] = 1.0
        for cut in range(2, len(mention.key) - 1):
            if index.postings.known(mention.key[cut:]) and len(mention.key) - cut > 2:
                heads.setdefault(mention.key[cut:], 1.0)
        if hangul.is_syllable(mention.key[0]) and len(mention.key) > 3:
            heads.setdefault(mention.key[1:], 1.0)
    for mention in mentions:
        for kind in index.above(mention.concept):
            for label in index.labels[kind].values():
                heads.setdefault(compact(label), TYPO)
    return heads
