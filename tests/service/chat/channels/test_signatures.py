"""Who is believed: a request that its platform signed just now, and nobody else."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from service.chat.channels import signatures
from service.chat.channels.later import allowed

from . import signing

OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
QUESTION = "what is rye?"
OFF = ["/chat/slack", "/chat/discord", "/chat/dialogflow", "/chat/teams"]
TOLD = {
    "slack": lambda client, **how: signing.slack(client, signing.slack_command(QUESTION), **how),
    "discord": lambda client, **how: signing.discord(client, signing.discord_command(QUESTION), **how),
    "dialogflow": lambda client, **how: signing.dialogflow(client, signing.dialogflow_turn(QUESTION), **how),
    "teams": lambda client, age=0, **how: signing.teams(client, signing.teams_message(QUESTION, age=age), **how),
}
FORGED = [("slack", {"secret": "wrong"}), ("discord", {"key": OTHER}), ("dialogflow", {"token": "wrong"}),
          ("dialogflow", {"token": ""}), ("teams", {"token": "AAAA"})]  # fmt: skip
Told = Callable[..., TestResponse]


def test_the_example_of_slack_is_signed_as_slack_says() -> None:
    # https://docs.slack.dev/authentication/verifying-requests-from-slack/
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signatures.slack("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body, signature)
    assert not signatures.slack("8f742231b10e8888abcd99yyyzzz85a5", "1531420619", body, signature)


@pytest.mark.parametrize("path", OFF)
def test_a_channel_without_its_secret_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.post(path, data=b"{}").status_code == 404


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("name", TOLD)
def test_a_signed_request_is_answered(client: FlaskClient, name: str) -> None:
    assert TOLD[name](client).status_code == 200


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(("name", "how"), FORGED)
def test_a_forged_request_is_refused(client: FlaskClient, name: str, how: dict[str, object]) -> None:
    answer = TOLD[name](client, **how)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("name", ["slack", "discord", "teams"])
@pytest.mark.parametrize("age", [301, 86_400, -301])
def test_a_replayed_request_is_refused(client: FlaskClient, name: str, age: int) -> None:
    assert TOLD[name](client, age=age).status_code == 401


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("path", OFF)
@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"x" * 900_000])
def test_an_unsigned_request_is_refused(client: FlaskClient, path: str, body: bytes) -> None:
    assert client.post(path, data=body, content_type="application/json").status_code == 401


@pytest.mark.usefixtures("configured")
def test_secrets_and_addresses_are_never_logged(
    client: FlaskClient, bakery: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name, how in FORGED:
        TOLD[name](client, **how)
    TOLD["slack"](client)
    assert not [secret for secret in signing.SECRETS.values() if secret in caplog.text]


@given(st.text(max_size=30), st.binary(max_size=60), st.text(max_size=80))
def test_no_other_signature_is_believed(timestamp: str, body: bytes, signature: str) -> None:
    assert not signatures.slack("secret", timestamp, body, signature)
    assert not signatures.teams("c2VjcmV0", body, signature)
    assert not signatures.discord(signing.DISCORD_KEY, timestamp, body, signature)
    assert not signatures.bearer("secret", signature)


@pytest.mark.parametrize("key", ["", "zz", "00", "가"])
def test_a_setting_that_is_no_key_believes_nobody(key: str) -> None:
    assert not signatures.discord(key, "1", b"", "00" * 64)
    assert not signatures.teams("no base64!", b"", "HMAC ")


@given(st.text(max_size=40))
def test_a_time_that_is_none_is_not_fresh(moment: str) -> None:
    now = time.time()
    if not moment.isdigit():
        assert not signatures.fresh(moment, now)
    assert not signatures.fresh_moment(moment, now)


@given(st.text(max_size=60))
def test_only_named_hosts_are_sent_to(rest: str) -> None:
    assert not allowed(f"https://{rest}.example/x", {"hooks.slack.com"})
    assert not allowed(f"http://hooks.slack.com/{rest}", {"hooks.slack.com"})
