"""The tools that a model may call. Descriptions are short: a client sends them along with every question."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, ContentBlock, ImageContent, ResourceLink, TextContent, ToolAnnotations
from pydantic import Field

from . import brief, telling, values
from .reading import Reader, Refused, language_of

READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)  # fmt: skip
Lang = Annotated[Literal["en", "ko"] | None, Field(description="Answer's language; default: that of the words given")]
Reference = Annotated[str, Field(min_length=1, max_length=120, description="Concept id or name, English or Korean")]
LONGEST_EDGE = 1280  # pixels; a model's eye scales larger pictures down (1,568 with Claude), so nothing is lost


def register(server: MCPServer[Any], reader: Reader) -> None:
    """Put every tool on ``server``."""

    def tool(title: str, description: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return server.tool(title=title, description=description, annotations=READ_ONLY, structured_output=True)

    @tool("Search concepts", "Find concepts of the atlas by name, alias or words. Returns ids for the other tools.")
    def search_concepts(
        query: Annotated[str, Field(min_length=1, max_length=200, description="Words, English or Korean")],
        kind: Annotated[str | None, Field(description="Only this kind, e.g. product or technique")] = None,
        limit: Annotated[int, Field(ge=1, le=20)] = 5,
        lang: Lang = None,
    ) -> Annotated[CallToolResult, values.FoundBrief]:
        spoken = lang or language_of(query)
        with Advising("Search with other words, or leave kind out."):
            value = brief.found(reader.json("v1", "search", q=query, kind=kind, limit=limit, lang=spoken), spoken)
        return result(telling.found(value), value)

    @tool("Get a concept", "One concept: summary, description, cited facts, relations, misconceptions, picture.")
    def get_concept(concept: Reference, lang: Lang = None) -> Annotated[CallToolResult, values.ConceptBrief]:
        spoken = lang or language_of(concept)
        with Advising(f"Call search_concepts with {concept!r}."):
            value = brief.concept(reader.json("v1", "concepts", named(concept), lang=spoken), spoken, reader.absolute)
        link = picture_link(value["label"], value["picture"])
        return result(telling.concept(value), value, link)

    @tool("Compare", "Compare 2 to 6 concepts side by side: cited rows, summary, when to choose which, picture.")
    def compare(
        concepts: Annotated[list[Reference], Field(min_length=2, max_length=6)], lang: Lang = None
    ) -> Annotated[CallToolResult, values.ComparisonBrief]:
        spoken = lang or language_of(*concepts)
        with Advising("Call search_concepts for the id of each concept, then compare those ids."):
            ids = ",".join(map(named, concepts))
            value = brief.comparison(reader.json("v1", "comparisons", ids, lang=spoken), spoken, reader.absolute)
        return result(telling.comparison(value), value, picture_link(value["title"], value["picture"]))

    @tool("Explain a path", "How two concepts hang together: the shortest chain of relations, as sentences.")
    def explain_path(
        start: Reference, end: Reference, lang: Lang = None
    ) -> Annotated[CallToolResult, values.PathBrief]:
        spoken = lang or language_of(start, end)
        with Advising("Call search_concepts for both ids, then try again with two different concepts."):
            value = brief.path(
                reader.json("v1", "paths", named(start), named(end), lang=spoken), spoken, reader.absolute
            )
        return result(value["sentence"], value)

    @tool("Ask", "Ask a whole question in English or Korean; get a short cited answer, or an honest 'unknown'.")
    def ask(
        question: Annotated[str, Field(min_length=1, max_length=1000)],
        context: Annotated[
            list[Reference] | None, Field(max_length=4, description="Concepts of the last answer, for a follow-up")
        ] = None,
        lang: Lang = None,
    ) -> Annotated[CallToolResult, values.AnswerBrief]:
        spoken = lang or language_of(question)
        about = ",".join(context or ()) or None
        with Advising("Put the question shorter, or call search_concepts with its main words."):
            value = brief.answer(reader.json("v1", "ask", q=question, lang=spoken, context=about), reader.absolute)
        links = [picture_link("picture", value["picture"])] if "picture" in value else []
        return result(telling.answer(value), value, *links)

    @tool("Draw", "Draw the architecture of one concept, or several side by side. Returns a PNG and SVG/PNG links.")
    def draw(
        concepts: Annotated[list[Reference], Field(min_length=1, max_length=6)],
        theme: Literal["light", "dark"] = "light",
        lang: Lang = None,
    ) -> Annotated[CallToolResult, values.PictureBrief]:
        spoken = lang or language_of(*concepts)
        with Advising("Call search_concepts for an id that has a picture, or get_concept for its relations."):
            start, alt = drawn(reader, list(map(named, concepts)), spoken)
            query = urlencode({"lang": spoken, "theme": theme})
            png = reader.answer(f"{start}.png?{query}").body
        value: values.PictureBrief = {
            "alt": alt,
            "svg": reader.absolute(f"{start}.svg?{query}"),
            "png": reader.absolute(f"{start}.png?{query}"),
        }
        image = ImageContent(type="image", data=base64.b64encode(png).decode(), mime_type="image/png")
        return result(f"{alt}\nSVG: {value['svg']}", value, image, picture_link(alt, value["svg"]))


class Advising:
    """Turns a refusal of the API into an error that tells a model what to try next."""

    def __init__(self, advice: str) -> None:
        self.advice = advice

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Raise the error that a model can use."""
        if isinstance(error, Refused) and error.status >= 500:
            raise ToolError(f"{error} Next: make the same call again in a few seconds.") from error
        if isinstance(error, Refused):
            advice = "Call again with one of these ids." if error.near else self.advice
            raise ToolError(f"{error} Next: {advice}") from error


def named(reference: str) -> str:
    """Return a reference as it may stand in an address: dots and slashes there mean something else.

    >>> named("OCI/runc 1.1")
    'OCI-runc 1-1'
    """
    return reference.strip().replace("/", "-").replace(".", "-").replace(",", " ")


def drawn(reader: Reader, references: list[str], lang: str) -> tuple[str, str]:
    """Return the address of a picture without its ending, and what it shows."""
    if len(references) > 1:
        compared = reader.json("v1", "comparisons", ",".join(references), lang=lang)
        return compared["links"]["self"], compared["title"][lang]
    one = reader.json("v1", "concepts", references[0], lang=lang)
    return one["links"]["self"], f"{one['label'][lang]}: {one['summary'][lang]}"


def picture_link(title: str, address: str) -> ResourceLink:
    """Return a link to an SVG."""
    return ResourceLink(type="resource_link", uri=address, name="picture.svg", title=title, mime_type="image/svg+xml")


def result(text: str, value: Any, *content: ContentBlock) -> CallToolResult:
    """Return structured content with a short text and other content behind it."""
    return CallToolResult(content=[TextContent(type="text", text=text), *content], structured_content=dict(value))
