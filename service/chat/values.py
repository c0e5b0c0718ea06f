"""The values that tools give: one language, few words. A client reads their schemas."""

from __future__ import annotations

from typing import NotRequired

# typing's own TypedDict tells pydantic too little before Python 3.12.
from typing_extensions import TypedDict


class NamedBrief(TypedDict):
    """A concept by name."""

    id: str
    label: str


class HitBrief(NamedBrief):
    """A concept that was found."""

    kind: str
    summary: str


class FoundBrief(TypedDict):
    """Concepts that were found, best first, and how many there are in all."""

    items: list[HitBrief]
    total: int


class SourceBrief(TypedDict):
    """A source and the number by which claims cite it."""

    number: int
    title: str
    url: str | None


class FactBrief(TypedDict):
    """A claim; ``sources`` are numbers."""

    label: str
    text: str
    as_of: int | None
    disputed: bool
    sources: list[int]


class RelationBrief(TypedDict):
    """A relation: what it is called from this concept, and to which other."""

    label: str
    target: NamedBrief


class MisconceptionBrief(TypedDict):
    """What people often believe, and what is true."""

    claim: str
    correction: str


class More(TypedDict):
    """How many of each were left out."""

    facts: int
    relations: int


class ConceptBrief(HitBrief):
    """A concept with what is said of it."""

    description: str
    facts: list[FactBrief]
    relations: list[RelationBrief]
    misconceptions: list[MisconceptionBrief]
    sources: list[SourceBrief]
    more: More
    url: str
    picture: str


class RowBrief(TypedDict):
    """One property; a text a concept, in their order, ``null`` where the atlas is silent."""

    label: str
    cells: list[str | None]
    same: bool
    sources: list[int]


class ChoiceBrief(TypedDict):
    """When to choose which."""

    concept: str
    when: str


class ComparisonBrief(TypedDict):
    """Concepts side by side."""

    title: str
    concepts: list[HitBrief]
    summary: str
    rows: list[RowBrief]
    choose: list[ChoiceBrief]
    sources: list[SourceBrief]
    more_rows: int
    url: str
    picture: str


class StepBrief(TypedDict):
    """One relation on the way."""

    start: str
    label: str
    end: str


class PathBrief(TypedDict):
    """How two concepts hang together; no steps when nothing joins them."""

    sentence: str
    steps: list[StepBrief]
    url: str


class FollowUpBrief(TypedDict):
    """A question that may come next."""

    question: str


class AnswerBrief(TypedDict):
    """An answer with its citations; ``answered`` is false when the atlas does not know."""

    question: str
    lang: str
    intent: str
    answered: bool
    confidence: float
    concepts: list[str]
    text: str
    citations: list[SourceBrief]
    picture: NotRequired[str]
    comparison: NotRequired[str]
    follow_ups: list[FollowUpBrief]


class PictureBrief(TypedDict):
    """A picture's addresses, and what it shows in words."""

    alt: str
    svg: str
    png: str
