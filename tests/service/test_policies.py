"""What a browser may do with an answer: run and style nothing that the service itself did not write."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from service import policies

ADDRESSES = ["/docs", "/v1/diagrams/rye.svg", "/v1/diagrams/rye.svg?theme=auto", "/v1/concepts/no.svg?onerror=image"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_allowed_just_for_being_inline(client: FlaskClient, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src" not in policy or "script-src 'self'" in policy


def test_the_page_to_try_the_api_holds_no_inline_script_or_style(client: FlaskClient) -> None:
    page = client.get("/docs").text
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page) == []


def test_the_policy_of_a_picture_names_every_style_sheet_by_its_hash() -> None:
    told = policies.of_picture("<svg><style>a&gt;b{fill:red}</style><style>한글{}</style></svg>".encode())
    hashes = re.findall(r"'sha256-([\w+/]+=)'", told)
    assert len(set(hashes)) == 2
    assert policies.of_picture(b"<svg><style>a&gt;b{fill:red}</style></svg>").count(hashes[0]) == 1


def test_a_picture_without_a_style_sheet_may_have_none() -> None:
    assert "style-src" not in policies.of_picture(b"<svg/>")
