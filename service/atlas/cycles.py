"""Circles in a directed graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def cycle_in(graph: Mapping[str, Sequence[str]]) -> list[str]:
    """Return one circle of ``graph`` as its nodes, first and last the same; empty when there is none.

    Depth first with an own stack: a long chain of concepts must not meet Python's recursion limit.

    >>> cycle_in({"a": ["b"], "b": ["c"], "c": ["a"]})
    ['a', 'b', 'c', 'a']
    """
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, turn = stack.pop()
            if turn == 0:
                if node in done:
                    continue
                path.append(node)
                on_path.add(node)
            following = graph.get(node, ())
            if turn < len(following):
                stack.append((node, turn + 1))
                child = following[turn]
                if child in on_path:
                    return [*path[path.index(child) :], child]
                stack.append((child, 0))
            else:
                done.add(node)
                on_path.discard(node)
                path.pop()
    return []
