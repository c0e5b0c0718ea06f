"""Views as DOT text: who is joined with whom, for Graphviz to place. Runs no program."""

from __future__ import annotations

import graphviz
from graphviz.quoting import escape, nohtml

from diagrams.markup import slug
from diagrams.measure import say
from diagrams.model import Options
from diagrams.theme import FAMILY, PALETTES
from diagrams.views import Graph, Node, Taxonomy, Timeline, Twig, View, nodes_of


def view_dot(view: View, options: Options) -> str:
    """DOT source of `view` in the language and theme of `options`."""
    palette = PALETTES[options.theme]
    lang = options.lang
    graph = graphviz.Digraph(
        "picture",
        graph_attr={
            "rankdir": "TB" if isinstance(view, Taxonomy) else "LR",
            "tooltip": escape(say(view.title, lang)),
            "bgcolor": palette.ground,
            "fontname": FAMILY,
        },
        node_attr={"shape": "box", "style": "filled,rounded", "fontname": FAMILY, "fontcolor": palette.ink},
        edge_attr={"color": palette.line, "fontcolor": palette.ink, "fontname": FAMILY, "fontsize": "12"},
    )

    def node(one: Node) -> str:
        colour = palette.roles[one.slot]
        name = slug(one.id)
        label = nohtml(escape(say(one.label, lang)))
        graph.node(name, label=label, fillcolor=colour.box, color=colour.stroke)
        return name

    if isinstance(view, Graph):
        centre = node(view.centre)
        for branch in view.branches:
            for one in branch.nodes:
                graph.edge(centre, node(one), label=nohtml(escape(say(branch.label, lang))))
        for tie in view.ties:
            graph.edge(slug(tie.source), slug(tie.target), label=nohtml(escape(say(tie.label, lang))))
    elif isinstance(view, Taxonomy):
        for one in [*(one for row in view.above for one in row), *nodes_of(view.root)]:
            node(one)
        for lower, upper in view.ups:
            graph.edge(slug(upper), slug(lower))
        _twigs(graph, view.root)
    else:
        _events(graph, view, lang)
    return str(graph.source)


def _twigs(graph: graphviz.Digraph, twig: Twig) -> None:
    for one in twig.twigs:
        graph.edge(slug(twig.node.id), slug(one.node.id))
        _twigs(graph, one)


def _events(graph: graphviz.Digraph, line: Timeline, lang: str) -> None:
    before = ""
    for event in line.events:
        name = slug(event.id)
        words = f"{event.year}\n{say(event.label, lang)}\n{say(event.text, lang)}"
        graph.node(name, label=nohtml(escape(words)).replace("\n", r"\n"))
        if before:
            graph.edge(before, name)
        before = name
