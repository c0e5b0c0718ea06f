"""``flask ask``: a question at the terminal."""

from __future__ import annotations

from flask import Flask


def test_a_question_on_the_command_line_is_answered(bakery: Flask) -> None:
    done = bakery.test_cli_runner().invoke(args=["ask", "바게트가", "뭐야?"])
    assert done.exit_code == 0
    assert "바게트" in done.output


def test_without_a_question_every_line_is_one(bakery: Flask) -> None:
    done = bakery.test_cli_runner().invoke(args=["ask"], input="what is rye?\n\n🥖\n")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) >= 2
