"""The MCP server: one definition for stdio and for HTTP."""

from __future__ import annotations

import logging
from typing import Any

from mcp.server.caching import CacheHint
from mcp.server.mcpserver import MCPServer

from service.protocol import build

from . import prompts, resources, tools
from .reading import Reader

INSTRUCTIONS = (
    "Virtlas is a sourced atlas in English and Korean. Prefer ask for whole questions; compare for differences; "
    "get_concept for facts; draw for a picture. Say what the atlas says, cite its sources, and say so when it does "
    "not know."
)
KEPT = CacheHint(ttl_ms=60_000, scope="public")


def build_server(reader: Reader) -> MCPServer[Any]:
    """Return the server over what ``reader`` reads."""
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    server: MCPServer[Any] = MCPServer(
        "virtlas",
        title="Virtlas",
        instructions=INSTRUCTIONS,
        version=build(),
        website_url=reader.base or None,
        # Nothing ever changes behind a request: a stream of changes would only hold a thread.
        subscriptions=False,
        cache_hints={
            "tools/list": KEPT,
            "prompts/list": KEPT,
            "resources/list": KEPT,
            "resources/templates/list": KEPT,
            "resources/read": KEPT,
        },
    )
    # The SDK sets up the root logger; how a service logs is the operator's to say.
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    tools.register(server, reader)
    resources.register(server, reader)
    prompts.register(server)
    return server
