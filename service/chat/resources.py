"""What a client may attach to a conversation: concepts, comparisons, pictures and the vocabulary, by address."""

from __future__ import annotations

from typing import Any

import anyio.to_thread
import orjson
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp_types import (
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
)

from .reading import Json, Reader, Refused
from .tools import named

MOST_COMPLETIONS = 20  # the protocol allows 100
DIAGRAM_PAGE = 500


def register(server: MCPServer[Any], reader: Reader) -> None:
    """Put every resource, template and completion on ``server``."""

    @server.resource(
        "virtlas://concept/{id}", title="A concept", mime_type="text/markdown", description="A concept as Markdown."
    )
    def concept(id: str) -> str:
        return text(reader, "v1", "concepts", f"{named(id)}.md")

    @server.resource(
        "virtlas://comparison/{+ids}",
        title="A comparison",
        mime_type="text/markdown",
        description="2 to 6 concept ids, separated by commas, as a Markdown table.",
    )
    def comparison(ids: str) -> str:
        return text(reader, "v1", "comparisons", f"{','.join(map(named, ids.split(',')))}.md")

    @server.resource(
        "virtlas://diagram/{id}", title="A picture", mime_type="image/svg+xml", description="A diagram as SVG."
    )
    def diagram(id: str) -> str:
        return text(reader, "v1", "diagrams", f"{named(id)}.svg")

    @server.resource(
        "virtlas://vocabulary",
        title="The vocabulary",
        mime_type="application/json",
        description="Relation types and properties with their labels.",
    )
    def vocabulary() -> str:
        return orjson.dumps(
            {noun: [labelled(one) for one in everything(reader, noun)] for noun in ("relation-types", "properties")}
        ).decode()

    @server.completion()  # type: ignore[no-untyped-call,untyped-decorator]
    async def complete(
        ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion:
        del context  # every argument stands for itself
        # In a thread: reading may draw or wait for the database, and the loop serves everybody.
        values = await anyio.to_thread.run_sync(completing, reader, ref, argument)
        return Completion(values=values[:MOST_COMPLETIONS], total=len(values), has_more=len(values) > MOST_COMPLETIONS)


def completing(
    reader: Reader, ref: PromptReference | ResourceTemplateReference, argument: CompletionArgument
) -> list[str]:
    """Return what an argument that somebody is typing may become."""
    if isinstance(ref, ResourceTemplateReference) and ref.uri.startswith("virtlas://diagram/"):
        return [one for one in diagram_ids(reader) if argument.value.lower() in one]
    if argument.name in ("id", "ids", "topic"):
        done, comma, typed = argument.value.rpartition(",")
        return [f"{done}{comma}{one}" for one in concept_ids(reader, typed.strip())]
    return []


def text(reader: Reader, *parts: str) -> str:
    """Return the text at an address, or the error that the protocol has for it."""
    try:
        return reader.content(*parts).decode()
    except Refused as refused:
        if refused.status in (300, 404, 422):
            raise ResourceNotFoundError(str(refused)) from refused
        raise ResourceError(str(refused)) from refused


def everything(reader: Reader, noun: str) -> list[Json]:
    """Return a whole list of the vocabulary."""
    items: list[Json] = reader.json("v1", noun)["items"]
    return items


def labelled(one: Json) -> Json:
    """Return an entry by id and label."""
    return {"id": one["id"], "label": one["label"]}


def diagram_ids(reader: Reader) -> list[str]:
    """Return the ids of all diagrams."""
    return [one["id"] for one in reader.json("v1", "diagrams", page_size=DIAGRAM_PAGE)["items"]]


def concept_ids(reader: Reader, typed: str) -> list[str]:
    """Return ids of concepts whose names begin like what was typed, in either language."""
    try:
        if not typed:
            return [one["id"] for one in reader.json("v1", "concepts", page_size=MOST_COMPLETIONS)["items"]]
        return [one["id"] for one in reader.json("v1", "suggest", q=typed[:200], limit=MOST_COMPLETIONS)["items"]]
    except Refused:
        return []
