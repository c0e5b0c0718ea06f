"""One answer for every messenger: what was asked, what is known, a picture, what to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from .brief import Json, cited
from .reading import Reader, Refused, language_of

MOST_FACTS = 10
MOST_CARDS = 6
MOST_CONTEXT = 4  # concepts that a further question may lean on; as many as the API reads
LONGEST_QUESTION = 300  # as the page to ask reads it; the rest of a longer message is passed over
LONGEST_ID = 120
UNREADABLE = {
    "en": "Ask me about virtualization in a few words, for example: what is a hypervisor?",
    "ko": "궁금한 것을 몇 낱말로 물어봐 주세요. 예: 하이퍼바이저가 뭐야?",
}
FAILED = {"en": "I cannot answer just now. Please try again.", "ko": "지금은 답할 수 없습니다. 다시 시도해 주세요."}
LATE = {
    "en": "This takes longer than I may keep you waiting. Please ask again in a moment.",
    "ko": "답을 준비하는 데 시간이 더 걸립니다. 잠시 뒤에 다시 물어봐 주세요.",
}


@dataclass(frozen=True)
class Question:
    """What somebody wrote, and the concepts that were talked about just before, as the channel carried them."""

    text: str
    context: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language it is written in; what has no letters is answered in Korean, as most who chat here speak."""
        return language_of(self.text) if any(one.isalpha() for one in self.text) else "ko"


@dataclass(frozen=True)
class Card:
    """One of the concepts that an answer is about."""

    title: str
    text: str
    url: str
    picture: str


@dataclass(frozen=True)
class Citation:
    """A source, and the number by which the text cites it."""

    number: int
    title: str
    url: str


@dataclass(frozen=True)
class FollowUp:
    """A question that may come next, and the page that answers it."""

    question: str
    url: str


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
    citations: list[Citation] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def questions(self) -> list[str]:
        """What may be asked next."""
        return [one.question for one in self.follow_ups]


def question_of(text: str, context: object = ()) -> Question:
    """Return a question from whatever a platform sent: white space made plain, a context of ids or none at all."""
    given = context.split(",") if isinstance(context, str) else context
    ids = [one.strip()[:LONGEST_ID] for one in given if isinstance(one, str)] if isinstance(given, Sequence) else []
    return Question(" ".join(text.split())[:LONGEST_QUESTION], tuple(one for one in ids if one)[:MOST_CONTEXT])


def reply_to(reader: Reader, question: Question) -> Reply:
    """Return the answer to what somebody wrote; never raises what the API refuses."""
    lang = question.lang
    if not question.text:
        return Reply(lang, UNREADABLE[lang])
    context = ",".join(question.context) or None
    try:
        reply = reply_of(reader, reader.json("v1", "ask", q=question.text, lang=lang, context=context))
    except Refused as refused:
        return Reply(lang, (UNREADABLE if refused.status < 500 else FAILED)[lang], context=list(question.context))
    # A question without an answer does not end what was talked about.
    return reply if reply.answered else replace(reply, context=list(question.context))


def reply_of(reader: Reader, answer: Json) -> Reply:
    """Return an answer of ``/v1/ask`` with what the channels show beside it."""
    lang = answer["lang"].partition("+")[0]
    # What stands nearest to a question without an answer is worth a button, not a card.
    named = answer["concepts"][:MOST_CARDS] if answer["answered"] else []
    concepts = [known for one in named if (known := concept(reader, one)) is not None]
    drawn = answer.get("diagram") or {}
    cards = [card(reader, one, lang) for one in concepts]
    shown = answer.get("comparison") or (concepts[0]["links"]["self"] if concepts else "")
    return Reply(
        lang=lang,
        text=answer["answer"]["text"],
        answered=answer["answered"],
        title=" · ".join(one.title for one in cards),
        picture=png(reader.absolute(drawn["url"])) if drawn else "",
        alt=drawn.get("alt", ""),
        url=reader.absolute(page(shown, lang)) if shown else "",
        intent=answer["intent"],
        citations=[Citation(one["number"], one["title"], one.get("url") or "") for one in cited(answer)],
        follow_ups=[FollowUp(one["question"], reader.absolute(page(one["url"], lang))) for one in answer["follow_ups"]],
        context=context_of(answer),
        cards=cards,
        facts=facts(concepts[0], lang) if len(concepts) == 1 else [],
    )


def context_of(answer: Json) -> list[str]:
    """Return the concepts that a question after this answer may mean: those its own follow-ups lean on."""
    for one in answer["follow_ups"][:1]:
        carried: str = parse_qs(urlsplit(one["url"]).query).get("context", [""])[0]
        if carried:
            return carried.split(",")[:MOST_CONTEXT]
    found: list[str] = answer["concepts"][:MOST_CONTEXT]
    return found


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
    return Card(one["label"][lang], one["summary"][lang], reader.absolute(page(links["self"], lang)), picture)


def facts(one: Json, lang: str) -> list[tuple[str, str]]:
    """Return the first facts of a concept."""
    return [(fact["label"][lang], fact["text"][lang]) for fact in one["facts"][:MOST_FACTS]]


def page(address: str, lang: str) -> str:
    """Return the page for people that shows what an address of the API tells.

    >>> page("/v1/concepts/xen", "ko")
    '/ko/concepts/xen'
    """
    return address.replace("/v1/", f"/{lang}/", 1)


def png(address: str) -> str:
    """Return the address of the same picture as PNG: messengers show no SVG.

    >>> png("https://atlas.example/v1/concepts/a.svg?lang=ko")
    'https://atlas.example/v1/concepts/a.png?lang=ko'
    """
    path, mark, query = address.partition("?")
    return f"{path.removesuffix('.svg')}.png{mark}{query}" if path.endswith(".svg") else address


def with_option(address: str, option: str) -> str:
    """Return a picture's address with one more option; no address stays none.

    >>> with_option("https://a.example/x.png?lang=ko", "aspect=2:1")
    'https://a.example/x.png?lang=ko&aspect=2:1'
    """
    return f"{address}{'&' if '?' in address else '?'}{option}" if address else ""
