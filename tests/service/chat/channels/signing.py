"""Requests as the platforms send and sign them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # the one of Slack's own example
DISCORD = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DISCORD_KEY = DISCORD.public_key().public_bytes_raw().hex()
TOKEN = "a-token-of-dialogflow"
TEAMS_TOKEN = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA="  # the one of Microsoft's own example
SECRETS = {
    "SLACK_SIGNING_SECRET": SLACK_SECRET,
    "DISCORD_PUBLIC_KEY": DISCORD_KEY,
    "DIALOGFLOW_TOKEN": TOKEN,
    "TEAMS_SECURITY_TOKEN": TEAMS_TOKEN,
}


def slack(client: FlaskClient, body: bytes, *, age: int = 0, secret: str = SLACK_SECRET) -> TestResponse:
    timestamp = str(int(time.time()) - age)
    signature = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signature}"}
    return client.post("/chat/slack", data=body, headers=headers, content_type="application/x-www-form-urlencoded")


def slack_command(text: str, **members: str) -> bytes:
    given = {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO", "team_id": "T0001", "team_domain": "example", "channel_id": "C2147483705",
        "channel_name": "test", "user_id": "U2147483697", "user_name": "Steve", "command": "/virtlas", "text": text,
        "api_app_id": "A123456", "response_url": "https://hooks.slack.com/commands/1234/5678", "trigger_id": "1.2",
    }  # fmt: skip
    return urlencode({**given, **members}).encode()


def slack_press(value: str, address: str = "https://hooks.slack.com/actions/1/2") -> bytes:
    payload = {
        "type": "block_actions", "user": {"id": "U1"}, "api_app_id": "A1", "response_url": address, "trigger_id": "x",
        "actions": [{"action_id": "ask_0", "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}],
    }  # fmt: skip
    return urlencode({"payload": orjson.dumps(payload).decode()}).encode()


def discord(client: FlaskClient, value: Any, *, age: int = 0, key: Ed25519PrivateKey = DISCORD) -> TestResponse:
    body = value if isinstance(value, bytes) else orjson.dumps(value)
    timestamp = str(int(time.time()) - age)
    headers = {
        "X-Signature-Ed25519": key.sign(timestamp.encode() + body).hex(),
        "X-Signature-Timestamp": timestamp,
    }
    return client.post("/chat/discord", data=body, headers=headers, content_type="application/json")


def discord_command(text: object, kind: int = 2) -> dict[str, Any]:
    return {
        "application_id": "845027738276462632", "channel_id": "772908445358620702", "guild_id": "772904309264089089",
        "data": {"id": "1", "name": "virtlas", "type": 1, "options": [{"name": "question", "type": 3, "value": text}]},
        "id": "846462639134605312", "locale": "ko", "member": {"user": {"id": "53908232506183680", "username": "a"}},
        "token": "A_UNIQUE_TOKEN", "type": kind, "version": 1,
    }  # fmt: skip


def dialogflow(client: FlaskClient, value: Any, *, token: str = TOKEN) -> TestResponse:
    body = value if isinstance(value, bytes) else orjson.dumps(value)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post("/chat/dialogflow", data=body, headers=headers, content_type="application/json")


def dialogflow_turn(text: object, **parameters: Any) -> dict[str, Any]:
    return {
        "detectIntentResponseId": "d", "pageInfo": {"currentPage": "p"}, "fulfillmentInfo": {"tag": "ask"},
        "sessionInfo": {"session": "projects/p/locations/global/agents/a/sessions/s", "parameters": parameters},
        "messages": [], "languageCode": "ko", "text": text,
    }  # fmt: skip


def teams(client: FlaskClient, value: Any, *, token: str = TEAMS_TOKEN) -> TestResponse:
    body = value if isinstance(value, bytes) else orjson.dumps(value)
    signature = base64.b64encode(hmac.new(base64.b64decode(token), body, hashlib.sha256).digest()).decode()
    headers = {"Authorization": f"HMAC {signature}"}
    return client.post("/chat/teams", data=body, headers=headers, content_type="application/json")


def teams_message(text: object, *, age: float = 0) -> dict[str, Any]:
    moment = datetime.fromtimestamp(time.time() - age, UTC).isoformat().replace("+00:00", "Z")
    return {
        "type": "message", "id": "1485983408511", "timestamp": moment, "localTimestamp": moment,
        "serviceUrl": "https://smba.trafficmanager.net/amer/", "channelId": "msteams",
        "from": {"id": "29:1XJ", "name": "Somebody"}, "conversation": {"id": "19:x@thread.skype;messageid=1"},
        "textFormat": "plain", "text": text,
    }  # fmt: skip
