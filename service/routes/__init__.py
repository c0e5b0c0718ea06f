"""Views: parse, call, return. One noun a file."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api

from . import ask, comparisons, concepts, decks, diagrams, operation, paths, search, sources, spelled, vocabulary, whole
from .claims import blueprint as claims
from .importing import blueprint as importing
from .writing import blueprint as writing


def register(app: Flask, api: Api) -> None:
    """Put every blueprint on ``api`` of ``app``."""
    app.before_request(spelled.redirect_spelled)
    scheme = {"type": "http", "scheme": "bearer", "description": "made by an operator with `flask keys create`"}
    api.spec.components.security_scheme("key", scheme)
    for blueprint in (writing, claims, importing):
        api.register_blueprint(blueprint)
    for module in (concepts, comparisons, paths, search, ask, diagrams, sources, vocabulary, decks, whole, operation):
        api.register_blueprint(module.blueprint)
