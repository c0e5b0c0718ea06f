"""The API reference: what the generated document says, as a page."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from service.web import reference_pages

from .conftest import Get

DOCUMENT = {
    "tags": [{"name": "writing", "description": "With a key"}, {"name": "reading", "description": ""}],
    "paths": {
        "/v1/breads/{id}": {
            "parameters": [{"in": "path", "name": "id", "required": True, "example": "rye,white", "schema": {}}],
            "get": {
                "tags": ["reading"],
                "summary": "Get a bread",
                "parameters": [
                    {"in": "query", "name": "lang", "required": True, "schema": {"example": "ko+en", "enum": ["ko"]}},
                    {"in": "query", "name": "raw", "schema": {"default": False, "example": True}},
                ],
                "responses": {"404": {"description": "None."}, "200": {"description": "`One`."}, "default": {}},
            },
            "delete": {"tags": ["writing"], "security": [{"key": []}], "responses": {"204": {}}},
        }
    },
}


def test_reading_stands_before_writing_and_refusals_apart() -> None:
    reading, writing = reference_pages.grouped(DOCUMENT)
    assert [reading.name, writing.name] == ["reading", "writing"]
    one = reading.operations[0]
    assert [status for status, _ in one.answers] == ["200"]
    assert [status for status, _ in one.refusals] == ["404", "default"]
    assert writing.operations[0].guarded
    assert not one.guarded


def test_an_example_is_an_address_that_holds_what_is_required() -> None:
    reading, writing = reference_pages.grouped(DOCUMENT)
    assert reading.operations[0].example == "/v1/breads/rye,white?lang=ko%2Ben"
    assert writing.operations[0].example == ""
    assert [one.standard for one in reading.operations[0].parameters] == ["", "", "false"]


def test_every_operation_of_the_service_stands_on_the_page(client: FlaskClient, browse: Get) -> None:
    text = html.unescape(browse("/ko/api").text)
    for path, item in client.get("/openapi.json").json["paths"].items():
        assert f"<code>{path}</code>" in text
        for method in set(item) & set(reference_pages.METHODS):
            assert re.search(rf'"method {method}">{method.upper()}</span> <code>{re.escape(path)}</code>', text)
