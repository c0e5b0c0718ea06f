"""One answer for every messenger: what was asked, what is known, a picture, what to ask next."""

from __future__ import annotations

from dataclasses import dataclass, field

from .brief import Json
from .reading import Reader, Refused, language_of

MOST_FACTS = 10
LONGEST_QUESTION = 1000  # as the API reads it
UNREADABLE = {
    "en": "Ask me about virtualization in a few words, for example: what is a hypervisor?",
    "ko": "궁금한 것을 몇 낱말로 물어봐 주세요. 예: 하이퍼바이저가 뭐야?",
}
FAILED = {"en": "I cannot answer just now. Please try again.", "ko": "지금은 답할 수 없습니다. 다시 시도해 주세요."}


@dataclass(frozen=True)
class Card:
    """One of the concepts that an answer is about."""

    title: str
    text: str
    url: str
    picture: str


@dataclass(frozen=True)
class Reply:
    """An answer in one language with absolute addresses; empty parts are left out by the channels."""

    lang: str
    text: str
    answered: bool = False
    title: str = ""
    picture: str = ""
    alt: str = ""
    url: str = ""
    intent: str = ""
    citations: list[tuple[str, str]] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


def reply_to(reader: Reader, question: str) -> Reply:
    """Return the answer to what somebody wrote; never raises what the API refuses."""
    question = " ".join(question.split())[:LONGEST_QUESTION]
    lang = language_of(question)
    if not question:
        return Reply(lang="ko", text=UNREADABLE["ko"])
    try:
        return reply_of(reader, reader.json("v1", "ask", q=question, lang=lang))
    except Refused as refused:
        return Reply(lang=lang, text=(UNREADABLE if refused.status < 500 else FAILED)[lang])


def reply_of(reader: Reader, answer: Json) -> Reply:
    """Return an answer of ``/v1/ask`` with what the channels show beside it."""
    lang = answer["lang"].partition("+")[0]
    concepts = [known for one in answer["concepts"][:6] if (known := concept(reader, one)) is not None]
    drawn = answer.get("diagram") or {}
    cards = [card(reader, one, lang) for one in concepts]
    page = answer.get("comparison") or (concepts[0]["links"]["self"] if concepts else "")
    return Reply(
        lang=lang,
        text=answer["answer"]["text"],
        answered=answer["answered"],
        title=" · ".join(one.title for one in cards),
        picture=png(reader.absolute(drawn["url"])) if drawn else "",
        alt=drawn.get("alt", ""),
        url=reader.absolute(page) if page else "",
        intent=answer["intent"],
        citations=[(one["title"], one.get("url") or "") for one in answer["citations"]],
        follow_ups=[one["question"] for one in answer["follow_ups"]],
        cards=cards,
        facts=facts(concepts[0], lang) if len(concepts) == 1 else [],
    )


def concept(reader: Reader, identity: str) -> Json | None:
    """Return a concept, or nothing when it cannot be had just now."""
    try:
        return reader.json("v1", "concepts", identity)
    except Refused:
        return None


def card(reader: Reader, one: Json, lang: str) -> Card:
    """Return a concept as a card."""
    links = one["links"]
    picture = png(reader.absolute(f"{links['diagram']}?lang={lang}"))
    return Card(one["label"][lang], one["summary"][lang], reader.absolute(links["self"]), picture)


def facts(one: Json, lang: str) -> list[tuple[str, str]]:
    """Return the first facts of a concept."""
    return [(fact["label"][lang], fact["text"][lang]) for fact in one["facts"][:MOST_FACTS]]


def png(address: str) -> str:
    """Return the address of the same picture as PNG: messengers show no SVG.

    >>> png("https://atlas.example/v1/concepts/a.svg?lang=ko")
    'https://atlas.example/v1/concepts/a.png?lang=ko'
    """
    path, mark, query = address.partition("?")
    return f"{path.removesuffix('.svg')}.png{mark}{query}" if path.endswith(".svg") else address
