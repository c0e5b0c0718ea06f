"""The pages for builders: set-ups that name this service, and one question as every channel is sent it."""

from __future__ import annotations

import html
import re

import pytest

from service.chat.channels import found
from service.config import SETTINGS
from service.web.builder_pages import texts

from .conftest import Get

SETTINGS_NAMED = {f"VIRTLAS_{one.name}" for one in SETTINGS}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_set_up_names_the_address_of_this_service(browse: Get, lang: str) -> None:
    told = html.unescape(browse(f"/{lang}/builders").text)
    assert "{base}" not in told
    for address in ("/mcp", "/openapi-actions.json", "/chat/kakao", "/chat/slack", "/chat/discord", "/chat/dialogflow",
                    "/chat/teams", "/v1/ask"):  # fmt: skip
        assert f"http://localhost{address}" in told


def test_every_channel_has_a_set_up_and_its_limits(browse: Get) -> None:
    told = browse("/en/builders").text
    assert set(found()) <= {one["id"] for one in texts()["setups"]}
    for channel in found().values():
        for name, most in channel.LIMITS.items():
            assert f"{name}</span> <strong>{most:,}</strong>" in told
        for source in channel.SOURCES:
            assert source in told


def test_both_languages_say_as_much_and_settings_exist() -> None:
    for one in texts()["setups"]:
        assert len(one["steps"]["en"]) == len(one["steps"]["ko"])
        assert set(one.get("settings", [])) <= SETTINGS_NAMED
    for part in ("page", "simulator"):
        assert all(set(said) == {"en", "ko"} for said in texts()[part].values())
    named = set(re.findall(r"VIRTLAS_[A-Z_]+", str(texts())))
    assert named <= SETTINGS_NAMED


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_simulator_shows_every_channel(browse: Get, lang: str) -> None:
    answer = browse(f"/{lang}/builders/simulator?q=바게트와 호밀빵 차이")
    assert answer.headers["Cache-Control"] == "no-store"
    for channel in found().values():
        assert channel.TITLE[lang] in answer.text
    assert answer.text.count("<details>") == len(found())
    assert answer.text.count("하나는 길고 하나는 둥급니다") >= 2 * len(found())


def test_a_question_that_follows_carries_what_was_talked_about(browse: Get) -> None:
    told = browse("/en/builders/simulator?q=what is it?&context=rye").text
    assert "Rye" in told
    assert 'name="context" value="rye"' in told


@pytest.mark.parametrize("q", ["", "<script>alert(1)</script>", "🥖", "x" * 2000, "{{7*7}}"])
def test_whatever_is_asked_is_shown_as_text(browse: Get, q: str) -> None:
    answer = browse(f"/en/builders/simulator?q={q}&context=<b>,,")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<b>" not in answer.text
