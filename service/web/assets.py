"""Static files under an address that holds their content's hash, so that clients keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Response, abort, request

from service import encodings
from service.protocol import IMMUTABLE

FOLDER = Path(__file__).with_name("static")
MEDIA = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


@cache
def fingerprint() -> str:
    """Return one hash over all files: modules and style sheets name each other relatively."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Return the address of a static file."""
    return f"/assets/{fingerprint()}/{name}"


@cache
def encoded(name: str, encoding: str) -> bytes:
    """Return a file's bytes in an encoding."""
    body = (FOLDER / name).read_bytes()
    return encodings.encode(body, encoding) if encoding else body


def serve(mark: str, name: str) -> Response:
    """Answer a static file. An old mark gets the present file, kept by nobody."""
    if name not in listed():
        abort(404)
    mimetype = MEDIA.get(Path(name).suffix, "application/octet-stream")
    encoding = encodings.negotiate(request.headers.get("Accept-Encoding", ""))
    if not encodings.gains(mimetype, (FOLDER / name).stat().st_size):
        encoding = encodings.IDENTITY
    response = Response(encoded(name, encoding), mimetype=mimetype)
    response.headers["Cache-Control"] = IMMUTABLE if mark == fingerprint() else "no-cache"
    response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


@cache
def listed() -> frozenset[str]:
    """Return the names of all static files."""
    return frozenset(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
