"""What a writing request says of itself: its key, its conditions, its body."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Flask, request
from werkzeug.exceptions import BadRequest, LengthRequired, UnsupportedMediaType

from .atlas import keys
from .atlas.conditions import Condition
from .database import db
from .encodings import ENCODINGS
from .errors import Unauthorized, Unfit
from .ledger import ApiKey
from .protocol import KNOWLEDGE_PREFIX, entity_tag

BODIES = ("application/json", "application/merge-patch+json")
IMPORTED = {
    "application/json": "json",
    "application/yaml": "yaml",
    "application/x-yaml": "yaml",
    "text/yaml": "yaml",
    "text/x-yaml": "yaml",
}
LONGEST_TOKEN = 120
DEEPEST = 60  # levels of a body; a picture with boxes in boxes has two dozen


WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))


def init_app(app: Flask) -> None:
    """Ask for a key before anything else of a write is looked at."""
    app.before_request(demand_key)


def demand_key() -> None:
    """Refuse a write without a valid key, whichever view it is for: what is wrong with it is no stranger's to know."""
    if request.method in WRITES and request.path.startswith(KNOWLEDGE_PREFIX) and request.routing_exception is None:
        writer()


def writer(role: str = "editor") -> ApiKey:
    """Return the key of this request.

    Raises:
        Unauthorized: there is none that is valid.
        Forbidden: its role is not enough.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthorized
    key = keys.holder(db.session, token.strip())
    keys.demand(key, role)
    return key


def condition() -> Condition:
    """Return what the request knows of the document."""
    tags = frozenset(plain(tag) for tag in request.if_match.as_set() if tag)
    return Condition(tags, request.if_match.star_tag, request.if_none_match.star_tag)


def plain(tag: str) -> str:
    """Return the tag of an answer without its encoding: the same state, other bytes."""
    for encoding in ENCODINGS:
        tag = tag.removesuffix(f"-{encoding}")
    return tag


def answered_tags(revision: int) -> frozenset[str]:
    """Return the tag that a read of this very address has at a revision: a client may name that too."""
    return frozenset((entity_tag(revision),))


def body() -> Any:
    """Return the JSON of the request.

    Raises:
        UnsupportedMediaType, BadRequest: it is none.
        Unfit: it nests too deep to be a document.
    """
    if request.mimetype not in BODIES:
        raise UnsupportedMediaType
    raw = request.get_data()
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise BadRequest from error
    if raw.count(b"[") + raw.count(b"{") > DEEPEST and deeper(value, DEEPEST):
        raise Unfit({"body": [f"nests more than {DEEPEST} levels; write it flatter"]})
    return value


def deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects nest in ``value`` more than ``levels`` deep."""
    layer = [value]
    for _ in range(levels + 1):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not layer:
            return False
    return True


def imported() -> tuple[bytes, str]:
    """Return the body of an import and its form, ``yaml`` or ``json``.

    Raises:
        UnsupportedMediaType: it is neither.
        LengthRequired: its length is not told; a YAML file that is cut off may still be one.
    """
    if request.mimetype not in IMPORTED:
        raise UnsupportedMediaType
    if request.content_length is None:
        raise LengthRequired
    return request.get_data(), IMPORTED[request.mimetype]


def repetition() -> str:
    """Return the request's ``Idempotency-Key``, or nothing.

    Raises:
        Unfit: it is too long to be kept, and half of it would be another's.
    """
    token = request.headers.get("Idempotency-Key", "")
    if len(token) > LONGEST_TOKEN:
        raise Unfit({"Idempotency-Key": [f"has {len(token)} characters; at most {LONGEST_TOKEN} are kept"]})
    return token
