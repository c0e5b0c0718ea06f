"""The laid-out picture as DOT text: pinned boxes, headings as obstacles, links to be routed around both.

Made with the graphviz package, which quotes every name and label; nothing here runs a program. Positions are
points with y upwards, sizes inches, as Graphviz wants them; one pixel of the canvas is one point.
"""

from __future__ import annotations

import graphviz
from graphviz.quoting import escape, nohtml

from diagrams.cells import Cell, visit
from diagrams.geometry import Rect
from diagrams.layout import Placed
from diagrams.markup import slug
from diagrams.model import Link
from diagrams.theme import FAMILY, LIGHT, Palette

POINTS = 72.0


def dot_text(
    placed: Placed,
    links: tuple[Link, ...],
    slots: dict[str, str],
    title: str,
    palette: Palette = LIGHT,
) -> str:
    """DOT source of `placed`; `slots` maps role ids to palette slots."""
    graph = graphviz.Digraph(
        "picture",
        engine="neato",
        graph_attr={
            "splines": "ortho",
            "inputscale": "72",
            "outputorder": "edgeslast",
            "tooltip": escape(title),
            "bgcolor": palette.ground,
            "fontname": FAMILY,
        },
        node_attr={"shape": "box", "style": "filled,rounded", "fixedsize": "true", "margin": "0", "fontname": FAMILY},
        edge_attr={"color": palette.line, "fontname": FAMILY, "fontsize": "14"},
    )
    _add(graph, placed.root, placed.page.height, slots, palette)
    for number, link in enumerate(links):
        graph.edge(
            _name(link.source),
            _name(link.target),
            id=f"link{number}",
            dir="none" if link.kind == "trust" else "both" if link.both else "forward",
            style={"data": "solid", "relation": "solid", "control": "dashed", "trust": "dotted"}[link.kind],
        )
    return str(graph.source)


def _name(key: str) -> str:
    """A node's name: nothing that DOT reads as a port or an escape."""
    return "box " + slug(key)


def _add(graph: graphviz.Digraph, cell: Cell, height: float, slots: dict[str, str], palette: Palette) -> None:
    for row in cell.rows:
        for inner in row:
            if inner.kind == "blank":
                continue
            if inner.leaf:
                _node(graph, inner, height, slots, palette)
                continue
            with graph.subgraph(name=f"cluster {inner.key}") as cluster:
                cluster.attr(label=nohtml(escape(inner.label)))
                _heading(cluster, inner, height)
                _add(cluster, inner, height, slots, palette)


def _node(graph: graphviz.Digraph, cell: Cell, height: float, slots: dict[str, str], palette: Palette) -> None:
    colour = palette.roles[slots.get(cell.box.role, "plain") if cell.box else "plain"]
    graph.node(
        _name(cell.key),
        label=nohtml(escape("\n".join(line.text for line in cell.lines))).replace("\n", r"\n"),
        fillcolor=colour.box,
        color=colour.stroke,
        **_place(cell.rect, height),
    )


def _heading(graph: graphviz.Digraph, cell: Cell, height: float) -> None:
    rect = heading_rect(cell)
    if rect is None:
        return
    graph.node(
        _name(cell.key),
        label=nohtml(escape(cell.label)),
        shape="plaintext",
        style="",
        **_place(rect, height),
    )


def _place(rect: Rect, height: float) -> dict[str, str]:
    return {
        "pos": f"{rect.cx:.1f},{height - rect.cy:.1f}!",
        "width": f"{rect.w / POINTS:.4f}",
        "height": f"{rect.h / POINTS:.4f}",
    }


def heading_rect(cell: Cell) -> Rect | None:
    """The place of a group's name and note, which no link may cross; None when the cell has none."""
    if cell.leaf or not cell.lines:
        return None
    left = min(line.left for line in cell.lines)
    right = max(line.left + line.width for line in cell.lines)
    top = min(line.y - 0.86 * line.size for line in cell.lines)
    bottom = max(line.y + 0.24 * line.size for line in cell.lines)
    return Rect(left, top, right - left, bottom - top)


def obstacles(root: Cell) -> dict[str, Rect]:
    """Every rectangle that links go around, by cell key: leaves, and the headings of groups (key + " heading")."""
    found = {}
    for cell in visit(root):
        if cell.kind in ("root", "blank"):
            continue
        if cell.leaf:
            found[cell.key] = cell.rect
        else:
            rect = heading_rect(cell)
            if rect is not None:
                found[f"{cell.key} heading"] = rect.grown(5, 1)
    return found
