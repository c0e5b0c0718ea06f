"""``flask mcp`` and ``flask ask``: the atlas for a model on this machine, and for a person at a terminal."""

from __future__ import annotations

import logging
import sys

import anyio
import click
from flask import current_app
from flask.cli import with_appcontext

from .reading import Reader, Refused, language_of

LOCAL = "http://127.0.0.1:8000"
HINTS = {
    "en": "Ask in Korean or English; a number asks what is offered under it, an empty line ends.",
    "ko": "한국어나 영어로 물어보세요. 번호를 입력하면 그 질문을 하고, 빈 줄을 입력하면 끝납니다.",
}


def reader() -> Reader:
    """Return a reader of the current application."""
    return Reader(current_app.wsgi_app, current_app.config["BASE_URL"] or LOCAL)


@click.command("mcp")
@with_appcontext
def serve_stdio() -> None:
    """Speak MCP over standard input and output, for clients that start a program."""
    from .server import build_server  # the SDK takes a second to import: only who needs it waits

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)  # standard output belongs to the protocol
    anyio.run(build_server(reader()).run_stdio_async)


@click.command("ask")
@click.argument("question", nargs=-1)
@click.option("--lang", type=click.Choice(["en", "ko"]), help="Language of the answer; else that of the question.")
@with_appcontext
def ask(question: tuple[str, ...], lang: str | None) -> None:
    """Answer QUESTION; without one, hold a conversation until the input ends."""
    conversation = Conversation(reader(), lang)
    if question:
        click.echo(conversation.answer(" ".join(question)))
        return
    talking = sys.stdin.isatty()
    if talking:
        click.echo(HINTS[lang or "en"] if lang else "\n".join(HINTS.values()))
    while True:
        if talking:
            click.echo("> ", nl=False)
        line = sys.stdin.readline()
        if not line or (talking and not line.strip()):
            return
        if line.strip():
            click.echo(conversation.answer(line))


class Conversation:
    """Questions one after the other: a follow-up is understood by what was talked about, or asked by its number."""

    def __init__(self, atlas: Reader, lang: str | None) -> None:
        self.atlas, self.lang = atlas, lang
        self.spoken = lang or "en"
        self.context: list[str] = []
        self.offered: list[str] = []

    def answer(self, line: str) -> str:
        """Return the answer to a line as a person reads it at a terminal."""
        from . import brief, telling
        from .reply import context_of

        typed = line.strip()
        chosen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 0
        question = self.offered[chosen - 1] if 0 < chosen <= len(self.offered) else typed
        self.spoken = self.lang or language_of(question)
        about = ",".join(self.context) or None
        try:
            given = self.atlas.json("v1", "ask", q=question, lang=self.spoken, context=about)
        except Refused as refused:
            return str(refused)
        if given["answered"]:
            self.context = context_of(given)
        self.offered = [one["question"] for one in given["follow_ups"]]
        short = brief.answer(given, self.atlas.absolute)
        lines = [short["text"], *telling.sources(short["citations"])]
        lines += [f"({number}) {one}" for number, one in enumerate(self.offered, 1)]
        return "\n".join(lines)
