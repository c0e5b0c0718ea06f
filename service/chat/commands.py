"""``flask mcp`` and ``flask ask``: the atlas for a model on this machine, and for a person at a terminal."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable

import anyio
import click
from flask import current_app
from flask.cli import with_appcontext

from .reading import Reader, Refused, language_of

LOCAL = "http://127.0.0.1:8000"


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
    """Answer QUESTION; without one, keep asking until the input ends."""
    asked: Iterable[str] = [" ".join(question)] if question else sys.stdin
    atlas = reader()
    for line in asked:
        if not line.strip():
            continue
        click.echo(told(atlas, line.strip(), lang or language_of(line)))


def told(atlas: Reader, question: str, lang: str) -> str:
    """Return an answer as a person reads it at a terminal."""
    from . import brief, telling

    try:
        return telling.answer(brief.answer(atlas.json("v1", "ask", q=question, lang=lang), atlas.absolute))
    except Refused as refused:
        return str(refused)
