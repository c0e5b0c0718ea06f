"""Every text of the folder in both languages, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.atlas.folder import Document, Folder
from service.atlas.yaml_text import Location, Problem

LANGUAGES = ("en", "ko")
# Members that hold whole sentences; the others hold names and short phrases.
SENTENCES = frozenset({"summary", "description", "claim", "correction", "verdict", "message"})
FENCED = re.compile(r"```.*?```", re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
ADDRESS = re.compile(r"https?://\S+")
# What a program prints stands between quotes and stays as it is.
QUOTED = re.compile("[“\"'‘][^”\"'’\n]*[”\"'’]")


@dataclass(frozen=True)
class Text:
    """A text in both languages; ``member`` is what it is to its document, such as summary."""

    document: Document
    at: Location
    sides: dict[str, str]

    @property
    def member(self) -> str:
        """The name of the member that holds the text."""
        return next((str(step) for step in reversed(self.at) if isinstance(step, str)), "")

    @property
    def is_prose(self) -> bool:
        """Whether the text is made of sentences."""
        return self.member in SENTENCES and self.document.noun not in ("atlas", "deck")

    def warning(self, message: str, language: str, hint: str = "") -> Problem:
        """Return a warning about one side."""
        return self.document.problem(f"{self.member}: {message}", *self.at, language, hint=hint, severity="warning")


def texts(folder: Folder) -> Iterator[Text]:
    """Yield every language map of the stored documents; aliases are what people type, right or wrong."""
    for document in folder.documents:
        yield from within(document, document.data, ())


def within(document: Document, data: Any, at: Location) -> Iterator[Text]:
    """Yield the language maps inside ``data``."""
    if isinstance(data, dict):
        if all(isinstance(data.get(language), str) for language in LANGUAGES):
            yield Text(document, at, data)
            return
        for key, value in data.items():
            yield from within(document, value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from within(document, value, (*at, index))


def plain(text: str, code: str = "x") -> str:
    """Return ``text`` without code and addresses; inline code leaves the word ``code`` in its place."""
    return ADDRESS.sub(code, CODE.sub(code, FENCED.sub("", text)))


def excerpt(text: str, start: int, end: int) -> str:
    """Return the surroundings of a find, short enough for one line."""
    return text[max(0, start - 12) : end + 12].replace("\n", " ").strip()
