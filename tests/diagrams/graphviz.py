"""A real Graphviz that reads our DOT text, where this machine can load one."""

from __future__ import annotations

import subprocess
import sys

import pytest

# In a process of its own: a graph that Graphviz cannot bear must not take the tests along.
READ = (
    "import sys, warnings; warnings.simplefilter('ignore'); import pygraphviz;"
    "graph = pygraphviz.AGraph(string=sys.stdin.read());"
    "sys.stdout.buffer.write(bytes(graph.draw(format='plain', prog='neato')))"
)


def laid_out(dot: str) -> str:
    """Return Graphviz's plain answer to ``dot``; skips where its libraries are missing."""
    done = subprocess.run(
        [sys.executable, "-c", READ], input=dot.encode(), capture_output=True, check=False, timeout=60
    )
    if b"ImportError" in done.stderr:
        pytest.skip("Graphviz's system libraries are not on this machine")
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
