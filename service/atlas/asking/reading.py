"""What a question asks: the concepts it names, its cues, the properties and relations it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

from service.atlas.searching import mentions
from service.atlas.searching.describing import is_sought
from service.atlas.searching.folding import ENDINGS, fold
from service.atlas.searching.index import Index
from service.atlas.searching.meanings import meant
from service.atlas.searching.mention import Found, Mention
from service.atlas.searching.search import inner

from .lexicon import Lexicon, Phrase, asked
from .recalling import hinted

TOPIC = re.compile(r"\s?(에 대한|에 대해|에 관한|란\b|이란\b)")
ABOUT = re.compile(r"\b(about|regarding|concerning)\s+(an?\s|the\s)?$")
JOINED = re.compile(r"\s*(와|과|및|,|·|/|랑|이랑|하고|그리고)\s*")
CLAUSE = re.compile(r"[?:.,]")
# Where one question ends and another may begin.
SENTENCES = re.compile(
    r"(?<=[.?!])\s+|\s(?=그리고\s)|\s(?=and also\b|and then\b|also,? (?:what|how|do|can)\b|oh and\b)"
)
MOST_SENTENCES = 8
ASKING = ("define", "compare", "how", "why", "architecture", "relation", "list")
HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")


@lru_cache(maxsize=1)
def cues() -> dict[str, re.Pattern[str]]:
    """Return one pattern for each cue, both languages together: questions mix them."""
    data = yaml.safe_load((Path(__file__).parent / "cues.yaml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join([*sides["en"], *sides["ko"]])) for name, sides in data.items()}


@dataclass(frozen=True)
class Reading:
    """A question that was read.

    ``concepts`` are what it is about, the most special first; ``order`` has them as they were named, and ``nearby``
    are those whose names stand inside longer ones. ``unexplained`` are words that name and ask nothing known.
    """

    question: str
    lang: str
    found: Found
    concepts: list[int]
    order: list[int]
    nearby: list[int]
    cues: frozenset[str]
    properties: dict[str, int]
    relations: frozenset[str]
    words: frozenset[str]
    unexplained: list[str]
    hints: tuple[int, ...] = ()  # concepts of which a word of the name is said
    followed: bool = False  # whether the concepts come from what was talked about before

    @property
    def text(self) -> str:
        """The folded question."""
        return self.found.text

    def text_from(self, mention: Mention) -> str:
        """Return what follows a name."""
        return self.found.text[mention.end :]

    @property
    def yesno(self) -> bool:
        """Whether the question wants a yes or a no."""
        return (self.has("yesno") and not self.has("starts_wh")) or (self.has("verdict") and not self.has("wh"))

    @property
    def offers_nothing(self) -> bool:
        """Whether a question marks what it is about, and names nothing to choose from after that."""
        topics = topics_of(self.found)
        return bool(topics) and not CLAUSE.search(self.text[topics[0].end : self.found.mentions[-1].start])

    def has(self, *names: str) -> bool:
        """Whether the question holds one of these cues."""
        return not self.cues.isdisjoint(names)


def language_of(question: str, wanted: str | None, spoken: str) -> str:
    """Return the language of the answer: the one asked for, Korean for a Korean question, else the listener's."""
    return wanted or ("ko" if HANGUL.search(question) else spoken)


def read(index: Index, lexicon: Lexicon, question: str, lang: str, context: Sequence[int] = ()) -> Reading:
    """Read a question. ``context`` are the concepts just talked about, which "it" may mean."""
    found = mentions.find(index, concerned(index, lexicon, question), apart=True)
    text = found.text.strip()
    said = frozenset(name for name, pattern in cues().items() if pattern.search(text)) | abreast(found) | seeking(text)
    properties = asked(lexicon.property_phrases, outside(found))
    for term, said_so in asked(lexicon.property_phrases, text).items():
        long = any(phrase.length > 12 for phrase in said_so)
        beside = len(found.concepts) > 1 and any(
            mention.key in phrase_keys(lexicon, term) for mention in found.mentions
        )
        if long or beside:
            properties.setdefault(term, said_so)
    relations = asked(lexicon.relation_phrases, text)
    phrases = [phrase for some in (*properties.values(), *relations.values()) for phrase in some]
    concepts = found.concepts
    named = [word for one in found.concepts for text_ in index.labels[one].values() for word in meant(fold(text_))]
    followed = False
    if context and not found.elsewhere:
        if not concepts:
            concepts, followed = list(context), True
        elif not said.isdisjoint(("follow", "pronoun")) and not said.isdisjoint(("compare", "relation", "membership")):
            concepts = [*(one for one in context if one not in concepts), *concepts][:4]
            followed = True
    return Reading(
        question=question,
        lang=lang,
        found=found,
        concepts=focused(index, found, concepts),
        order=concepts,
        nearby=[one for one in inner(index, found) if one not in concepts],
        cues=said,
        properties=strengths(lexicon, properties, outside(found)),
        relations=frozenset(relations),
        words=frozenset([*meant(text), *named]),
        unexplained=[
            word
            for word in dict.fromkeys(found.rest)
            if not any(phrase.holds(word) for phrase in phrases) and not is_cue(word) and not word.endswith(ENDINGS)
        ],
        hints=tuple(hinted(index, found, [word for word in dict.fromkeys(found.rest) if not is_cue(word)])),
        followed=followed,
    )


