"""What a model gets from the MCP server, asked by the official client."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from flask import Flask
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, ResourceTemplateReference

from service.chat.reading import Reader
from service.chat.reply import question_of, reply_to

from .conftest import over_stdio, talk

VERSIONS = [("auto", "2026-07-28"), ("legacy", "2025-11-25")]
TOOLS = ["search_concepts", "get_concept", "compare", "explain_path", "ask", "draw"]
TOKENS_OF_ALL_TOOLS = 3500  # about four characters a token: what every conversation pays


def call(served: str, name: str, **arguments: Any) -> CallToolResult:
    async def conversation(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments)

    return talk(Client(served), conversation)


@pytest.mark.parametrize(("mode", "version"), VERSIONS)
def test_new_and_old_clients_are_answered_over_http(served: str, mode: str, version: str) -> None:
    async def conversation(client: Client) -> tuple[Any, ...]:
        tools = await client.list_tools()
        got = await client.call_tool("get_concept", {"concept": "baguette"})
        return client.session.protocol_version, [one.name for one in tools.tools], got.structured_content["id"]

    assert talk(Client(served, mode=mode), conversation) == (version, TOOLS, "baguette")


@pytest.mark.parametrize(("mode", "version"), VERSIONS)
def test_new_and_old_clients_are_answered_over_standard_input(bakery: Flask, mode: str, version: str) -> None:
    async def conversation(client: Client) -> tuple[Any, ...]:
        got = await client.call_tool("compare", {"concepts": ["baguette", "rye"]})
        return client.session.protocol_version, [one["id"] for one in got.structured_content["concepts"]]

    assert talk(Client(over_stdio(bakery), mode=mode), conversation) == (version, ["baguette", "rye"])


def test_every_tool_has_schemas_says_it_only_reads_and_is_short(served: str) -> None:
    async def conversation(client: Client) -> Any:
        return await client.list_tools()

    listed = talk(Client(served), conversation)
    for one in listed.tools:
        assert one.input_schema["type"] == one.output_schema["type"] == "object"
        assert one.annotations.read_only_hint
        assert len(one.description) < 120
    assert len(listed.model_dump_json(exclude_none=True, by_alias=True)) / 4 < TOKENS_OF_ALL_TOOLS


def test_a_search_gives_ids_for_the_other_tools(served: str) -> None:
    got = call(served, "search_concepts", query="바게트")
    assert got.structured_content["items"][0]["id"] == "baguette"
    assert got.structured_content["items"][0]["label"] == "바게트"


def test_a_concept_cites_its_sources_and_links_its_picture(served: str) -> None:
    got = call(served, "get_concept", concept="Baguette")
    assert got.structured_content["sources"][0]["number"] == 1
    assert [one.type for one in got.content] == ["text", "resource_link"]
    assert got.content[1].uri.startswith(served.removesuffix("/mcp"))


def test_a_follow_up_is_understood_by_what_was_talked_about(served: str) -> None:
    first = call(served, "ask", question="바게트가 뭐야?")
    concepts = first.structured_content["concepts"]
    second = call(served, "ask", question="그건 뭐야?", context=concepts)
    assert second.structured_content["concepts"] == concepts
    assert second.structured_content["answered"]
    assert not call(served, "ask", question="그건 뭐야?").structured_content["answered"]


@pytest.mark.parametrize("question", ["바게트와 호밀빵 차이", "what is rye?"])
def test_an_answer_is_the_one_that_messengers_give(served: str, bakery: Flask, question: str) -> None:
    told = call(served, "ask", question=question).structured_content
    reply = reply_to(Reader(bakery.wsgi_app, "https://atlas.example"), question_of(question))
    assert told["text"] == reply.text
    assert [one["number"] for one in told["citations"]] == [one.number for one in reply.citations]


def test_a_path_is_told_in_sentences(served: str) -> None:
    assert call(served, "explain_path", start="baguette", end="bread").structured_content["steps"]


def test_a_picture_comes_as_png_and_as_a_link(served: str) -> None:
    got = call(served, "draw", concepts=["baguette"], lang="ko")
    text, image, link = got.content
    data = base64.b64decode(image.data)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") <= 1568
    assert link.mime_type == "image/svg+xml"
    assert got.structured_content["svg"] in text.text


def test_an_unknown_concept_is_told_with_what_to_try_next(served: str) -> None:
    got = call(served, "get_concept", concept="bagette")
    assert got.is_error
    assert "baguette" in got.content[0].text
    assert "Next:" in got.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("nothing", {}),
        ("get_concept", {}),
        ("get_concept", {"concept": 7}),
        ("get_concept", {"concept": "x" * 5000}),
        ("get_concept", {"concept": "../../etc/passwd"}),
        ("compare", {"concepts": ["baguette"]}),
        ("compare", {"concepts": ["baguette", "baguette"]}),
        ("search_concepts", {"query": "🥖"}),
        ("explain_path", {"start": "rye", "end": "rye"}),
    ],
)
def test_wrong_calls_are_errors_that_a_model_can_read(served: str, name: str, arguments: dict[str, Any]) -> None:
    got = call(served, name, **arguments)
    assert got.is_error
    assert got.content[0].text
    assert "Traceback" not in got.content[0].text


def test_resources_completions_and_prompts_are_there(served: str) -> None:
    async def conversation(client: Client) -> tuple[Any, ...]:
        texts = [
            (await client.read_resource(uri)).contents[0].text
            for uri in (
                "virtlas://concept/rye",
                "virtlas://comparison/baguette,rye",
                "virtlas://diagram/rye",
                "virtlas://vocabulary",
            )
        ]
        typed = await client.complete(
            ResourceTemplateReference(type="ref/resource", uri="virtlas://comparison/{+ids}"),
            {"name": "ids", "value": "rye,바게"},
        )
        prompts = [one.name for one in (await client.list_prompts()).prompts]
        quiz = await client.get_prompt("quiz_me", {"topic": "바게트", "count": "3"})
        return texts, typed.completion.values, prompts, quiz.messages[0].content.text

    texts, typed, prompts, quiz = talk(Client(served), conversation)
    assert texts[0].startswith("# Rye")
    assert "|---" in texts[1]
    assert texts[2].startswith("<")
    assert "is_a" in texts[3]
    assert typed == ["rye,baguette"]
    assert prompts == ["explain_to_a_student", "prepare_a_slide", "quiz_me"]
    assert "문제 3개" in quiz


def test_an_unknown_resource_is_an_invalid_parameter(served: str) -> None:
    async def conversation(client: Client) -> int:
        with pytest.raises(MCPError) as failed:
            await client.read_resource("virtlas://concept/nothing")
        return failed.value.code

    assert talk(Client(served), conversation) == -32602
