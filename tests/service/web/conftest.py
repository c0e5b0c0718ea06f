"""A browser's client of the bread atlas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Get = Callable[..., TestResponse]


@pytest.fixture
def browse(client: FlaskClient) -> Get:
    """Ask for an address as a browser does."""

    def get(address: str, **headers: str) -> TestResponse:
        return client.get(address, headers={"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", **headers})

    return get
