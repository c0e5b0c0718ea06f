"""KakaoTalk's cards: one answer as outputs of a skill response, each within the limits of its kind."""

from __future__ import annotations

from service.chat.brief import Json
from service.chat.reply import Card, Reply, with_option

from .fitting import fit, opens, told_apart, units

# https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/answer_json_format; where that page leaves the number
# to its pictures, third-party digests of it.
LIMITS = {
    "outputs": 3,
    "quickReplies": 10,
    "simpleText": 1000,
    "altText": 50,  # newer pages; older ones say 1,000
    "label": 14,  # of a button or a quick reply
    "basicCard title": 50,
    "basicCard description": 230,
    "textCard title": 50,
    "textCard description": 400,
    "textCard description in a carousel": 128,
    "listCard items": 5,
    "listCard title": 40,  # one line; longer text is cut by the client
    "itemCard items": 10,
    "itemCard title": 6,
    "itemCard text": 40,
    "carousel items": 10,
    "buttons": 3,
    "messageText": 200,  # our own: a question that a button asks
}
# The picture of a card is cropped to 2:1 unless it has that shape: it is asked for in it.
SHAPE = "aspect=2:1"
WORDS = {"more": {"en": "See more", "ko": "자세히 보기"}, "sources": {"en": "Sources", "ko": "출처"}}


def outputs(reply: Reply) -> list[Json]:
    """Return the answer: its text, then cards, then its sources."""
    found: list[Json] = [{"simpleText": {"text": fit(reply.text, LIMITS["simpleText"]) or "…"}}]
    if len(reply.cards) > 1:
        found.append(carousel(reply))
    elif len(told(reply)) > 1:
        found.append(item_card(reply))
    elif reply.picture or reply.cards:
        found.append(single(reply))
    if linked(reply):
        found.append(list_card(reply))
    return found[: LIMITS["outputs"]]


def quick_replies(reply: Reply) -> list[Json]:
    """Return buttons that ask what may come next; the label may be cut, the question never is."""
    asked = [fit(one, LIMITS["messageText"]) or "?" for one in reply.questions[: LIMITS["quickReplies"]]]
    labels = told_apart(asked, LIMITS["label"])
    return [{"label": label, "action": "message", "messageText": one} for label, one in zip(labels, asked, strict=True)]


def button(address: str, lang: str) -> list[Json]:
    """Return the button that opens a page, where there is one."""
    link = {"label": WORDS["more"][lang], "action": "webLink", "webLinkUrl": address}
    return [link] if opens(address) else []


def single(reply: Reply) -> Json:
    """Return the picture of the answer as a card."""
    own = Card(reply.title, reply.alt, reply.url, reply.picture)
    card = own if reply.picture else reply.cards[0]
    return {"basicCard": basic_card(card, reply.lang)} if card.picture else {"textCard": text_card(card, reply.lang)}


def basic_card(card: Card, lang: str) -> Json:
    """Return a card with a picture."""
    return {
        "title": fit(card.title, LIMITS["basicCard title"]),
        "description": fit(card.text, LIMITS["basicCard description"]),
        "thumbnail": thumbnail(card, card.picture),
        "buttons": button(card.url, lang),
    }


def text_card(card: Card, lang: str, most: str = "textCard description") -> Json:
    """Return a card without a picture."""
    return {
        "title": fit(card.title, LIMITS["textCard title"]) or "…",
        "description": fit(card.text, LIMITS[most]),
        "buttons": button(card.url, lang),
    }


def thumbnail(card: Card, picture: str) -> Json:
    """Return a card's picture; a tap opens it whole."""
    return {
        "imageUrl": with_option(picture, SHAPE),
        "altText": fit(card.title, LIMITS["altText"]),
        "link": {"web": picture},
    }


def carousel(reply: Reply) -> Json:
    """Return a card for each concept; a picture of them all, where there is one, comes first."""
    together = [Card(reply.title, reply.alt, reply.url, reply.picture)] if reply.picture else []
    cards = [*together, *reply.cards][: LIMITS["carousel items"]]
    if all(one.picture for one in cards):
        return {"carousel": {"type": "basicCard", "items": [basic_card(one, reply.lang) for one in cards]}}
    items = [text_card(one, reply.lang, "textCard description in a carousel") for one in cards]
    return {"carousel": {"type": "textCard", "items": items}}


def item_card(reply: Reply) -> Json:
    """Return a concept's facts as a card."""
    card = reply.cards[0] if reply.cards else Card(reply.title, reply.alt, reply.url, reply.picture)
    items = [
        {"title": name, "description": fit(text, LIMITS["itemCard text"])}
        for name, text in told(reply)[: LIMITS["itemCard items"]]
    ]
    packed: Json = {"head": {"title": fit(card.title, LIMITS["label"]) or "…"}, "itemList": items}
    picture = reply.picture or card.picture
    if picture:
        packed["thumbnail"] = thumbnail(card, picture)
    if opens(card.url):
        packed["buttons"] = button(card.url, reply.lang)
    return {"itemCard": packed}


def list_card(reply: Reply) -> Json:
    """Return the sources as a list, each with the number by which the text cites it."""
    items = [
        {"title": fit(f"[{number}] {title}", LIMITS["listCard title"]), "link": {"web": address}}
        for number, title, address in linked(reply)[: LIMITS["listCard items"]]
    ]
    return {"listCard": {"header": {"title": WORDS["sources"][reply.lang]}, "items": items}}


def told(reply: Reply) -> list[tuple[str, str]]:
    """Return the facts that say something and whose names, of six letters at most, need no cutting."""
    most = LIMITS["itemCard title"]
    named = [(fit(name, 2 * most), text) for name, text in reply.facts if fit(text, most)]
    return [(name, text) for name, text in named if name and units(name) <= most]


def linked(reply: Reply) -> list[tuple[int, str, str]]:
    """Return the sources that lead somewhere: an entry of a list needs a link."""
    return [(one.number, one.title, one.url) for one in reply.citations if one.title.strip() and opens(one.url)]
