"""MCP over HTTP: a view hands each POST to an event loop that runs in one thread of the worker.

The protocol's HTTP form is ASGI, the service is WSGI. Opening a loop per call took 8 ms; a loop that stays
takes a fraction. Every exchange is one request and one JSON answer: nothing is kept between them.
"""

from __future__ import annotations

import asyncio
import os
import threading
from contextvars import Context
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from service.problems import problem
from service.routes.pictures import base_url

from .reading import REACHED, Reader
from .server import build_server

SECONDS = 30.0  # for one call; a picture drawn for the first time takes under one
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})

blueprint = Blueprint("mcp", __name__)


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

    def exchange(self, scope: dict[str, Any], body: bytes, base: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """Return status, headers and body of the answer to one request.

        Raises:
            TimeoutError: it took longer than ``SECONDS``.
        """
        context = Context()
        context.run(REACHED.set, base)
        future = context.run(asyncio.run_coroutine_threadsafe, answered(self.manager, scope, body), self.loop)
        try:
            return future.result(SECONDS)
        except TimeoutError:
            future.cancel()
            raise


async def answered(
    manager: StreamableHTTPSessionManager, scope: dict[str, Any], body: bytes
) -> tuple[int, list[tuple[str, str]], bytes]:
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
    return status, headers, b"".join(parts)


def loop_thread() -> LoopThread:
    """Return this process's loop; a worker that was forked from a running one starts its own."""
    with current_app.extensions["mcp_lock"]:
        found: LoopThread | None = current_app.extensions.get("mcp")
        if found is None or found.process != os.getpid():
            reader = Reader(current_app.wsgi_app, current_app.config["BASE_URL"])
            found = LoopThread(reader, current_app.config["MAX_BODY_BYTES"])
            current_app.extensions["mcp"] = found
        return found


def allowed_hosts() -> frozenset[str]:
    """Return the names under which ``/mcp`` may be reached: the setting, this machine, the public address."""
    public = urlsplit(current_app.config["BASE_URL"]).hostname
    return LOCAL | frozenset(current_app.config["MCP_HOSTS"].split()) | ({public} if public else frozenset())


def refusal() -> Response | None:
    """Refuse what a page of a stranger makes a browser send (DNS rebinding); see the protocol's security notes."""
    hosts = allowed_hosts()
    if "*" in hosts:
        return None
    host = urlsplit(f"//{request.host}").hostname or ""
    if host not in hosts:
        return problem(421, "Misdirected request", f"Host {host} is not allowed here: add it to VIRTLAS_MCP_HOSTS.")
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).hostname not in hosts and origin not in current_app.config["CORS_ORIGINS"].split():
        return problem(403, "Forbidden", "Origin is not allowed here: add its host to VIRTLAS_MCP_HOSTS.")
    return None


@blueprint.post("/mcp")
def exchange() -> Response:
    """Answer one MCP message. GET and DELETE are 405: there are no streams and no sessions."""
    refused = refusal()
    if refused is not None:
        return refused
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": request.scheme,
        "path": "/mcp",
        "raw_path": b"/mcp",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers],
        "server": None,
        "client": None,
    }
    try:
        status, headers, body = loop_thread().exchange(scope, request.get_data(), base_url())
    except TimeoutError:
        return problem(503, "Busy", "The answer took too long. Try again in a moment.")
    response = Response(body, status=status)
    for name, value in headers:
        response.headers[name] = value
    return response
