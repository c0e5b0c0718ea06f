"""The Flask application. This is the only file that joins the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import diagrams

from . import access, chat, commands, config, database, deadlines, metrics, problems, protocol, routes, web
from .atlas.searching import index
from .bodies import Bodies
from .described import DescribedApi
from .drawing.kept import Kept
from .hot import HotPath
from .limits import Limits
from .routes import operation
from .routes.documented import Reference, References
from .watching import RevisionWatch


class Service(Flask):
    """Flask, for views that are all plain functions: asking each whether it is one costs more than calling it."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``func`` as it is."""
        return func


OPENAPI = {
    "API_TITLE": "Virtlas",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "An atlas of virtualization: concepts and relationships in Korean and English, "
            "every claim with its source, compared and drawn. An address names a thing; its ending chooses the form.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
    },
}


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Return the application; see :func:`service.create_app`."""
    app = Service(__name__, template_folder="web/templates", static_folder="web/static")
    app.config.update(config.from_environment())
    app.config.update(settings or {})
    app.config.update(OPENAPI)
    app.url_map.converters.update(reference=Reference, references=References)
    app.url_map.strict_slashes = False
    engine = database.connect(app)
    index.keep_at(engine, app.config["SEARCH_INDEX"])
    watch = RevisionWatch(engine)
    metrics.init_app(app, watch)
    deadlines.init_app(app)
    protocol.init_app(app)
    problems.init_app(app)
    access.init_app(app)
    app.extensions["renderers"] = diagrams.RendererPool(
        size=app.config["RENDERERS"],
        time_limit=app.config["RENDER_SECONDS"],
        waiting=app.config["RENDER_QUEUE"],
        megabytes=app.config["RENDER_MEGABYTES"],
    )
    folder = app.config["PICTURES"]
    app.extensions["pictures"] = Kept(Path(folder) if folder else None, app.config["PICTURE_MEGABYTES"])
    routes.register(app, DescribedApi(app))
    app.add_url_rule("/docs", view_func=operation.docs)
    app.add_url_rule("/docs/<path:name>", view_func=operation.docs_file)
    web.init_app(app)
    chat.init_app(app)
    commands.register(app)
    largest = max(app.config["MAX_BODY_BYTES"], app.config["MAX_IMPORT_BYTES"])
    bodies = Bodies(app.wsgi_app, threads=app.config["THREADS"], largest=largest)
    limits = Limits(bodies, usual=app.config["REQUESTS_PER_MINUTE"], dear=app.config["PICTURES_PER_MINUTE"])
    app.extensions["hot"] = hot = HotPath(
        limits,
        watch,
        megabytes=app.config["HOT_MEGABYTES"],
        origins=app.config["CORS_ORIGINS"],
        fresh="/openapi.json",
    )
    app.wsgi_app = behind(app.config["TRUSTED_PROXIES"], hot)  # type: ignore[method-assign]
    app.extensions["kept"] = behind(app.config["TRUSTED_PROXIES"], hot.kept)
    return app


def behind(proxies: int, application: Any) -> Any:
    """Return ``application`` told of the client by so many proxies; a client's own X-Forwarded headers are ignored."""
    return ProxyFix(application, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else application
