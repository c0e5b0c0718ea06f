"""The renderer child: bitmaps are made in a process of its own, because a crash or a hang there must not take the
service along, and because resvg holds Python's lock for the tenth of a second that a bitmap takes.

Run as `python -m diagrams.child [megabytes]`. Reads jobs from stdin and writes answers to stdout, each a 4-byte
big-endian length and that many bytes of JSON. Job: {"svg", "scale"} → {"out"} (base64 of a PNG) or {"error"}.
Ends when stdin closes, and an alarm ends a job that hangs, so nothing is left behind when the parent is killed.
(Linux's parent-death signal is no help: it follows the thread that started the child, and threads of a web server
come and go.)
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

MEGABYTES = 1024  # of data, unless the parent says otherwise
ALARM = 15  # seconds: a job that outlives its parent's patience (and perhaps its parent) ends with the child
WARM = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><text y="8">가</text></svg>'


def main() -> None:
    """Serve jobs until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the library prints must not mix with the answers
    raster({"svg": WARM, "scale": "1"})
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES)
    write(stdout, {"out": "ready"})
    while (job := read(stdin)) is not None:
        try:
            signal.alarm(ALARM)
            out = raster(job)
            signal.alarm(0)
            write(stdout, {"out": out})
        except MemoryError:
            os._exit(3)
        except Exception as error:
            signal.alarm(0)
            write(stdout, {"error": f"{type(error).__name__}: {error}"[:500]})


def raster(job: dict[str, str]) -> str:
    """A PNG of an SVG, drawn with the shipped fonts alone, as base64."""
    if "<image" in job["svg"]:  # resvg would read the file that it names
        raise ValueError("our pictures hold no images")
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
