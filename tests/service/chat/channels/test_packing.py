"""No answer is over a limit of any platform, whatever stands in it; and every platform gets the same answer."""

from __future__ import annotations

import re

import orjson
import pytest
from flask import Flask
from hypothesis import Phase, given, settings

from service.chat.channels import found
from service.chat.reading import Reader
from service.chat.reply import Card, Citation, FollowUp, Reply, question_of, reply_to

from .replies import OVER, REPLIES, strings

CHANNELS = sorted(OVER)
BASE = "https://atlas.example"


def test_every_channel_is_checked_here() -> None:
    assert sorted(found()) == CHANNELS


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_names_its_limits_and_their_pages(name: str) -> None:
    channel = found()[name]
    assert all(most > 0 for most in channel.LIMITS.values())
    assert all(page.startswith("https://") for page in channel.SOURCES)
    assert set(channel.TITLE) == {"en", "ko"}


@settings(max_examples=100)
@given(reply=REPLIES)
def test_no_answer_is_over_a_limit(reply: Reply) -> None:
    for name in CHANNELS:
        packed = found()[name].pack(reply)
        assert OVER[name](packed) == [], name
        orjson.dumps(packed)


@pytest.mark.slow
@settings(max_examples=10_000, phases=[Phase.generate])  # the first that fails is shown as it is
@given(reply=REPLIES)
def test_ten_thousand_answers_are_within_every_limit(reply: Reply) -> None:
    for name in CHANNELS:
        assert OVER[name](found()[name].pack(reply)) == [], name


@pytest.mark.parametrize("question", ["baguette and rye difference", "바게트와 호밀빵 차이", "what is rye?"])
def test_the_same_question_has_the_same_facts_and_citations_everywhere(bakery: Flask, question: str) -> None:
    reply = reply_to(Reader(bakery.wsgi_app, BASE), question_of(question))
    assert reply.answered
    assert reply.citations
    for name in CHANNELS:
        told = "\n".join(strings(found()[name].pack(reply)))
        assert reply.text in told, name
        shown = [one for one in reply.citations if one.url][:5]  # the fewest that a platform lists
        assert all(re.search(rf"\[{one.number}\\?\]", told) and one.url in told for one in shown), name


def test_an_answer_cites_only_the_sources_of_its_text(bakery: Flask) -> None:
    reply = reply_to(Reader(bakery.wsgi_app, BASE), question_of("what is rye?"))
    assert [one.number for one in reply.citations] == sorted({int(n) for n in re.findall(r"\[(\d+)\]", reply.text)})


def test_an_honest_i_do_not_know_shows_no_card(bakery: Flask) -> None:
    reply = reply_to(Reader(bakery.wsgi_app, BASE), question_of("who won the football match yesterday", "rye"))
    assert not reply.answered
    assert reply.context == ["rye"]  # what was talked about before is not forgotten for it
    assert (reply.cards, reply.picture, reply.citations) == ([], "", [])


@pytest.mark.parametrize("name", CHANNELS)
def test_what_stands_in_an_answer_is_never_markup(name: str) -> None:
    hostile = "<!channel> <script>alert(1)</script> [x](javascript:alert(1)) @everyone *b*"
    reply = Reply(
        "en",
        hostile,
        title=hostile,
        citations=[Citation(1, hostile, "javascript:alert(1)"), Citation(2, hostile, "https://a.example/>|x")],
        cards=[Card(hostile, hostile, "https://a.example", ""), Card(hostile, hostile, "", "")],
        follow_ups=[FollowUp(hostile, "https://a.example")],
    )
    packed = found()[name].pack(reply)
    if name == "slack":
        marked = [t["text"] for b in packed["blocks"] for t in b.get("elements", []) if t.get("type") == "mrkdwn"]
        assert marked
        assert all("<!channel>" not in text and "<script>" not in text for text in [*marked, packed["text"]])
    if name == "discord":
        assert packed["allowed_mentions"] == {"parse": []}
    if name == "teams":
        blocks = [part["text"] for part in packed["attachments"][0]["content"]["body"] if part["type"] == "TextBlock"]
        assert all("<script>" not in block.replace("\\<", "") for block in blocks)
    addresses = [text for text in strings(packed) if text.startswith("javascript:")]
    assert addresses == []
