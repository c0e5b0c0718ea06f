"""Finished MCP exchanges, kept in memory: what was answered once is answered again without the SDK.

A stateless server that only reads says the same to the same message, as long as the knowledge stands. A message
is the same when all that the SDK looks at is: the protocol's headers, the public address, and the body but for
its id, which goes into the answer anew. Failures are never kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import orjson

Headers = list[tuple[str, str]]
LARGEST = 8  # an answer may take at most this part of the whole room
OVERHEAD = 1024  # bytes of key and objects around a kept answer, roughly
SEEN = ("accept", "content-type")  # what the protocol reads besides headers of its own
OWN = "mcp-"
PASSING = ("progressToken", "traceparent", "tracestate", "baggage")  # of ``_meta``: says who watches, changes nothing


@dataclass(frozen=True)
class Exchanged:
    """An HTTP answer to one MCP message."""

    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True)
class Message:
    """A JSON-RPC request: what it asks, as one key, and the id under which it is answered."""

    key: tuple[bytes, ...]
    id: int | str


@dataclass(frozen=True)
class Kept:
    """A result as bytes, with the headers that go along."""

    headers: Headers
    result: bytes

    def to(self, message: Message) -> Exchanged:
        """Return the answer to ``message``."""
        body = b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (orjson.dumps(message.id), self.result)
        return Exchanged(200, self.headers, body)


def message_of(headers: Headers, base: str, body: bytes) -> Message | None:
    """Return the request in ``body``; ``None`` for notifications and for whatever only the SDK can judge."""
    try:
        asked: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    identity: Any = asked.pop("id", None) if isinstance(asked, dict) else None
    if type(identity) not in (int, str):  # neither a truth value nor a fraction
        return None
    params = asked.get("params")
    meta = params.get("_meta") if isinstance(params, dict) else None
    if isinstance(meta, dict):
        for name in PASSING:
            meta.pop(name, None)
    lowered = [(name.lower(), value) for name, value in headers]
    read = sorted((name, value) for name, value in lowered if name in SEEN or name.startswith(OWN))
    told = "\n".join(f"{name}:{value}" for name, value in read)
    return Message((base.encode(), told.encode(), orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)), identity)


class Exchanges:
    """Results by message, bounded in bytes; those of an older revision go at once, else the least asked for."""

    def __init__(self, megabytes: int) -> None:
        self.room, self.bytes, self.revision = megabytes * 1_048_576, 0, -1
        self.kept: OrderedDict[tuple[bytes, ...], Kept] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, message: Message, revision: int) -> Exchanged | None:
        """Return the answer to a message that was answered before at this revision."""
        with self.lock:
            found = self.kept.get(message.key) if revision == self.revision else None
            if found is None:
                return None
            self.kept.move_to_end(message.key)
        return found.to(message)

    def keep(self, message: Message, revision: int, answer: Exchanged) -> None:
        """Keep an answer if it is a result; an error may pass."""
        if answer.status != 200 or not self.room:
            return
        try:
            result = orjson.loads(answer.body)["result"]
            failed = bool(result.get("isError"))
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
            return
        headers = [(name, value) for name, value in answer.headers if name.lower() != "content-length"]
        kept = Kept(headers, orjson.dumps(result))
        if failed or size(message.key, kept) * LARGEST > self.room:
            return
        with self.lock:
            if revision != self.revision:
                self.kept.clear()
                self.revision, self.bytes = revision, 0
            before = self.kept.pop(message.key, None)
            self.bytes += size(message.key, kept) - (size(message.key, before) if before else 0)
            self.kept[message.key] = kept
            while self.bytes > self.room:
                key, dropped = self.kept.popitem(last=False)
                self.bytes -= size(key, dropped)


def size(key: tuple[bytes, ...], kept: Kept) -> int:
    """Return how many bytes a kept answer takes, about."""
    return sum(map(len, key)) + len(kept.result) + OVERHEAD
