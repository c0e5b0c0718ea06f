"""An answer in the making: sentences and points, each with its sources, until it is text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from service.atlas import korean
from service.atlas.forms import escape

from .polite import polite

LONGEST = 400  # characters of a chat bubble
# Facts with a citation that an answer leaves room for, the room of one at most, and that of its marks.
FACTS, FACTS_COMPARED, MOST_RESERVED, MARKS = 2, 1, 130, 10
CUT = 110  # a piece shorter than this is never cut


@dataclass(frozen=True)
class Piece:
    """A sentence, or with ``label`` a point of a list."""

    text: str
    sources: tuple[str, ...] = ()
    label: str = ""
    marks: int = 2  # sources shown behind it in the chat form


@dataclass
class Draft:
    """What an answerer has to say. ``sure`` is how well the knowledge decides the question, 0 to 1.

    ``recalled`` is how much of a description what was recognized by it holds, 0 to 1.
    """

    lang: str
    intent: str
    concepts: list[int] = field(default_factory=list)
    lead: list[Piece] = field(default_factory=list)
    points: list[Piece] = field(default_factory=list)
    more: list[Piece] = field(default_factory=list)
    tables: list[Callable[[], str]] = field(default_factory=list)  # made last, so that numbers follow the text
    compared: list[int] = field(default_factory=list)
    meant: list[int] = field(default_factory=list)  # what the answer comes to, before what the question names
    sure: float = 1.0
    recalled: float = 0.0
    cited: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)  # the properties of which facts are told

    def say(self, text: str, sources: Iterable[str] = (), label: str = "", marks: int = 2) -> None:
        """Add a sentence that answers, once."""
        piece = Piece(self.worded(text), tuple(sources), label, marks=marks)
        if all(piece.text != one.text for one in self.lead):
            self.lead.append(piece)

    def add(self, text: str, sources: Iterable[str] = (), label: str = "", marks: int = 2) -> None:
        """Add a point that matters, unless it was said."""
        piece = Piece(self.worded(text), tuple(sources), label, marks)
        bare = piece.text.rstrip(".")
        if bare and all(bare not in one.text for one in (*self.lead, *self.points)):
            self.points.append(piece)

    def further(self, text: str, sources: Iterable[str] = (), label: str = "") -> None:
        """Add what only the long form has room for."""
        piece = Piece(self.worded(text), tuple(sources), label)
        if all(piece.text != one.text for one in (*self.lead, *self.points, *self.more)):
            self.more.append(piece)

    def worded(self, text: str) -> str:
        """Return stored text as the answer words it: in Korean polite, particles resolved."""
        text = " ".join(text.split())
        return polite(korean.attach(text)) if self.lang == "ko" else text

    def mark(self, sources: Sequence[str], most: int = 2) -> str:
        """Return the citation marks of a claim; a source gets its number when it is cited first."""
        for source in sources[:most]:
            if source not in self.cited:
                self.cited.append(source)
        return "".join(f"[{self.cited.index(source) + 1}]" for source in sources[:most])

    def spoken(self, piece: Piece) -> str:
        """Return a piece as a sentence with its marks before the stop."""
        text = f"{piece.label}: {piece.text}" if piece.label else piece.text
        marks = self.mark(piece.sources, piece.marks)
        body, stop = (text[:-1], text[-1]) if text[-1:] in ".!?" else (text, ".")
        return f"{body} {marks}{stop}" if marks else f"{body}{stop}"

    def text(self) -> str:
        """Return the answer for a chat bubble: whole sentences, at most :data:`LONGEST` characters.

        What cites nothing leaves room for what does: an answer tells facts, not only what things are.
        """
        said = ""
        pieces = [*self.lead, *self.points]
        for place, piece in enumerate(pieces):
            if said and not piece.sources and len(said) + len(piece.text) > LONGEST - self.reserved(pieces, place):
                continue
            kept = len(self.cited)
            room = LONGEST - len(said) - (1 if said else 0)
            sentence = self.spoken(piece)
            if len(sentence) > room:
                del self.cited[kept:]
                if said and room < CUT:
                    continue
                sentence = self.shortened(piece, room)
                if not sentence:
                    continue
            said = f"{said} {sentence}" if said else sentence
        return said

    def reserved(self, pieces: Sequence[Piece], place: int) -> int:
        """Return how many characters the facts need that an answer should still tell behind the piece at ``place``."""
        wanted = FACTS_COMPARED if self.compared else FACTS
        told = sum(bool(piece.sources) for piece in pieces[:place])
        ahead = [piece for piece in pieces[place + 1 :] if piece.sources][: max(0, wanted - told)]
        return sum(min(MOST_RESERVED, len(piece.label) + len(piece.text) + MARKS) for piece in ahead)

    def shortened(self, piece: Piece, room: int) -> str:
        """Return as many whole sentences or words of a piece as there is room for; an ellipsis says that it goes on."""
        text = f"{piece.label}: {piece.text}" if piece.label else piece.text
        space = room - 12
        whole = [match.end() for match in re.finditer(r"[.!?](?=\s)", text) if match.end() <= space]
        if whole:
            return self.spoken(Piece(text[: whole[-1]], piece.sources))
        parts = [match.start() for match in re.finditer(r"[,;](?=\s)|\s(?=\S)", text) if match.start() <= space]
        return f"{text[: parts[-1]].rstrip(',;')}… {self.mark(piece.sources)}".rstrip() if parts else ""

    def markdown(self) -> str:
        """Return the long form: the same sentences, all points as a list, tables. Numbers go on from the text."""
        blocks = [" ".join(self.marked(piece) for piece in self.lead)] if self.lead else []
        if self.points:
            blocks.append("\n".join(f"- {self.marked(piece)}" for piece in self.points))
        blocks += [block for table in self.tables if (block := table())]
        blocks += [self.marked(piece) for piece in self.more]
        return "\n\n".join(blocks)

    def marked(self, piece: Piece) -> str:
        """Return a piece as Markdown."""
        label = f"**{escape(piece.label)}**: " if piece.label else ""
        marks = self.mark(piece.sources, max(3, piece.marks))
        return f"{label}{escape(piece.text)} {marks}".rstrip()
