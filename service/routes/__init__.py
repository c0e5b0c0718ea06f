"""Views: parse, call, return. One noun a file."""

from __future__ import annotations

from flask_smorest import Api

from . import comparisons, concepts, decks, diagrams, operation, paths, search, sources, vocabulary, whole


def register(api: Api) -> None:
    """Put every blueprint on ``api``."""
    for module in (concepts, comparisons, paths, search, diagrams, sources, vocabulary, decks, whole, operation):
        api.register_blueprint(module.blueprint)
