"""What nobody could answer is kept, bounded, and only when it is wanted."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from service.atlas.asking import gaps


def test_a_question_is_counted_however_it_is_spaced(session: Session) -> None:
    for question in ("빵 칼이란?", "빵칼 이란", "How sharp?"):
        gaps.keep(session, question, "ko", 10)
    assert [(row.question, row.times) for row in gaps.asked(session, 5)] == [("빵 칼이란?", 2), ("How sharp?", 1)]


def test_the_oldest_go(session: Session) -> None:
    for number in range(6):
        gaps.keep(session, f"question {number}", "en", 3)
    assert {row.question for row in gaps.asked(session, 9)} == {"question 3", "question 4", "question 5"}


def test_none_are_kept_when_it_is_off(session: Session) -> None:
    gaps.keep(session, "anything", "en", 0)
    assert gaps.asked(session, 5) == []


def test_the_command_lists_what_was_asked(app: Flask, baked: Session) -> None:
    client = app.test_client()
    client.get("/v1/ask?q=how+tall+is+the+oven")
    client.get("/v1/ask?q=what+is+a+baguette")
    told = app.test_cli_runner().invoke(args=["knowledge", "gaps"]).output
    assert "how tall is the oven" in told
    assert "baguette" not in told


@pytest.mark.parametrize("address", ["/v1/ask?q=how+tall+is+the+oven", "/en/ask?q=how+tall+is+the+oven"])
def test_every_channel_keeps_what_nobody_could_answer(app: Flask, baked: Session, address: str) -> None:
    app.test_client().get(address)
    assert [row.question for row in gaps.asked(baked, 5)] == ["how tall is the oven"]
