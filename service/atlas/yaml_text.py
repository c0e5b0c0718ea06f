"""YAML with line numbers, and without its dangers.

A file is composed to nodes (in C), then turned into plain data while the line of every member is
kept. Anchors, depth, duplicate keys, odd encodings and huge files are refused with their line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LARGEST = 1_000_000  # bytes of one file; the largest real one is a few dozen kilobytes
DEEP_LINE = re.compile(r"^ {20}|(?:[-?] +){10}", re.MULTILINE)  # indented far, or many levels opened in one line
DEEPEST = 40  # levels of one document; a picture with boxes in boxes has a dozen
Location = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in the knowledge, where it stands and how to mend it."""

    path: str
    line: int
    message: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}: {self.severity}: {self.message}{tail}"


@dataclass
class Tree:
    """The data of one file, and the line (from 1) on which each of its members stands."""

    data: Any
    text: str = ""
    lines: dict[Location, int] = field(default_factory=dict)

    def line(self, location: Location) -> int:
        """Return the line of ``location``, or of the nearest thing around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


class YamlError(Exception):
    """A file that cannot be read as YAML; holds the :class:`Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def shipped(path: Path) -> Any:
    """Return the data of a file that ships with the code: it needs neither lines nor guards. Composed in C."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def read(path: Path, name: str) -> tuple[Tree, list[Problem]]:
    """Read ``path`` (called ``name`` in messages); duplicate keys come back as problems.

    Raises:
        YamlError: the file is too large, not UTF-8, not YAML, or uses anchors.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise YamlError(Problem(name, 1, f"the file has {size:,} bytes", f"split it: at most {LARGEST:,} are read"))
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise YamlError(Problem(name, line, "the file is not UTF-8", "save it as UTF-8")) from error
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Tree, list[Problem]]:
    """Parse one YAML document; see :func:`read`."""
    problems: list[Problem] = []
    try:
        refuse_dangers(text, name)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "indent with spaces, not tabs" if "\t" in text else "check quotes, colons and indentation"
        reason = error.problem or "the text is not YAML"
        raise YamlError(Problem(name, mark.line + 1 if mark else 1, reason, hint)) from error
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", None) or "the text is not YAML"
        before = text.encode("utf-8", "replace")[: getattr(error, "position", 0)]
        raise YamlError(Problem(name, before.count(b"\n") + 1, str(reason), "remove control characters")) from error
    if node is None:
        raise YamlError(Problem(name, 1, "the file is empty", "write a document, or remove the file"))
    tree = Tree(None, text)
    tree.data = build(node, (), tree, problems, name)
    return tree, problems


def refuse_dangers(text: str, name: str) -> None:
    """Refuse anchors, which can explode and hide, and depth, on which composing would crash the interpreter.

    The events of a file cost as much as reading it: they are looked at only where the text gives cause.
    """
    if "&" not in text and "*" not in text and not may_be_deep(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if getattr(event, "anchor", None):
            raise YamlError(Problem(name, line, "anchors and aliases are not read", "write it out, or quote the text"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError(Problem(name, line, f"nests more than {DEEPEST} levels", "write it flatter"))


def may_be_deep(text: str) -> bool:
    """Whether a document could nest deeply: by brackets, by indentation, or by dashes in one line."""
    brackets = re.sub(r"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}", "", text)
    return brackets.count("[") + brackets.count("{") > DEEPEST // 2 or DEEP_LINE.search(text) is not None


def build(node: yaml.Node, at: Location, tree: Tree, problems: list[Problem], name: str) -> Any:
    """Turn ``node`` into plain data and note the line of each of its members."""
    tree.lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else str(key_node.start_mark)
            line = key_node.start_mark.line + 1
            if key in result:
                problems.append(Problem(name, line, f"{key!r} stands twice here", "keep one of the two"))
            result[key] = build(value_node, (*at, key), tree, problems, name)
            tree.lines[(*at, key)] = line
        return result
    if isinstance(node, yaml.SequenceNode):
        return [build(item, (*at, index), tree, problems, name) for index, item in enumerate(node.value)]
    return scalar(node)


def scalar(node: yaml.Node) -> Any:
    """Return the value of a scalar; dates stay text, since no member is a date."""
    text: str = node.value
    if node.tag.endswith(":null"):
        return None
    if node.tag.endswith(":bool"):
        return text.lower() in ("true", "yes", "on")
    try:
        if node.tag.endswith(":int"):
            return int(text.replace("_", ""), 0 if text.lower().startswith(("0x", "0o", "0b")) else 10)
        if node.tag.endswith(":float"):
            return float(text.replace("_", ""))
    except ValueError:
        return text
    return text
