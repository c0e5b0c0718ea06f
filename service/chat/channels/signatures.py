"""Whether a request comes from its platform, and just now. A secret is compared in constant time and never logged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from datetime import datetime

WINDOW = 300  # seconds that a signed request stays good, as Slack asks; an older one is a replay


def fresh(timestamp: str, now: float | None = None) -> bool:
    """Whether a time in whole seconds since 1970 lies within the window, before or after now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):
        return False
    return abs((time.time() if now is None else now) - int(timestamp)) <= WINDOW


def fresh_moment(moment: object, now: float | None = None) -> bool:
    """Whether an ISO 8601 time with its offset lies within the window."""
    try:
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else None
    except ValueError:
        return False
    return at is not None and at.tzinfo is not None and fresh(str(max(0, int(at.timestamp()))), now)


def slack(secret: str, timestamp: str, body: bytes, signature: str) -> bool:
    """Whether Slack signed a request; see https://docs.slack.dev/authentication/verifying-requests-from-slack/."""
    signed = b"v0:%b:%b" % (timestamp.encode(), body)
    expected = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return equal(expected, signature)


def teams(token: str, body: bytes, authorization: str) -> bool:
    """Whether Teams signed a request.

    See https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook.
    """
    try:
        key = base64.b64decode(token, validate=True)
    except binascii.Error:
        return False
    expected = "HMAC " + base64.b64encode(hmac.new(key, body, hashlib.sha256).digest()).decode()
    return equal(expected, authorization)


def discord(public_key: str, timestamp: str, body: bytes, signature: str) -> bool:
    """Whether Discord signed a request (Ed25519).

    See https://discord.com/developers/docs/interactions/overview#validating-security-request-headers.
    """
    from cryptography.exceptions import InvalidSignature  # a library of OpenSSL: only who needs it pays
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), timestamp.encode() + body)
    except (InvalidSignature, ValueError):
        return False
    return True


def bearer(token: str, authorization: str) -> bool:
    """Whether a request carries the token that was agreed on."""
    return equal(f"Bearer {token}", authorization)


def equal(expected: str, given: str) -> bool:
    """Compare in a time that tells nothing about where they differ."""
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))
