"""Every channel configured, and late answers caught instead of sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from service.chat.channels import answering, found, later
from service.chat.reply import Question, Reply

from .signing import SECRETS


@pytest.fixture
def configured(bakery: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secrets of every channel, and time enough on the slowest machine."""
    for channel in found().values():
        monkeypatch.setattr(channel, "SECONDS", 60.0)
    for name, value in SECRETS.items():
        monkeypatch.setitem(bakery.config, name, value)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Answers wait until this is set."""
    event = threading.Event()

    def waiting(_reader: object, question: Question) -> Reply:
        event.wait(20)
        return Reply(question.lang, "드디어.")

    monkeypatch.setattr(answering, "reply_to", waiting)
    yield event
    event.set()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What was sent later, instead of sending it."""
    caught: list[tuple[Any, ...]] = []
    monkeypatch.setattr(later, "send", lambda *given: caught.append(given) or True)
    return caught
