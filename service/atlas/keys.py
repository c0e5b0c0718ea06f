"""Keys that allow writing: made, listed, revoked, and recognized.

A key is ``vk_<id>_<secret>``. The secret has 256 random bits, so that a fast keyed hash is as good as a
slow one: there is nothing to guess. It is found by its id and compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Forbidden, Invalid, Unauthorized, Unknown
from service.ledger import ApiKey
from service.models import utc_now

ROLES = ("editor", "admin")
PREFIX = "vk"


def digest_of(identity: str, secret: str) -> str:
    """Return the hash under which a secret is stored, keyed by the key's own id."""
    return hashlib.blake2b(secret.encode(), key=identity.encode(), person=b"virtlas-key", digest_size=32).hexdigest()


def create(session: Session, name: str, role: str, expires_at: datetime | None) -> str:
    """Make a key, commit, and return it: the only time that anybody sees it.

    Raises:
        Invalid: the name is taken.
    """
    if session.scalar(sa.select(ApiKey.id).where(ApiKey.name == name)):
        raise Invalid("name", f"{name} is the name of another key", f"{name}은(는) 이미 있는 키의 이름입니다")
    identity, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    session.add(ApiKey(id=identity, name=name, role=role, digest=digest_of(identity, secret), expires_at=expires_at))
    session.commit()
    return f"{PREFIX}_{identity}_{secret}"


def every(session: Session) -> Sequence[ApiKey]:
    """Return every key that was ever made, oldest first."""
    return session.scalars(sa.select(ApiKey).order_by(ApiKey.created_at, ApiKey.id)).all()


def revoke(session: Session, name: str) -> None:
    """Let a key, named by name or id, allow nothing from now on, in every process.

    Raises:
        Unknown: there is no such key.
    """
    key = session.scalar(sa.select(ApiKey).where(sa.or_(ApiKey.name == name, ApiKey.id == name)))
    if key is None:
        raise Unknown("key", name)
    key.revoked_at = key.revoked_at or utc_now()
    session.commit()


def holder(session: Session, token: str) -> ApiKey:
    """Return the key that ``token`` is; read from the database each time, so that revoking holds at once.

    Raises:
        Unauthorized: it is no key, or it was revoked or has expired. Which of these is nobody's business.
    """
    prefix, _, tail = token.partition("_")
    identity, _, secret = tail.partition("_")
    key = session.get(ApiKey, identity[:16], populate_existing=True) if prefix == PREFIX else None
    expected = key.digest if key else digest_of("nobody", "nothing")
    right = hmac.compare_digest(expected, digest_of(identity[:16] or "nobody", secret))
    now = utc_now()
    if key is None or not right or key.revoked_at or (key.expires_at and key.expires_at <= now):
        raise Unauthorized
    return key


def demand(key: ApiKey, role: str) -> None:
    """Let an admin do everything and an editor what asks for an editor.

    Raises:
        Forbidden: the key's role is not enough.
    """
    if ROLES.index(key.role) < ROLES.index(role):
        raise Forbidden(role)
