"""Views in words, for people who do not see them: see describe.py for architectures."""

from __future__ import annotations

from diagrams.describe import describe
from diagrams.korean import with_particle
from diagrams.measure import say
from diagrams.model import Architecture, Comparison, Label
from diagrams.views import Graph, Taxonomy, Timeline, Twig, View


def described(picture: Architecture | Comparison | View, lang: str) -> str:
    """Any picture in words."""
    return describe(picture, lang) if isinstance(picture, Architecture | Comparison) else tell(picture, lang)


def tell(view: View, lang: str) -> str:
    """The story of `view` in English, or in Korean for `ko` and `ko+en`."""
    own = "en" if lang == "en" else "ko"
    message = say(view.message, own)
    parts = [message if message.endswith((".", "!", "?")) or not message else f"{message}."]
    if isinstance(view, Graph):
        parts += _graph(view, own)
    elif isinstance(view, Taxonomy):
        parts += _taxonomy(view, own)
    else:
        parts += _timeline(view, own)
    return " ".join(part for part in parts if part)


def _listed(labels: list[Label], lang: str) -> str:
    names = [say(label, lang) for label in labels]
    if len(names) < 2 or lang == "ko":
        return ", ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _graph(graph: Graph, lang: str) -> list[str]:
    centre = say(graph.centre.label, lang)
    parts = []
    for branch in graph.branches:
        names = _listed([node.label for node in branch.nodes], lang)
        rest = (f", and {branch.more} more" if lang == "en" else f" 외 {branch.more}개") if branch.more else ""
        label = say(branch.label, lang)
        parts.append(f"{centre} {label}: {names}{rest}." if lang == "en" else f"{centre}, {label}: {names}{rest}.")
    called = {node.id: say(node.label, lang) for branch in graph.branches for node in branch.nodes}
    for tie in graph.ties:
        parts.append(f"{called[tie.source]} → {called[tie.target]}: {say(tie.label, lang)}.")
    return parts


def _taxonomy(tree: Taxonomy, lang: str) -> list[str]:
    parts = []
    root = say(tree.root.node.label, lang)
    if tree.above:
        names = _listed([node.label for node in tree.above[-1]], lang)
        broader = f"{names}의 한 종류이다." if lang == "ko" else f"is a kind of {names}."
        parts.append(f"{with_particle(root, '은')} {broader}" if lang == "ko" else f"{root} {broader}")
    parts += _kinds(tree.root, lang)
    return parts


def _kinds(twig: Twig, lang: str) -> list[str]:
    if not twig.twigs:
        return []
    name = say(twig.node.label, lang)
    names = _listed([one.node.label for one in twig.twigs], lang)
    own = f"Kinds of {name}: {names}." if lang == "en" else f"{name}의 종류: {names}."
    return [own, *(part for one in twig.twigs for part in _kinds(one, lang))]


def _timeline(line: Timeline, lang: str) -> list[str]:
    year = "{}: {}, {}." if lang == "en" else "{}년: {}, {}."
    parts = [year.format(one.year, say(one.label, lang), say(one.text, lang)) for one in line.events]
    if line.more:
        parts.append(f"{line.more} more events are left out." if lang == "en" else f"이 밖에 {line.more}건이 더 있다.")
    return parts
