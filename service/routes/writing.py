"""Writes: documents as an editor writes them in YAML, here as JSON; every one of them undoable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from service import access, shapes
from service.atlas import history as histories
from service.atlas import writing
from service.atlas.folder import SCHEMAS
from service.atlas.replies import Written
from service.database import db
from service.paging import listed
from service.protocol import answer
from service.schemas.answers import page_of
from service.schemas.catalogue import HistoryAnswer
from service.schemas.queries import PageQuery, Query, RestoreQuery

from .documented import COMPARED, CONCEPT, Blueprint, parameter, problems, reads

blueprint = Blueprint("writing", __name__, url_prefix="/v1", description="Writing, with a key")
KEY: dict[str, Any] = {"security": [{"key": []}]}
CONDITIONS = [
    {"in": "header", "name": "If-Match", "schema": {"type": "string"}, "example": '"6f1e0c"',
     "description": "ETag of the document that is replaced, or of the answer at this address"},
    {"in": "header", "name": "If-None-Match", "schema": {"type": "string"}, "example": "*",
     "description": "`*`: only create"},
]  # fmt: skip
REPETITION = {
    "in": "header", "name": "Idempotency-Key", "schema": {"type": "string", "maxLength": 120}, "example": "7c1b-9",
    "description": "The same request with the same key is carried out once.",
}  # fmt: skip
# The part of the address, as the reading routes call it.
PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "concept": ("concepts/<reference:concept_id>", CONCEPT),
    "source": ("sources/<reference:source_id>", parameter("source_id", "xen-sosp03", "id of a source")),
    "property": ("properties/<reference:property_id>", parameter("property_id", "runs_at", "id of a property")),
    "comparison": ("comparisons/<references:ids>", {**COMPARED, "description": "id of a curated comparison"}),
    "diagram": (
        "diagrams/<reference:diagram_id>",
        parameter("diagram_id", "xen-architecture", "id of a diagram"),
    ),
}


def stored(written: Written, address: str) -> Response:
    """Return what a write left, with its tag."""
    response = answer(written.document)
    response.status_code = 201 if written.created else 200
    response.set_etag(written.tag)
    response.headers["Cache-Control"] = "no-store"
    if written.created:
        response.headers["Location"] = address
    return response


def add_writes(noun: str) -> None:
    """Give one noun its writing routes."""
    place, where = PLACES[noun]
    listed = place.partition("/")[0]
    schema = SCHEMAS[noun]
    sent = {"required": True, "content": {"application/json": {"schema": schema}}}

    def route(rule: str, method: str, name: str, summary: str, *statuses: int, **more: Any) -> Callable[[Any], Any]:
        """Put a view at a rule and say of it what all writes have in common."""
        at = [] if rule == f"/{listed}" else [where]
        query = more.pop("query", Query)

        def decorate(view: Any) -> Any:
            view = blueprint.doc(summary=summary, operationId=f"{name}{noun.title()}", **KEY, **more)(view)
            view = problems(blueprint, 400, 401, 403, 409, 413, 415, 422, *statuses)(view)
            view = blueprint.arguments(query, location="query")(view)
            return blueprint.route(rule, methods=[method], parameters=at, endpoint=f"{name}_{noun}")(view)

        return decorate

    @route(f"/{listed}", "POST", "create", f"Create a {noun}", requestBody=sent, parameters=[REPETITION])
    @blueprint.response(201, schema, description="It was created.")
    def create(_query: dict[str, Any]) -> Response:
        key = access.writer()
        made = writing.create(db.session, noun, access.body(), actor=key.name, key_id=key.id, token=access.repetition())
        return stored(made, f"/v1/{listed}/{made.identity}")

    @route(f"/{place}", "PUT", "put", f"Replace or create a {noun}", 412, 428, requestBody=sent, parameters=CONDITIONS)
    @blueprint.response(200, schema, description="It was replaced.")
    @blueprint.alt_response(201, schema=schema, description="It was created.")
    def put(_query: dict[str, Any], **given: str) -> Response:
        key, identity = access.writer(), next(iter(given.values()))
        document = writing.formed(noun, access.body(), identity)
        return changed(identity, lambda _: document, key.name)

    patch_body = {"required": True, "content": {"application/merge-patch+json": {"schema": {"type": "object"}}}}

    @route(f"/{place}", "PATCH", "patch", f"Change members of a {noun}", 404, 412, 428, requestBody=patch_body,
           parameters=CONDITIONS[:1])  # fmt: skip
    @blueprint.response(200, schema, description="It was changed, by JSON merge patch.")
    def patch(_query: dict[str, Any], **given: str) -> Response:
        key, identity, said = access.writer(), next(iter(given.values())), access.body()
        writing.get(db.session, noun, identity)

        def make(before: dict[str, Any] | None) -> dict[str, Any]:
            return writing.formed(noun, writing.merged(writing.shown(noun, before or {}), said), identity)

        return changed(identity, make, key.name)

    @route(f"/{place}", "DELETE", "delete", f"Remove a {noun}", 404, 412, 428, parameters=CONDITIONS[:1])
    @blueprint.response(204, description="It is gone; its history stays.")
    def delete(_query: dict[str, Any], **given: str) -> Response:
        key = access.writer("admin")
        known, tags = access.condition(), access.answered_tags
        identity = next(iter(given.values()))
        writing.remove(db.session, noun, identity, condition=known, actor=key.name, also=tags)
        return Response(status=204)

    @route(f"/{place}/restore", "POST", "restore", f"Put a {noun} back as it was", 404, 412, 428, query=RestoreQuery,
           parameters=CONDITIONS)  # fmt: skip
    @blueprint.response(200, schema, description="It is as it was at that revision.")
    @blueprint.alt_response(201, schema=schema, description="It was removed, and is back.")
    def restore(query: dict[str, Any], **given: str) -> Response:
        key, identity = access.writer(), next(iter(given.values()))
        document = histories.state_at(db.session, noun, identity, query["revision"])
        return changed(identity, lambda _: document, key.name)

    def changed(identity: str, make: Callable[[Any], dict[str, Any]], actor: str) -> Response:
        """Carry out a write under the request's condition."""
        known, tags = access.condition(), access.answered_tags
        written = writing.replace(db.session, noun, identity, make, condition=known, actor=actor, also=tags)
        return stored(written, f"/v1/{listed}/{identity}")


