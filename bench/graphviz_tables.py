"""An architecture as Graphviz would lay it out by itself: nested boxes as one HTML-like table, for comparison.

Graphviz needs two passes for such a picture: ``dot`` places the cells of the table, ``neato`` routes the links around
them. The second graph is what our ``.dot`` form holds; this module writes the first.
"""

from __future__ import annotations

from html import escape

from diagrams import Architecture, Box

FONT = "Noto Sans KR"


def table_dot(picture: Architecture, language: str = "ko") -> bytes:
    """Return the first pass: one node whose label is the nested table."""
    body = "".join(_row(row, language) for row in picture.rows)
    table = f'<TABLE BORDER="0" CELLSPACING="12" CELLPADDING="8">{body}</TABLE>'
    return f'graph {{ node [shape=plain fontname="{FONT}" fontsize=18]; all [label=<{table}>]; }}'.encode()


def _row(row: tuple[Box, ...], language: str) -> str:
    cells = "".join(f'<TD BORDER="0">{_box(box, language)}</TD>' for box in row)
    return f'<TR><TD BORDER="0"><TABLE BORDER="0" CELLSPACING="8"><TR>{cells}</TR></TABLE></TD></TR>'


def _box(box: Box, language: str) -> str:
    name = escape(box.label.get(language) or box.label.get("en") or " ")
    note = escape((box.note or {}).get(language) or "")
    words = f"<B>{name}</B>" + (f'<BR/><FONT POINT-SIZE="14">{note}</FONT>' if note else "")
    if not box.rows:
        return f'<TABLE BORDER="1" CELLBORDER="0"><TR><TD PORT="{escape(box.id)}">{words}</TD></TR></TABLE>'
    inner = "".join(_row(row, language) for row in box.rows)
    return f'<TABLE BORDER="1" CELLBORDER="0" STYLE="ROUNDED"><TR><TD>{words}</TD></TR>{inner}</TABLE>'
