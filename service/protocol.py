"""HTTP around the views: entity tags, caching, cross-origin reads, size limits, answers as JSON."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, current_app, g, request
from flask.json.provider import JSONProvider
from werkzeug.exceptions import RequestEntityTooLarge

from . import language, policies
from .atlas import revision
from .config import ROOT
from .database import db
from .watching import SEEN, Unseen

KNOWLEDGE_PREFIX = "/v1/"
DOCUMENT = "/openapi.json"
IMPORT = "/v1/import"  # takes many documents at once, and so a larger body
IMMUTABLE = "public, max-age=31536000, immutable"
TOLD = ("embedding",)  # blueprints beside /v1/ whose answers change with the knowledge alone
PICTURED = (".svg", ".png", ".pdf", ".pptx", ".dot", ".drawio")


class OrjsonProvider(JSONProvider):
    """orjson for every JSON that leaves the service."""

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        """Return compact JSON text."""
        return orjson.dumps(obj, option=orjson.OPT_NON_STR_KEYS).decode()

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        """Return the value of JSON text."""
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Return JSON as a response, without a detour over text."""
        value = self._prepare_response_obj(args, kwargs)
        return Response(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS), mimetype="application/json")


@lru_cache(maxsize=1)
def build() -> str:
    """Return a fingerprint of the running code: a new release must not confirm old answers."""
    digest = hashlib.sha256()
    for folder in ("service", "diagrams"):
        for path in sorted(Path(ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Put the protocol around every view of ``app``."""
    app.json = OrjsonProvider(app)
    app.before_request(refuse_large_bodies)
    app.before_request(confirm_unchanged)
    app.after_request(add_headers)


def refuse_large_bodies() -> None:
    """A body over the limit is refused by its length, read or not; one that tells no length is read no further."""
    largest = current_app.config["MAX_IMPORT_BYTES" if request.path == IMPORT else "MAX_BODY_BYTES"]
    request.max_content_length = largest
    if (request.content_length or 0) > largest:
        raise RequestEntityTooLarge


def confirm_unchanged() -> Response | None:
    """Answer 304 before any work when the client holds what the knowledge still says."""
    if request.method not in ("GET", "HEAD"):
        return None
    if not request.path.startswith(KNOWLEDGE_PREFIX) and request.blueprint not in TOLD:
        return None
    if request.routing_exception is not None:  # nothing that a client could hold
        return None
    g.entity_tag = entity_tag(knowledge_revision())
    # A star means any tag, and whether there is anything at all only the work can tell.
    if g.entity_tag in request.if_none_match.as_set():
        return Response(status=304)
    return None


def knowledge_revision() -> int:
    """Return the number of the last change: as the hot path saw it just now, else as its watch sees it."""
    seen: int | None = request.environ.get(SEEN)
    if seen is not None:
        return seen
    try:
        number: int = current_app.extensions["hot"].watch.current()
    except Unseen:  # the database itself says what is wrong with it
        number = revision.current(db.session)
    return number


def entity_tag(number: int) -> str:
    """Return the strong tag of the asked answer: same code, knowledge, address and language, same bytes."""
    asked = request.query_string.decode("utf-8", "replace")
    parts = (build(), str(number), request.scheme, request.host, request.path, asked, language.negotiated())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def add_headers(response: Response) -> Response:
    """Say how long an answer holds, who may read it and what it depends on."""
    if request.method in ("GET", "HEAD") and response.status_code in (200, 304) and "entity_tag" in g:
        if "ETag" not in response.headers:  # a document has a tag of its own
            response.set_etag(g.entity_tag)
        response.headers.setdefault("Cache-Control", lasting())
    elif response.status_code in (300, 307) and "entity_tag" in g:
        response.headers.setdefault("Cache-Control", usual())
    elif response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
    elif request.path == DOCUMENT:
        response.headers.setdefault("Cache-Control", usual())
    if "lang" not in request.args and request.path.startswith(KNOWLEDGE_PREFIX):
        vary(response, "Accept-Language")
    guard(response)
    allow_origin(response)
    return response


def vary(response: Response, name: str) -> None:
    """Say that the answer depends on the request's header ``name`` too."""
    if "Vary" in response.headers:
        response.vary.add(name)
    else:  # nearly always, and then there is nothing to take apart
        response.headers["Vary"] = name


def lasting() -> str:
    """Return how long this answer may be kept: a picture whose address holds a content hash for good."""
    return IMMUTABLE if "v" in request.args and request.path.endswith(PICTURED) else usual()


def usual() -> str:
    """Return how long an answer may be kept without asking again."""
    return f"public, max-age={current_app.config['CACHE_SECONDS']}"


def guard(response: Response) -> None:
    """Say what a browser may do with the answer: nothing that the answer's kind does not need.

    Pages may be framed by this host alone; pictures anywhere, for slides are what they are for.
    """
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if response.mimetype in ("text/html", "image/svg+xml"):
        response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", policies.PAGE)


def allow_origin(response: Response) -> None:
    """Let pages of the configured origins read answers; writes are nobody's but the API's own."""
    if "Access-Control-Allow-Origin" in response.headers:  # the view has rules of its own
        return
    allowed = current_app.config["CORS_ORIGINS"].split()
    origin = request.headers.get("Origin")
    if "*" in allowed:
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif allowed:
        vary(response, "Origin")
        if origin in allowed:
            response.headers["Access-Control-Allow-Origin"] = origin
    if "Access-Control-Allow-Origin" in response.headers:
        response.headers["Access-Control-Expose-Headers"] = (
            "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After"
        )
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
            response.headers["Access-Control-Max-Age"] = "86400"


def answer(value: Any) -> Response:
    """Return ``value`` as a JSON answer."""
    return Response(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS), mimetype="application/json")


def text_answer(text: str, mimetype: str) -> Response:
    """Return text of another form than JSON."""
    return Response(text, content_type=f"{mimetype}; charset=utf-8")