def add_reads(noun: str) -> None:
    """Give one noun the addresses of its document and of its history."""
    place, where = PLACES[noun]

    @blueprint.route(f"/{place}/document", parameters=[where], endpoint=f"document_{noun}")
    @blueprint.arguments(Query, location="query")
    @reads(blueprint, type(SCHEMAS[noun]), "The document; its ETag is what a write names in `If-Match`.")
    @problems(blueprint, 404, 422)
    @blueprint.doc(summary=f"Get a {noun} as an editor writes it", operationId=f"getDocument{noun.title()}")
    def document(_query: dict[str, Any], **given: str) -> Response:
        kept = writing.get(db.session, noun, next(iter(given.values())))
        response = answer(writing.shown(noun, kept))
        response.set_etag(writing.document_tag(noun, kept) or "")
        return response

    @blueprint.route(f"/{place}/history", parameters=[where], endpoint=f"history_{noun}")
    @blueprint.arguments(PageQuery, location="query")
    @reads(blueprint, page_of(HistoryAnswer, f"{noun.title()}HistoryPage"), "One page of changes, newest first.")
    @problems(blueprint, 404, 422)
    @blueprint.doc(summary=f"List the changes of a {noun}", operationId=f"listHistory{noun.title()}")
    def history(query: dict[str, Any], **given: str) -> Response:
        identity = next(iter(given.values()))
        page = histories.history(db.session, noun, identity, query["page"], query["page_size"])
        return listed(page, map(shapes.remembered, page.items))


for each in writing.WRITABLE:
    add_writes(each)
    add_reads(each)
