"""Facts and relations as things of their own: each at its address, with the rules of every other write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from service import access, shapes
from service.atlas import claim_history, claims, concepts, names, writing
from service.atlas.claims import Place
from service.database import db
from service.paging import listed
from service.protocol import answer
from service.schemas.answers import page_of
from service.schemas.catalogue import HistoryAnswer
from service.schemas.imported import FactsAnswer
from service.schemas.queries import PageQuery, Query, RestoreQuery

from .documented import CONCEPT, Blueprint, parameter, problems, reads
from .writing import CONDITIONS, KEY, REPETITION, stored

blueprint = Blueprint("claims", __name__, url_prefix="/v1/concepts/<reference:concept_id>",
                      description="Facts and relations, one by one")  # fmt: skip
NUMBER = parameter("which", "1", "number of the fact among those about the same property, from 1")
NUMBER["schema"] = {"type": "integer", "minimum": 1}
PLACES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "fact": (
        "/facts/<reference:about>/<int:which>",
        [CONCEPT, parameter("about", "first_release", "id of the property"), NUMBER],
    ),
    "relation": (
        "/relations/<reference:about>/<reference:which>",
        [
            CONCEPT,
            parameter("about", "is_a", "id of the relation type"),
            parameter("which", "hypervisor", "id of the target"),
        ],
    ),
}


@blueprint.route("/facts", parameters=[CONCEPT])
@blueprint.arguments(Query, location="query")
@reads(blueprint, FactsAnswer, "The facts.")
@problems(blueprint, 300, 307, 404, 422)
def list_facts(_query: dict[str, Any], concept_id: str) -> Response:
    """List the facts of a concept

    Each with its number among the facts about the same property, and its address.
    """
    concept = concepts.get_concept(db.session, concept_id)
    return answer({"concept": concept.id, "items": shapes.numbered(concept), "total": len(concept.facts)})


def add_claim(noun: str) -> None:
    """Give facts or relations their addresses."""
    rule, parts = PLACES[noun]
    schema = claims.SCHEMAS[noun]
    sent = {"required": True, "content": {"application/json": {"schema": schema}}}

    def route(at: str, method: str, name: str, summary: str, *statuses: int, **more: Any) -> Callable[[Any], Any]:
        """Put a writing view at a rule and say of it what all writes have in common."""
        query, where = more.pop("query", Query), parts if at.startswith(rule) else [CONCEPT]

        def decorate(view: Any) -> Any:
            view = blueprint.doc(summary=summary, operationId=f"{name}{noun.title()}", **KEY, **more)(view)
            view = problems(blueprint, 401, 403, 404, 413, 415, 422, 503, 507, *statuses)(view)
            view = blueprint.arguments(query, location="query")(view)
            return blueprint.route(at, methods=[method], parameters=where, endpoint=f"{name}_{noun}")(view)

        return decorate

    @route(f"/{noun}s", "POST", "create", f"Add a {noun} to a concept", 409, requestBody=sent, parameters=[REPETITION])
    @blueprint.response(201, schema, description="It was added.")
    def create(_query: dict[str, Any], concept_id: str) -> Response:
        key = access.writer()
        made = claims.create(db.session, noun, concept_id, access.body(), actor=key.name, key_id=key.id,
                             token=access.repetition())  # fmt: skip
        return stored(made, f"/v1/{made.identity}")

    @blueprint.route(rule, parameters=parts, endpoint=f"get_{noun}")
    @blueprint.arguments(Query, location="query")
    @reads(blueprint, type(schema), "The claim; its ETag is what a write names in `If-Match`.")
    @problems(blueprint, 300, 307, 404, 422)
    @blueprint.doc(summary=f"Get one {noun} as an editor writes it", operationId=f"get{noun.title()}")
    def get(_query: dict[str, Any], **given: Any) -> Response:
        found = claims.get(db.session, place_of(given, names.resolve(db.session, given["concept_id"])))
        response = answer(found.document)
        response.set_etag(found.tag)
        return response

    @route(rule, "PUT", "put", f"Replace or create a {noun}", 412, 428, requestBody=sent, parameters=CONDITIONS)
    @blueprint.response(200, schema, description="It was replaced.")
    @blueprint.alt_response(201, schema=schema, description="It was created.")
    def put(_query: dict[str, Any], **given: Any) -> Response:
        key, place = access.writer(), place_of(given)
        claim = claims.formed(place, access.body())
        return changed(place, lambda _: claim, key.name)

    patch_body = {"required": True, "content": {"application/merge-patch+json": {"schema": {"type": "object"}}}}

    @route(rule, "PATCH", "patch", f"Change members of a {noun}", 412, 428, requestBody=patch_body,
           parameters=CONDITIONS[:1])  # fmt: skip
    @blueprint.response(200, schema, description="It was changed, by JSON merge patch.")
    def patch(_query: dict[str, Any], **given: Any) -> Response:
        key, place, said = access.writer(), place_of(given), access.body()
        claims.get(db.session, place)
        return changed(
            place, lambda old: claims.formed(place, writing.merged(claims.shown(noun, old or {}), said)), key.name
        )

    @route(rule, "DELETE", "delete", f"Remove a {noun}", 412, 428, parameters=CONDITIONS[:1])
    @blueprint.response(204, description="It is claimed no longer; its history stays.")
    def delete(_query: dict[str, Any], **given: Any) -> Response:
        key = access.writer()
        claims.remove(db.session, place_of(given), access.condition(), key.name)
        return Response(status=204)

    @blueprint.route(f"{rule}/history", parameters=parts, endpoint=f"history_{noun}")
    @blueprint.arguments(PageQuery, location="query")
    @reads(blueprint, page_of(HistoryAnswer, f"{noun.title()}HistoryPage"), "One page of changes, newest first.")
    @problems(blueprint, 404, 422)
    @blueprint.doc(summary=f"List the changes of a {noun}", operationId=f"listHistory{noun.title()}")
    def history(query: dict[str, Any], **given: Any) -> Response:
        page = claim_history.history(db.session, place_of(given), query["page"], query["page_size"])
        return listed(page, map(shapes.remembered, page.items))

    @route(f"{rule}/restore", "POST", "restore", f"Put a {noun} back as it was", 412, 428, query=RestoreQuery,
           parameters=CONDITIONS)  # fmt: skip
    @blueprint.response(200, schema, description="It is as it was at that revision.")
    @blueprint.alt_response(201, schema=schema, description="It was removed, and is back.")
    def restore(query: dict[str, Any], **given: Any) -> Response:
        key, place = access.writer(), place_of(given)
        claim = claim_history.at_revision(db.session, place, query["revision"])
        return changed(place, lambda _: claim, key.name)

    def place_of(given: dict[str, Any], concept: str = "") -> Place:
        """Return the place that the address names."""
        return Place(noun, concept or given["concept_id"], given["about"], str(given["which"]))

    def changed(place: Place, make: Callable[[Any], dict[str, Any]], actor: str) -> Response:
        """Carry out a write under the request's condition."""
        left = claims.write(db.session, place, make, condition=access.condition(), actor=actor,
                            also=access.answered_tags)  # fmt: skip
        return stored(left, f"/v1/{place.address}")


for each in PLACES:
    add_claim(each)
