"""Finished answers: bytes and headers, in every encoding somebody asked for."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from . import encodings

Headers = list[tuple[str, str]]
OVERHEAD = 2048  # bytes of headers, keys and Python objects around one variant, roughly
# What a 304 says (RFC 9110, 15.4.5), and what lets a page of another origin read it; the rest the client holds.
CONFIRMING = {"etag", "cache-control", "vary", "expires", "content-location", "access-control-allow-origin"}


@dataclass(frozen=True)
class Answer:
    """What the application said: a status line, headers and the whole body."""

    status: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """Return a header, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def keeps(self) -> bool:
        """Whether anybody who asks the same may be given this answer again."""
        private = "no-store" in (control := self.header("cache-control")) or "private" in control
        return self.status.startswith("200 ") and not private and not self.header("set-cookie")


@dataclass(frozen=True, slots=True)
class Variant:
    """An answer in one encoding, ready to be sent; ``confirming`` are the headers of its 304."""

    tag: str
    headers: Headers
    confirming: Headers
    body: bytes

    def held_by(self, if_none_match: str) -> bool:
        """Whether a client that sent this ``If-None-Match`` holds these very bytes."""
        return self.tag in if_none_match or if_none_match.strip() == "*"


def encoded_tag(tag: str, encoding: str) -> str:
    """Return the tag of an encoded variant: other bytes, so another strong tag."""
    return f'{tag[:-1]}-{encoding}"' if encoding else tag


class Finished:
    """An answer at one revision. Its encoded variants are made when first asked for, once each."""

    __slots__ = ("answer", "encodable", "lock", "revision", "size", "tag", "variants")

    def __init__(self, answer: Answer, revision: int) -> None:
        # The policy is everybody's; what a client has left of its allowance is that client's alone.
        shared = [(name, value) for name, value in answer.headers if name.lower() != "ratelimit"]
        body = bytes(memoryview(answer.body))  # exactly its size: whoever wrote it may have taken half as much again
        self.answer, self.revision = Answer(answer.status, shared, body), revision
        self.tag = answer.header("etag") or f'"{hashlib.blake2b(answer.body, digest_size=12).hexdigest()}"'
        self.encodable = encodings.gains(answer.header("content-type"), len(answer.body))
        self.lock = threading.Lock()
        self.variants: dict[str, Variant] = {}
        self.make(encodings.IDENTITY)
        self.size = self.measured()  # as it was last counted by whoever keeps it

    def measured(self) -> int:
        """Return the bytes held now, about."""
        return sum(len(variant.body) + OVERHEAD for variant in list(self.variants.values()))

    def variant(self, encoding: str) -> Variant | None:
        """Return the variant for a client that takes ``encoding``; ``None`` when it is still to be made."""
        return self.variants.get(encoding if self.encodable else encodings.IDENTITY)

    def make(self, encoding: str) -> Variant:
        """Return the variant of ``encoding``, made now unless somebody else just did."""
        with self.lock:
            if encoding not in self.variants:
                self.variants[encoding] = self.made(encoding)
            return self.variants[encoding]

    def made(self, encoding: str) -> Variant:
        """Encode the body and word the headers."""
        body = encodings.encode(self.answer.body, encoding) if encoding else self.answer.body
        tag = encoded_tag(self.tag, encoding)
        changed = {"etag": tag, "content-length": str(len(body))}
        if encoding:
            changed["content-encoding"] = encoding
        headers = replaced(self.answer.headers, changed)
        if self.encodable:
            headers = with_vary(headers, "Accept-Encoding")
        confirming = [(name, value) for name, value in headers if name.lower() in CONFIRMING]
        return Variant(tag, headers, confirming, body)


def replaced(headers: Headers, changed: Mapping[str, str]) -> Headers:
    """Return headers with some set to other values."""
    kept = [(name, value) for name, value in headers if name.lower() not in changed]
    return kept + [(name.title().replace("Etag", "ETag"), value) for name, value in changed.items()]


def with_vary(headers: Headers, name: str) -> Headers:
    """Return headers that say the answer depends on the request's header ``name`` too."""
    named = [value for key, value in headers if key.lower() == "vary"]
    if any(name.lower() in value.lower() or value.strip() == "*" for value in named):
        return headers
    return [*((k, v) for k, v in headers if k.lower() != "vary"), ("Vary", ", ".join([*named, name]))]
