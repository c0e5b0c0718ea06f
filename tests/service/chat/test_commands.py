"""``flask ask``: a question at the terminal, or a conversation."""

from __future__ import annotations

from flask import Flask

from service.chat.commands import Conversation
from service.chat.reading import Reader


def test_a_question_on_the_command_line_is_answered(bakery: Flask) -> None:
    done = bakery.test_cli_runner().invoke(args=["ask", "바게트가", "뭐야?"])
    assert done.exit_code == 0
    assert "바게트" in done.output


def test_without_a_question_every_line_is_one(bakery: Flask) -> None:
    done = bakery.test_cli_runner().invoke(args=["ask"], input="what is rye?\n\n🥖\n")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) >= 2


def test_a_conversation_remembers_what_it_is_about(bakery: Flask) -> None:
    talk = Conversation(Reader(bakery.wsgi_app, "http://127.0.0.1:8000"), None)
    talk.answer("what is the baguette?")
    assert talk.context == ["baguette"]
    assert "바게트" in talk.answer("그건 뭐야?")


def test_a_number_asks_what_was_offered(bakery: Flask) -> None:
    talk = Conversation(Reader(bakery.wsgi_app, "http://127.0.0.1:8000"), "en")
    first = talk.answer("what is rye?")
    offered = list(talk.offered)
    assert f"(1) {offered[0]}" in first
    fresh = Conversation(Reader(bakery.wsgi_app, "http://127.0.0.1:8000"), "en")
    fresh.context = ["rye"]
    assert talk.answer("1") == fresh.answer(offered[0])


def test_nothing_is_remembered_of_what_was_not_answered(bakery: Flask) -> None:
    talk = Conversation(Reader(bakery.wsgi_app, "http://127.0.0.1:8000"), "en")
    talk.answer("what is rye?")
    talk.answer("who won the football match yesterday")
    assert talk.context == ["rye"]
    assert talk.answer("99")
