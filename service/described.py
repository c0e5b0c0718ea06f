"""flask-smorest as the service uses it: one shape of errors, and the OpenAPI document made when it is first read.

Describing every view took half of the start and a quarter of the memory of a worker that nobody asks for it.
"""

from __future__ import annotations

import threading
from typing import Any

from apispec import APISpec
from flask_smorest import Api


class DescribedApi(Api):
    """flask-smorest's ``Api``; views are served at once and described late."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._waiting: list[Any] = []
        self._describing = threading.RLock()
        super().__init__(*arguments, **options)

    @property
    def spec(self) -> APISpec:
        """The document of everything that was registered."""
        with self._describing:
            waiting, self._waiting = self._waiting, []
            for blueprint in waiting:
                blueprint.register_views_in_doc(self, self._app, self._spec, name=blueprint.name, parameters=None)
                self._spec.tag({"name": blueprint.name, "description": blueprint.description})
            return self._spec

    @spec.setter
    def spec(self, spec: APISpec) -> None:
        """Begin a document."""
        self._spec = spec

    def register_blueprint(self, blp: Any, **options: Any) -> None:
        """Serve the views of a blueprint; the document will tell of them."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._waiting.append(blp)

    def _register_error_handlers(self) -> None:
        """Leave errors to ``problems``."""
