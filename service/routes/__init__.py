"""Views: parse, call, return. One noun a file."""

from __future__ import annotations

from flask_smorest import Api

from . import ask, comparisons, concepts, decks, diagrams, operation, paths, search, sources, vocabulary, whole
from .writing import blueprint as writing


def register(api: Api) -> None:
    """Put every blueprint on ``api``."""
    scheme = {"type": "http", "scheme": "bearer", "description": "made by an operator with `flask keys create`"}
    api.spec.components.security_scheme("key", scheme)
    api.register_blueprint(writing)
    for module in (concepts, comparisons, paths, search, ask, diagrams, sources, vocabulary, decks, whole, operation):
        api.register_blueprint(module.blueprint)
