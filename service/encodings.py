"""Content encodings: which one a client takes, which answers gain by one, and how they are made."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

IDENTITY = ""
ENCODINGS = ("br", "gzip")  # the better one first
SMALLEST = 512  # bytes; below, the headers outweigh what is saved
TEXTUAL = ("text/", "image/svg+xml", "application/json", "application/javascript", "application/xml")


@lru_cache(maxsize=512)
def negotiate(header: str) -> str:
    """Return the encoding to answer a client that sent ``Accept-Encoding: header``; empty for none.

    >>> negotiate("gzip, deflate, br"), negotiate("br;q=0, gzip"), negotiate("")
    ('br', 'gzip', '')
    """
    if not header:
        return IDENTITY
    accepted = parse_accept_header(header, Accept)
    qualities = {encoding: accepted.quality(encoding) for encoding in ENCODINGS}
    best = max(ENCODINGS, key=lambda encoding: qualities[encoding])
    return best if qualities[best] > 0 else IDENTITY


def gains(content_type: str, size: int) -> bool:
    """Whether an answer becomes smaller by an encoding: text does, a PNG does not."""
    mimetype = content_type.partition(";")[0].strip().lower()
    return size >= SMALLEST and (mimetype.startswith(TEXTUAL) or mimetype.endswith(("+json", "+xml")))


def encode(body: bytes, encoding: str) -> bytes:
    """Return ``body`` in ``encoding``. The same bytes give the same bytes, so that a strong tag holds."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=5)
        return packed
    return gzip.compress(body, compresslevel=6, mtime=0)
