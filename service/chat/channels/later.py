"""Answers that come after the platform was told to wait: one request, to a host that was named beforehand."""

from __future__ import annotations

import logging
from collections.abc import Collection
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import orjson

from service.chat.brief import Json

log = logging.getLogger(__name__)
SECONDS = 10.0


def allowed(address: object, hosts: Collection[str]) -> bool:
    """Whether an address may be sent to: HTTPS at the usual port of a named host, without user or password.

    An address comes with the request, so it is a stranger's until its host is known.

    >>> allowed("https://bot-api.kakao.com/callback/x", {"bot-api.kakao.com"})
    True
    >>> allowed("https://bot-api.kakao.com@evil.example/x", {"bot-api.kakao.com"})
    False
    """
    try:
        given = urlsplit(address) if isinstance(address, str) else None
        return (
            given is not None
            and given.scheme == "https"
            and given.netloc in hosts  # the whole of it: neither port nor user
            and address == str(address).strip()
            and str(address).isprintable()
            and " " not in str(address)
        )
    except ValueError:
        return False


def send(address: str, value: Json, method: str = "POST") -> bool:
    """Send ``value`` once, follow nothing, and return whether it was taken. The address is a secret: not logged."""
    given = urlsplit(address)
    target = f"{given.path or '/'}?{given.query}" if given.query else given.path or "/"
    connection = HTTPSConnection(given.netloc, timeout=SECONDS)
    try:
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Virtlas"}
        connection.request(method, target, orjson.dumps(value), headers)
        status = connection.getresponse().status
    except (OSError, HTTPException, UnicodeError) as error:
        log.warning("a late answer to %s was not sent: %s", given.netloc, type(error).__name__)
        return False
    finally:
        connection.close()
    if status >= 300:
        log.warning("a late answer to %s was refused: %s", given.netloc, status)
    return status < 300
