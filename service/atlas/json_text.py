"""JSON with line numbers, as ``yaml_text`` reads YAML: the same tree, the same problems."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

import orjson

from .yaml_text import DEEPEST, Location, Problem, Tree, YamlError

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')


def parse(text: str, name: str) -> tuple[Tree, list[Problem]]:
    """Parse one JSON document; members that stand twice come back as problems.

    Raises:
        YamlError: the text is not JSON, or nests too deep.
    """
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        reason = "nests too deep" if "recursion" in error.msg else f"is not JSON: {error.msg}"
        raise YamlError(Problem(name, error.lineno, reason, "check quotes, commas and brackets")) from error
    tree = Tree(data, text)
    return tree, note_lines(tree, name)


def note_lines(tree: Tree, name: str) -> list[Problem]:
    """Note the line of every member of a tree whose text is JSON; return the members that stand twice."""
    breaks = [found.start() for found in re.finditer("\n", tree.text)]
    problems: list[Problem] = []
    at: list[Any] = []  # the place of the value that comes next; nothing where the name of a member comes first
    seen: list[set[str] | None] = []  # the members of each object around it; nothing for a list
    for token in TOKEN.finditer(tree.text):
        first = token[0][0]
        if first in "]}":
            seen.pop()
            at.pop()
        elif first == ",":
            if seen[-1] is None:
                at[-1] += 1
            else:
                at[-1] = None
        elif first != ":":
            line = bisect_left(breaks, token.start()) + 1
            if seen and (members := seen[-1]) is not None and at[-1] is None:
                at[-1] = word = str(orjson.loads(token[0]))
                if word in members:
                    problems.append(Problem(name, line, f"{word!r} stands twice here", "keep one of the two"))
                members.add(word)
                tree.lines[tuple(at)] = line
                continue
            here: Location = tuple(at)
            tree.lines.setdefault(here, line)
            if first in "[{":
                if len(seen) >= DEEPEST:
                    raise YamlError(Problem(name, line, f"nests more than {DEEPEST} levels", "write it flatter"))
                seen.append(set() if first == "{" else None)
                at.append(None if first == "{" else 0)
    return problems