def strengths(lexicon: Lexicon, properties: dict[str, list[Phrase]], beside: str) -> dict[str, int]:
    """Return how plainly each property is asked for: words inside a name count half of those beside it."""
    said = asked(lexicon.property_phrases, beside)
    inside = {term: max(phrase.length for phrase in some) // 2 for term, some in properties.items()}
    return inside | {term: max(phrase.length for phrase in some) for term, some in said.items()}


def concerned(index: Index, lexicon: Lexicon, question: str) -> str:
    """Return a question without the sentences that ask something else: "what is X? and what's for lunch?".

    A sentence is left out only when another one names and asks something, while it names nothing itself and holds
    words that the atlas has never heard; one that asks for something of the vocabulary must hold no others.
    """
    parts = [part for part in SENTENCES.split(question) if part.strip()]
    if not 1 < len(parts) <= MOST_SENTENCES:
        return question
    found = [mentions.find(index, part, apart=True) for part in parts]
    if not any(one.mentions and is_asking(one.text) for one in found):
        return question
    return " ".join(part for part, one in zip(parts, found, strict=True) if not is_aside(index, lexicon, one))


def is_asking(text: str) -> bool:
    """Whether a sentence asks what something is, how it works or how it stands to others."""
    return any(cues()[name].search(text.strip()) for name in ASKING)


def is_aside(index: Index, lexicon: Lexicon, found: Found) -> bool:
    """Whether a sentence has nothing to do with the field."""
    if found.mentions or found.elsewhere:
        return False
    said = [word for word in found.rest if not is_cue(word)]
    strange = [word for word in said if not index.postings.known(word)]
    vocabulary = asked(lexicon.property_phrases, found.text) or asked(lexicon.relation_phrases, found.text)
    return bool(strange) and (not vocabulary or strange == said)


def is_cue(word: str) -> bool:
    """Whether a word asks, rather than says what is asked about."""
    return any(pattern.search(word) for pattern in cues().values())


def abreast(found: Found) -> frozenset[str]:
    """Return the cue of names that stand abreast: "HVM/PVH/PV" asks for a comparison."""
    gaps = [found.text[one.end : other.start].strip() for one, other in pairwise(found.mentions)]
    return frozenset({"compare"} if gaps and all(gap == "/" for gap in gaps) else ())


def seeking(text: str) -> frozenset[str]:
    """Return the cue of a description whose name is sought."""
    return frozenset({"sought"} if is_sought(text) else ())


def focused(index: Index, found: Found, concepts: list[int]) -> list[int]:
    """Return concepts with the most special first: what a question marks as its topic, then things before kinds.

    Ordinary words that happen to be names, and kinds of what is named, only say where the topic belongs.
    """
    wider = {kind for number in concepts for kind in index.above(number)}
    plain = {mention.concept for mention in found.mentions if not mention.everyday}
    topics = {mention.concept for mention in topics_of(found)}
    settings = found.settings()
    plain -= settings

    def place(one: int) -> tuple[bool, ...]:
        return (bool(topics) and one not in topics, one in wider, bool(plain) and one not in plain, one in settings)

    return sorted(concepts, key=place)


def topics_of(found: Found) -> list[Mention]:
    """Return the names that a question marks as what it is about, the last one first: "A와 B에 대한", "about A"."""
    topics: list[Mention] = []
    for mention in reversed(found.mentions):
        joined = bool(topics) and JOINED.fullmatch(found.text[mention.end : topics[-1].start])
        if joined or TOPIC.match(found.text, mention.end) or ABOUT.search(found.text[: mention.start]):
            topics.append(mention)
    return topics


def outside(found: Found) -> str:
    """Return the question with the names taken out, so that "live migration" does not ask for itself."""
    text, position = "", 0
    for mention in found.mentions:
        if mention.start >= position:
            text += found.text[position : mention.start] + " _ "
            position = mention.end
    return text + found.text[position:]


def phrase_keys(lexicon: Lexicon, term: str) -> set[str]:
    """Return the keys of the phrases of a property, without spaces."""
    return {phrase.key.replace(" ", "") for phrase in lexicon.property_phrases if phrase.term == term}
