"""A served bread atlas, and the official MCP client on both transports."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import anyio
import pytest
from flask import Flask
from mcp import Client, StdioServerParameters
from werkzeug.serving import make_server

from service import chat
from service.config import ROOT

Talk = Callable[[Client], Any]


@pytest.fixture(scope="module")
def served(bakery: Flask) -> Iterator[str]:
    """The address of /mcp on a running server."""
    server = make_server("127.0.0.1", 0, bakery, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/mcp"
    server.shutdown()
    thread.join()
    server.server_close()
    chat.close(bakery)


def over_stdio(app: Flask) -> StdioServerParameters:
    """How to start ``flask mcp`` on the same database."""
    variables = {**os.environ, "VIRTLAS_DATABASE_URL": app.config["DATABASE_URL"], "VIRTLAS_RENDERERS": "1"}
    return StdioServerParameters(
        command=sys.executable, args=["-m", "flask", "--app", "wsgi", "mcp"], env=variables, cwd=ROOT
    )


def talk(client: AbstractAsyncContextManager[Client], conversation: Talk) -> Any:
    """Return what a conversation with a connected client returns."""

    async def run() -> Any:
        with anyio.fail_after(60):
            async with client as connected:
                return await conversation(connected)

    return anyio.run(run)
