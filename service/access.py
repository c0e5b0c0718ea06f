"""What a writing request says of itself: its key, its conditions, its body."""

from __future__ import annotations

from typing import Any

import orjson
from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from .atlas import keys
from .atlas.writing import Condition
from .database import db
from .encodings import ENCODINGS
from .errors import Unauthorized
from .ledger import ApiKey
from .protocol import entity_tag

BODIES = ("application/json", "application/merge-patch+json")
LONGEST_TOKEN = 120


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
    tags = frozenset(plain(tag) for tag in request.if_match.as_set())
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
    """
    if request.mimetype not in BODIES:
        raise UnsupportedMediaType
    try:
        return orjson.loads(request.get_data())
    except orjson.JSONDecodeError as error:
        raise BadRequest from error


def repetition() -> str:
    """Return the request's ``Idempotency-Key``, or nothing."""
    return request.headers.get("Idempotency-Key", "")[:LONGEST_TOKEN]
