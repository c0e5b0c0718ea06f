"""The OpenAPI document is generated, complete, and says what the service does."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    return client.get("/openapi.json").json


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_route_of_the_api_is_documented(document: dict[str, Any], bakery: Flask) -> None:
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in bakery.url_map.iter_rules()
        if rule.rule.startswith("/v1") or rule.rule in ("/healthz", "/readyz", "/metrics")
    }
    assert rules == {path for path, _, _ in operations(document)}


def test_every_parameter_has_an_example_and_a_description(document: dict[str, Any]) -> None:
    bare = []
    for path, method, operation in operations(document):
        for parameter in [*operation.get("parameters", []), *document["paths"][path].get("parameters", [])]:
            schema = parameter.get("schema", {})
            if "example" not in parameter and "example" not in schema:
                bare.append(f"{method} {path} {parameter['name']}: example")
            if not (parameter.get("description") or schema.get("description")):
                bare.append(f"{method} {path} {parameter['name']}: description")
    assert bare == []


def test_every_operation_says_what_it_does_and_how_it_fails(document: dict[str, Any]) -> None:
    for path, _method, operation in operations(document):
        assert operation.get("summary"), path
        assert any(status.startswith("2") for status in operation["responses"]), path
        if path.startswith("/v1"):
            assert "422" in operation["responses"], path
            drawn = {".svg": {"image/svg+xml"}, ".png": {"image/png"}}.get(path[-4:], set())
            for status in ("422", "429", "500", "503"):
                assert set(operation["responses"][status]["content"]) == {"application/problem+json", *drawn}, path


READ = [
    "/v1/concepts", "/v1/concepts/baguette", "/v1/concepts/baguette/relations", "/v1/concepts/baguette/graph",
    "/v1/comparisons", "/v1/comparisons/baguette,rye", "/v1/paths/rye/yeast", "/v1/diagrams", "/v1/diagrams/rye",
    "/v1/sources", "/v1/sources/flour-book", "/v1/properties", "/v1/relation-types", "/v1/kinds", "/v1/clusters",
    "/v1/decks", "/v1/decks/baking", "/healthz", "/readyz", "/v1/concepts/nothing", "/v1/concepts/stick",
    "/v1/concepts?page=0",
]  # fmt: skip


@pytest.mark.parametrize("address", READ)
def test_every_answer_is_what_the_document_promises(
    client: FlaskClient, document: dict[str, Any], bakery: Flask, address: str
) -> None:
    answer = client.get(address)
    path = address.split("?", maxsplit=1)[0]
    rule, _ = bakery.url_map.bind("localhost").match(path, return_rule=True)
    template = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
    promised = document["paths"][template]["get"]["responses"][str(answer.status_code)]["content"]
    assert answer.mimetype in promised
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:openapi", resource)
    schema = {
        "$ref": f"urn:openapi#/paths/{template.replace('~', '~0').replace('/', '~1')}/get/responses/{answer.status_code}/content/{answer.mimetype.replace('/', '~1')}/schema"
    }
    jsonschema.Draft202012Validator(schema, registry=registry).validate(answer.json)
