"""What tools cost a model: their descriptions with every conversation, their answers with every call.

A token is taken as four bytes of English or three of Korean, one syllable; counting three throughout errs high.
"""

from __future__ import annotations

import json
from typing import Any

import anyio
import pytest
from flask import Flask

from service.chat import brief, telling
from service.chat.reading import Reader
from service.chat.server import build_server

BYTES_A_TOKEN = 3
DESCRIBED = {"search_concepts": 600, "get_concept": 1300, "compare": 1100, "explain_path": 550, "ask": 900, "draw": 500}
ANSWERED = {"get_concept": 3000, "compare": 5500, "ask": 1500, "search_concepts": 1200, "explain_path": 800}
WIDEST = ["virtual-machine", "container", "unikernel", "microvm", "serverless", "bare-metal"]


def tokens(value: Any) -> int:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return len(text.encode()) // BYTES_A_TOKEN


@pytest.fixture
def reader(atlas_app: Flask) -> Reader:
    return Reader(atlas_app.wsgi_app, "https://atlas.example")


def test_each_tool_is_described_within_its_budget(bakery: Flask) -> None:
    server = build_server(Reader(bakery.wsgi_app, "https://atlas.example"))
    listed = anyio.run(server.list_tools)
    assert {one.name for one in listed} == set(DESCRIBED)
    for one in listed:
        told = one.model_dump(by_alias=True, exclude_none=True, mode="json")
        assert tokens(told) <= DESCRIBED[one.name], one.name


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_concept_is_told_within_its_budget(reader: Reader, lang: str) -> None:
    for one in reader.json("v1", "concepts", page_size=500)["items"]:
        value = brief.concept(reader.json("v1", "concepts", one["id"], lang=lang), lang, reader.absolute)
        assert tokens(value) <= ANSWERED["get_concept"], one["id"]
        assert tokens(telling.concept(value)) <= ANSWERED["get_concept"] / 2, one["id"]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_widest_comparison_is_told_within_its_budget(reader: Reader, lang: str) -> None:
    answer = reader.json("v1", "comparisons", ",".join(WIDEST), lang=lang)
    assert tokens(brief.comparison(answer, lang, reader.absolute)) <= ANSWERED["compare"]


@pytest.mark.parametrize(
    "question", ["하이퍼바이저 타입1 타입2 차이", "what is kvm?", "전가상화와 반가상화 중 무엇을 골라야 해?"]
)
def test_an_answer_a_search_and_a_path_are_told_within_their_budgets(reader: Reader, question: str) -> None:
    answer = brief.answer(reader.json("v1", "ask", q=question, lang="ko"), reader.absolute)
    assert tokens(answer) <= ANSWERED["ask"]
    found = brief.found(reader.json("v1", "search", q=question, limit=5, lang="ko"), "ko")
    assert tokens(found) <= ANSWERED["search_concepts"]
    path = brief.path(reader.json("v1", "paths", "virsh", "kvm", lang="ko"), "ko", reader.absolute)
    assert tokens(path) <= ANSWERED["explain_path"]
