"""``/openapi-actions.json``: the part of the API that a model needs, within what OpenAI's actions read.

The whole document has too many operations and no addresses of its own; this one is cut from it, so it cannot drift.
Limits: https://developers.openai.com/api/docs/actions/production; 30 operations is what its editor takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, current_app

from service.protocol import answer as json_answer
from service.routes.pictures import base_url

from .brief import Json, clipped
from .reading import Reader

LIMITS = {"operations": 30, "description": 300, "parameter description": 700, "answer characters": 100_000}
# What a model asks for, in the order of use. Forms, pictures and editing stay out: actions carry text alone.
OPERATIONS = {
    "/v1/ask": "ask",
    "/v1/search": "searchConcepts",
    "/v1/concepts/{concept_id}": "getConcept",
    "/v1/comparisons/{ids}": "compareConcepts",
    "/v1/paths/{start}/{end}": "explainPath",
    "/v1/concepts": "listConcepts",
    "/v1/concepts/{concept_id}/relations": "listRelations",
    "/v1/concepts/{concept_id}/graph": "getNeighbours",
    "/v1/comparisons": "listComparisons",
    "/v1/diagrams": "listDiagrams",
    "/v1/diagrams/{diagram_id}": "getDiagram",
    "/v1/sources/{source_id}": "getSource",
    "/v1/decks": "listDecks",
    "/v1/decks/{deck_id}": "getDeck",
    "/v1/relation-types": "listRelationTypes",
    "/v1/properties": "listProperties",
    "/v1/kinds": "listKinds",
}
# Where the whole document would let a model ask for more than an answer may hold.
ADVICE = {"ids": "Two to four ids, separated by commas."}
PAGE_SIZE = 25  # entries of a list that stay within the answer's characters
REFERENCE = re.compile(r"#/components/(\w+)/(.+)")

blueprint = Blueprint("actions", __name__)


@blueprint.get("/openapi-actions.json")
def show() -> Response:
    """Tell the actions of this service at the address under which it was asked."""
    whole = Reader(current_app.wsgi_app, base_url()).json("openapi.json")
    return json_answer(subset(whole, base_url()))


def subset(whole: Json, base: str) -> Json:
    """Return the document of the actions: chosen reads with short descriptions and what they refer to."""
    paths = {
        path: {"get": operation(name, whole["paths"][path])}
        for path, name in OPERATIONS.items()
        if path in whole["paths"]
    }
    return {
        "openapi": whole["openapi"],
        "info": {**whole["info"], "description": clipped(whole["info"].get("description", ""), LIMITS["description"])},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": needed(whole, paths)},
    }


def operation(name: str, item: Json) -> Json:
    """Return one read: its words cut, its parameters inline, its answer alone of all answers."""
    told = item["get"]
    answer = told["responses"]["200"]
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {"type": "object"})
    return {
        "operationId": name,
        "summary": clipped(told.get("summary", name), LIMITS["description"]),
        "description": clipped(told.get("description") or told.get("summary", name), LIMITS["description"]),
        "parameters": [parameter(one) for one in (*item.get("parameters", ()), *told.get("parameters", ()))],
        "responses": {
            "200": {
                "description": clipped(str(answer["description"]), LIMITS["description"]),
                "content": {"application/json": {"schema": schema}},
            }
        },
        "x-openai-isConsequential": False,
    }


def parameter(given: Json) -> Json:
    """Return a parameter with a short description; pages are kept small enough for an answer."""
    words = ADVICE.get(given["name"]) or str(given.get("description", given["name"]))
    told = {
        **given,
        "description": clipped(words, LIMITS["parameter description"]),
    }
    if given["name"] == "page_size":
        told["schema"] = {**given["schema"], "maximum": PAGE_SIZE, "default": PAGE_SIZE}
        told.pop("example", None)
    return told


def needed(whole: Json, part: Json) -> Json:
    """Return the schemas that ``part`` refers to, and those that these refer to."""
    known: Json = whole.get("components", {}).get("schemas", {})
    found: Json = {}
    waiting = list(references(part))
    while waiting:
        name = waiting.pop()
        if name not in found and name in known:
            found[name] = known[name]
            waiting += references(known[name])
    return dict(sorted(found.items()))


def references(value: Any) -> Iterator[str]:
    """Yield the names of the schemas that a value refers to."""
    if isinstance(value, dict):
        match = REFERENCE.fullmatch(str(value.get("$ref", "")))
        if match:
            yield match[2]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
