"""Which concepts a text names: the longest names first, in any spelling, misspelt ones when nothing else fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import hangul
from .folding import EVERYDAY, STOP, VERBAL, Token, compact, fold, is_content, is_particle, singular, stem, tokens
from .index import Index
from .naming import Name, digits

MOST_TOKENS = 8  # words of the longest name
TYPO, LAYOUT = 0.8, 0.9  # how sure a mention is that was misspelt, or typed on the other layout


@dataclass(frozen=True)
class Mention:
    """A name in a text. ``others`` are the concepts that share the name; ``likeness`` is 1 when it is spelt so."""

    concept: int
    key: str
    start: int
    end: int
    rank: int
    likeness: float = 1.0
    others: tuple[int, ...] = ()

    @property
    def everyday(self) -> bool:
        """Whether the name is an ordinary word too."""
        return self.key in EVERYDAY or singular(self.key) in EVERYDAY


@dataclass(frozen=True)
class Found:
    """What a text names, and the stems of its other words that say something."""

    text: str
    mentions: list[Mention]
    rest: list[str]

    @property
    def concepts(self) -> list[int]:
        """The concepts in the order in which they are named, each once."""
        return list(dict.fromkeys(mention.concept for mention in self.mentions))


@dataclass(frozen=True)
class Match:
    """A name from token ``first``, offset ``offset``, up to token ``last``, offset ``cut``."""

    key: str
    last: int
    cut: int
    names: list[Name]


def find(index: Index, text: str) -> Found:
    """Return the concepts that ``text`` names, and its other telling words."""
    folded = fold(text)
    words = tokens(folded)
    mentions: list[Mention] = []
    rest: list[Token] = []
    place, offset = 0, 0
    while place < len(words):
        word = words[place]
        found = None if hangs(words, place) else longest(index, words, place, offset)
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
    return Found(folded, settled(index, mentions), [word for word in said if is_content(word)])


def tells(word: Token) -> bool:
    """Whether a word may say something: it is no stop word, and no particle."""
    return word.text not in STOP and not (word.hangul and is_particle(word.text))


def hangs(words: list[Token], place: int) -> bool:
    """Whether a word is only the particle, the plural or the number that hangs on the word before it."""
    word = words[place]
    if not word.glued:
        return False
    return (word.hangul and is_particle(word.text)) or not (word.hangul or words[place - 1].hangul)


def longest(index: Index, words: list[Token], first: int, offset: int) -> Match | None:
    """Return the longest name that starts at a place of the text."""
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
            names = index.names.called(whole)
            if names and usable(whole) and not (joined and cut == len(word.text)):
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
        if singular(text) != text:
            yield singular(text), len(word.text)
        return
    for cut in range(len(text) - 1, 0, -1):
        if follows(index, text[cut:], cut):
            yield text[:cut], begin + cut


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
            found = longest(index, words, place, offset)
            if found is not None and len(found.key) > 2:
                return found, offset
    return None, 0


def usable(key: str) -> bool:
    """Whether a name is long enough to be one inside a text, and is no stop word."""
    return (len(key) > 1 or hangul.is_syllable(key)) and not key.isdigit() and key not in STOP


def mention_of(index: Index, found: Match, start: int, end: int, likeness: float = 1.0) -> Mention:
    """Return the mention of a match: of several concepts the one whose own name it is, then the best known."""
    ranks: dict[int, int] = {}
    for name in found.names:
        ranks[name.concept] = min(name.rank, ranks.get(name.concept, name.rank))
    ordered = sorted(ranks, key=lambda one: (ranks[one], -index.prominence(one), one))
    return Mention(ordered[0], found.key, start, end, ranks[ordered[0]], likeness, tuple(ordered[1:]))


def repaired(index: Index, rest: list[Token], mentions: list[Mention]) -> Iterator[Token]:
    """Add the misspelt names among ``rest`` to ``mentions``; yield the words that remain."""
    skip = -1
    for place, word in enumerate(rest):
        if place <= skip:
            continue
        known = index.postings.known(stem(word.text)) or stem(word.text) in STOP or word.text in STOP
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
    bare = [word, *(word[:cut] for cut in range(len(word) - 1, 0, -1) if is_particle(word[cut:]))]
    for form in bare:
        other = hangul.from_latin(form) if form[0].isascii() else hangul.to_latin(form)
        if len(other) > 1 and other != form and index.names.called(other):
            return other, LAYOUT
    for form in () if layout_only else (word, stem(word)):
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
    return [word for place, word in enumerate(rest) if place not in used]


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
