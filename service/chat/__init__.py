"""Where chatbots meet the atlas. ``init_app`` puts every channel on the application."""

from __future__ import annotations

import threading

from flask import Flask


def init_app(app: Flask) -> None:
    """Put MCP and the channels on ``app``; those that are not configured answer 404."""
    from . import actions, channels, full_text, transport
    from .channels.answering import Workers
    from .exchanges import Exchanges

    app.extensions["mcp_lock"] = threading.Lock()
    app.extensions["mcp_exchanges"] = Exchanges(app.config["MCP_MEGABYTES"])
    app.extensions["chat_workers"] = Workers()
    app.register_blueprint(transport.blueprint)
    app.register_blueprint(actions.blueprint)
    app.register_blueprint(full_text.blueprint)
    for channel in channels.found().values():
        app.register_blueprint(channel.blueprint)


def close(app: Flask) -> None:
    """Stop what the channels run in ``app``."""
    running = app.extensions.pop("mcp", None)
    if running is not None:
        running.close()
    app.extensions["chat_workers"].close()
