"""The body of an import: text to documents, with every problem found on the way and its line."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import Any

from marshmallow import ValidationError

from service.errors import TooMuch, Unfit

from . import documents, json_text, yaml_text
from .consistency import unique_ids
from .folder import SCHEMAS, Document, Folder, flatten, form_problem, nearest
from .yaml_text import Problem, Tree, YamlError

BODY = "body"  # what problems call the import as a whole
MOST_PROBLEMS = 500  # problems told of one import; whoever made more than that made one mistake many times


class Deadline:
    """A moment by which an import must be done; ``seconds`` 0: whenever."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.end = seconds, time.monotonic() + seconds

    def check(self) -> None:
        """Raise :class:`TooMuch` when the moment is past."""
        if self.seconds and time.monotonic() > self.end:
            raise TooMuch(self.seconds)


class Sent(Document):
    """A document of an import: its problems name the member as well as the line."""

    def problem(self, message: str, *location: str | int, hint: str = "", severity: str = "error") -> Problem:
        """Return a problem at a member of this document."""
        place = ".".join(map(str, (*self.at, *location)))
        return Problem(place, self.line(*location), message, hint, severity)


def read(body: bytes, form: str, deadline: Deadline) -> list[Document]:
    """Return the documents of a body; ``form`` is ``yaml`` or ``json``.

    Raises:
        Unfit: it is not one, or documents have another form; every problem is told with its line.
        TooMuch: reading takes too long.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise unfit([Problem(BODY, line, "is not UTF-8", "send it as UTF-8")]) from error
    parse = yaml_text.parse if form == "yaml" else json_text.parse
    try:
        tree, problems = parse(text, BODY)
    except YamlError as error:
        raise unfit([error.problem]) from error
    if not isinstance(tree.data, dict):
        raise unfit([Problem(BODY, 1, "is not a map of nouns", "write 'concept:' and under it a list of concepts")])
    found: list[Document] = []
    for noun, listed in tree.data.items():
        deadline.check()
        found += read_list(noun, listed, tree, problems, deadline)
    problems += unique_ids(Folder(found, []))
    if problems:
        raise unfit(problems)
    return found


def read_list(noun: Any, listed: Any, tree: Tree, problems: list[Problem], deadline: Deadline) -> list[Document]:
    """Return the documents of one noun that have the right form."""
    line = tree.line((noun,))
    if noun not in documents.ORDER:
        problems.append(Problem(str(noun), line, "is not a noun here", nearest(str(noun), documents.ORDER)))
        return []
    if not isinstance(listed, list):
        problems.append(Problem(noun, line, "must hold a list", "start each entry with '- id:'"))
        return []
    found: list[Document] = []
    schema = SCHEMAS[noun]
    for index, raw in enumerate(listed):
        deadline.check()
        document = Sent(noun, noun, {}, "", tree, (noun, index), 0)
        if not isinstance(raw, dict):
            problems.append(document.problem("is not a map of members", hint="write 'id: …' and so on"))
            continue
        try:
            document.data = schema.load(raw)
        except ValidationError as error:
            problems += [form_problem(document, schema, *found_at) for found_at in flatten(error.messages)]
            continue
        document.id = document.data.get("id", noun)
        document.path = f"{noun} {document.id}"
        found.append(document)
    return found


def unfit(problems: list[Problem]) -> Unfit:
    """Return the error that tells problems by their place and line."""
    errors: dict[str, list[str]] = defaultdict(list)
    told = sorted(set(problems), key=lambda one: (one.line, one))[:MOST_PROBLEMS]
    for one in told:
        errors[one.path].append(f"line {one.line}: {one.message}" + (f" ({one.hint})" if one.hint else ""))
    shown = [{"place": one.path, "line": one.line, "message": one.message, "hint": one.hint} for one in told]
    return Unfit(dict(errors), shown)
