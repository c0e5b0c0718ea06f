"""Requests that come again: the same request with the same ``Idempotency-Key`` gets the same answer.

The answer is kept in the transaction of the write itself: either both are there or neither.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Unfit
from service.ledger import KeptReply
from service.models import utc_now

KEPT = timedelta(days=7)  # a client that still tries after a week is not trying again


@dataclass(frozen=True)
class Written:
    """What a write left: its address's last part, the thing as an editor writes it, its tag, and whether it is new."""

    identity: str
    document: Any
    tag: str
    created: bool


@dataclass(frozen=True)
class Repetition:
    """A request that may come again: whose it is, its ``Idempotency-Key``, and the hash of what it says."""

    key_id: str
    token: str
    request: str

    def answered(self, session: Session) -> Written | None:
        """Return what the same request was answered before, or nothing.

        Raises:
            Unfit: the key came with another request before.
        """
        kept = session.get(KeptReply, (self.key_id, self.token), populate_existing=True) if self.token else None
        if kept is None:
            return None
        if kept.request != self.request:
            raise Unfit({"Idempotency-Key": ["was used for another request"]})
        return Written(kept.identity, kept.document, kept.tag, True)

    def keep(self, session: Session, written: Written) -> None:
        """Keep an answer inside the caller's transaction; what is old goes."""
        if not self.token:
            return
        session.execute(sa.delete(KeptReply).where(KeptReply.at < utc_now() - KEPT))
        session.add(
            KeptReply(
                key_id=self.key_id,
                token=self.token,
                request=self.request,
                identity=written.identity,
                tag=written.tag,
                document=written.document,
            )
        )


def repetition(key_id: str, token: str, *said: Any) -> Repetition:
    """Return how to know a request again that said all this; without ``token`` it is known again by nobody."""
    digest = hashlib.blake2b(digest_size=32)
    for one in said if token else ():
        digest.update(one if isinstance(one, bytes) else orjson.dumps(one, option=orjson.OPT_SORT_KEYS))
        digest.update(b"\0")
    return Repetition(key_id, token, digest.hexdigest())
