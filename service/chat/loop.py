"""MCP's ASGI form, driven from WSGI: one event loop in one thread of each process.

Opening a loop for every call took 8 ms; a loop that stays takes a fraction. Every exchange is one request and
one JSON answer: nothing is kept between them.
"""

from __future__ import annotations

import asyncio
import os
import threading
from contextvars import Context
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from .exchanges import Exchanged
from .reading import REACHED, Caller, Reader
from .server import build_server

SECONDS = 30.0  # for one call; a picture drawn for the first time takes under one


class LoopThread:
    """An event loop in a thread, with the MCP session manager running in it. One a process."""

    def __init__(self, reader: Reader, largest: int) -> None:
        self.process = os.getpid()
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.stopping: asyncio.Event | None = None
        server = build_server(reader)
        server.streamable_http_app(stateless_http=True, json_response=True, max_request_body_size=max(1, largest))
        self.manager: StreamableHTTPSessionManager = server.session_manager
        # Hosts and origins are checked by the view, which can name the setting to change.
        self.manager.security_settings = None
        # An empty context: the request that happens to come first must not live on in the loop.
        self.thread = threading.Thread(target=Context().run, args=(self.run,), name="mcp", daemon=True)
        self.thread.start()
        self.ready.wait(SECONDS)

    def run(self) -> None:
        """Serve until told to stop; the thread's whole life."""
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self.serve())
        finally:
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()

    async def serve(self) -> None:
        """Keep the session manager running."""
        self.stopping = asyncio.Event()
        async with self.manager.run():
            self.ready.set()
            await self.stopping.wait()

    def close(self) -> None:
        """Stop the loop and wait for its thread."""
        if self.stopping is not None and self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.stopping.set)
            self.thread.join(SECONDS)

    def exchange(self, scope: dict[str, Any], body: bytes, caller: Caller) -> Exchanged:
        """Return the answer to one request of ``caller``.

        Raises:
            TimeoutError: it took longer than ``SECONDS``.
        """
        context = Context()
        context.run(REACHED.set, caller)
        future = context.run(asyncio.run_coroutine_threadsafe, answered(self.manager, scope, body), self.loop)
        try:
            return future.result(SECONDS)
        except TimeoutError:
            future.cancel()
            raise


async def answered(manager: StreamableHTTPSessionManager, scope: dict[str, Any], body: bytes) -> Exchanged:
    """Drive one request through ASGI."""
    status, headers, parts = 500, [], []
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            await asyncio.Event().wait()  # the client stays until it is answered
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
        else:
            parts.append(message.get("body", b""))

    await manager.handle_request(scope, receive, send)
    return Exchanged(status, headers, b"".join(parts))


def asgi_scope(headers: list[tuple[str, str]], scheme: str) -> dict[str, Any]:
    """Return the ASGI scope of a POST to ``/mcp``."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": scheme,
        "path": "/mcp",
        "raw_path": b"/mcp",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "server": None,
        "client": None,
    }
