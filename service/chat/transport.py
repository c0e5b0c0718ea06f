"""MCP over HTTP, ``POST /mcp``: who may reach it, what was answered before, and the event loop for the rest."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request

from service.problems import problem
from service.routes.pictures import base_url
from service.watching import Unseen

from .exchanges import Exchanged, Exchanges, message_of
from .reading import Caller, Reader

if TYPE_CHECKING:
    from .loop import LoopThread

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
# What browsers' clients send; see https://modelcontextprotocol.io/specification (transports).
TAKEN = "Accept, Authorization, Content-Type, Last-Event-ID, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id"
PREFLIGHT_SECONDS = 86_400

blueprint = Blueprint("mcp", __name__)


def loop_thread() -> LoopThread:
    """Return this process's loop; a worker that was forked from a running one starts its own.

    The SDK is imported by whoever needs it first: it would double what every worker takes to start.
    """
    from .loop import LoopThread

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


@blueprint.route("/mcp", methods=["OPTIONS"])
def preflight() -> Response:
    """Tell a browser whether a page of its origin may send messages."""
    refused = refusal()
    if refused is not None:
        return refused
    response = Response(status=204)
    response.headers["Allow"] = "POST, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = TAKEN
    response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


@blueprint.after_request
def allow_origin(response: Response) -> Response:
    """Let a page whose origin was not refused read the answer."""
    origin = request.headers.get("Origin")
    response.vary.add("Origin")
    if origin and response.status_code not in (403, 421):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "MCP-Protocol-Version, Mcp-Session-Id, Retry-After"
    return response


@blueprint.post("/mcp")
def exchange() -> Response:
    """Answer one MCP message. GET and DELETE are 405: there are no streams and no sessions."""
    refused = refusal()
    if refused is not None:
        return refused
    try:
        answer = exchanged(sent_headers(), request.get_data(), Caller(base_url(), request.remote_addr or ""))
    except TimeoutError:
        return problem(503, "Busy", "The answer took too long. Try again in a moment.")
    response = Response(answer.body, status=answer.status)
    for name, value in answer.headers:
        response.headers[name] = value
    return response


def sent_headers() -> list[tuple[str, str]]:
    """Return the request's headers. Who says nothing of what it accepts takes anything (RFC 9110, 12.5.1)."""
    return list(request.headers) + ([] if "Accept" in request.headers else [("Accept", "*/*")])


def exchanged(headers: list[tuple[str, str]], body: bytes, caller: Caller) -> Exchanged:
    """Return what was answered to the same message at this revision, else what the SDK answers now.

    Raises:
        TimeoutError: the answer took too long.
    """
    kept: Exchanges = current_app.extensions["mcp_exchanges"]
    message = message_of(headers, caller.base, body) if kept.room else None
    try:
        revision = current_app.extensions["hot"].watch.current()
    except Unseen:
        message = None
    found = kept.find(message, revision) if message is not None else None
    if found is not None:
        return found
    from .loop import asgi_scope

    answer = loop_thread().exchange(asgi_scope(headers, request.scheme), body, caller)
    if message is not None:
        kept.keep(message, revision, answer)
    return answer
