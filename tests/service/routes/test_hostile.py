"""What nobody means as a question gets an answer or is refused with a reason, at any length."""

from __future__ import annotations

from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

HOSTILE = (
    "가나다라마바사아자차카타파하", "바게트의", "은는이가을를의에", "은 는 이 가 ", "뭐가어떻게왜", "바게트는rye가", "baguete ",
    "😀🐳", "\x00\x1b[31m", '"(rye* NEAR AND OR -', "'; DROP TABLE concept; --", "ㅂㄱㅌ", "qkrpxm ", "パンとは何ですか",
    "ما هو الخبز ", "\u202ebread\u202c ", "((((", "%00 %s {0} ", "\ud55c\u1161 ",
)  # fmt: skip


@pytest.mark.parametrize("noun", ["search", "suggest", "ask"])
def test_noise_is_answered_or_refused_at_any_length(app: Flask, baked: Session, noun: str) -> None:
    client = app.test_client()
    for text, length in product(HOSTILE, (len(HOSTILE[0]), 1000, 10_000)):
        found = client.get(f"/v1/{noun}", query_string={"q": (text * length)[:length]})
        assert found.status_code in (200, 422), (text, found.text)
        if found.status_code == 422:
            assert "q" in found.json["errors"], text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120))
def test_any_text_is_answered_or_refused(app: Flask, baked: Session, text: str) -> None:
    found = app.test_client().get("/v1/ask", query_string={"q": text})
    assert found.status_code in (200, 422), found.text


@pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64, 461380877873793067909120, -(2**63) - 1])
@pytest.mark.parametrize(
    "address",
    [
        "/v1/changes?since={}", "/v1/changes?page={}", "/v1/concepts?page_size={}", "/v1/concepts/rye/graph?depth={}",
        "/v1/concepts/rye/relations?page={}", "/v1/search?q=bread&limit={}", "/v1/concepts/rye.svg?width={}",
        "/v1/concepts/rye/facts/origin/{}", "/en/sources?page={}", "/en/changes?page={}", "/en/present/baking?n={}",
    ],
)  # fmt: skip
def test_a_number_that_no_database_holds_is_refused(client: FlaskClient, address: str, number: int) -> None:
    found = client.get(address.format(number))
    assert found.status_code in (200, 404, 422), found.text
    if address.startswith("/v1") and found.status_code == 422:
        assert found.json["errors"]
