"""The renderer child: Graphviz in a process of its own, because a crash in it must not take the service along; and
resvg, because it holds Python's lock for the tenth of a second that a bitmap takes.

Run as `python -m diagrams.child`. Reads jobs from stdin and writes answers to stdout, each a 4-byte big-endian
length and that many bytes of JSON. Job: {"dot", "engine", "format"} or {"svg", "scale"} → {"out"} (text; base64 of a
PNG) or {"error"}. Ends when stdin closes,
and an alarm ends a job that hangs, so nothing is left behind when the parent is killed. (Linux's parent-death signal is
no help: it follows the thread that started the child, and threads of a web server come and go.)
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import struct
import sys
from typing import BinaryIO

ENGINES = ("dot", "neato", "fdp", "twopi", "circo")
FORMATS = ("plain", "json", "xdot", "dot")  # an unknown format crashes the library: only these reach it
MEGABYTES = 1024  # of data, unless the parent says otherwise
ALARM = 15  # seconds: a job that outlives its parent's patience (and perhaps its parent) ends with the child
WARM = 'graph{splines=ortho;node[shape=box];a[pos="0,0!"];b[pos="200,100!"];a--b}'


def main() -> None:
    """Serve jobs until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the library prints must not mix with the answers
    import pygraphviz

    def lay_out(job: dict[str, str]) -> str:
        if job["engine"] not in ENGINES or job["format"] not in FORMATS:
            raise ValueError("unknown engine or format")
        graph = pygraphviz.AGraph(string=job["dot"])
        try:
            out = graph.draw(format=job["format"], prog=job["engine"])
            return bytes(out).decode("utf-8")
        finally:
            graph.close()

    lay_out({"dot": WARM, "engine": "neato", "format": "plain"})
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES)
    write(stdout, {"out": "ready"})
    while (job := read(stdin)) is not None:
        try:
            signal.alarm(ALARM)
            out = raster(job) if "svg" in job else lay_out(job)
            signal.alarm(0)
            write(stdout, {"out": out})
        except MemoryError:
            os._exit(3)
        except Exception as error:
            signal.alarm(0)
            write(stdout, {"error": f"{type(error).__name__}: {error}"[:500]})


def raster(job: dict[str, str]) -> str:
    """A PNG of an SVG, drawn with the shipped fonts alone, as base64."""
    import resvg_py

    from diagrams.typeface import FILES

    fonts = [str(path) for path in FILES.values()]
    found = resvg_py.svg_to_bytes(
        svg_string=job["svg"], zoom=float(job["scale"]), skip_system_fonts=True, font_files=fonts
    )
    return base64.b64encode(bytes(found)).decode()


def read(stream: BinaryIO) -> dict[str, str] | None:
    """The next message, None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    body = stream.read(struct.unpack(">I", head)[0])
    found: dict[str, str] = json.loads(body)
    return found


def write(stream: BinaryIO, message: dict[str, str]) -> None:
    """Send one message."""
    body = json.dumps(message).encode()
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()


def _limit_memory(megabytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
