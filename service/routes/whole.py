"""The whole knowledge: exports in several forms, and what changed."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

import orjson
from flask import Response, current_app
from flask.blueprints import BlueprintSetupState

from service import paging, shapes
from service.atlas import concepts, linked_data, linked_text, vocabulary, whole
from service.database import db
from service.errors import Crowded
from service.protocol import answer, text_answer
from service.schemas.answers import page_of
from service.schemas.catalogue import ChangeAnswer
from service.schemas.queries import ChangesQuery, Query

from .documented import CONCEPT, Blueprint, problems, reads, reads_text
from .pictures import base_url

blueprint = Blueprint("whole", __name__, url_prefix="/v1", description="Everything at once, and what changed")
LINKED = {"ttl": "text/turtle", "jsonld": "application/ld+json"}
FORMS = {"json": "application/json", "jsonl": "application/jsonl", **LINKED}


@blueprint.record
def share(state: BlueprintSetupState) -> None:
    """Let exports have half of the threads: one takes seconds, and the other half goes on answering reads."""
    state.app.extensions["exports"] = threading.BoundedSemaphore(max(1, state.app.config["THREADS"] // 2))


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Hold one of the exports' threads.

    Raises:
        Crowded: none is free. Nobody waits for one: who waits holds a thread as well.
    """
    free: threading.BoundedSemaphore = current_app.extensions["exports"]
    if not free.acquire(blocking=False):
        raise Crowded
    try:
        yield
    finally:
        free.release()


def linked(form: str, found: list[Any], sources: list[Any]) -> Response:
    """Return concepts and sources as linked data."""
    words = linked_data.Vocabulary(base_url())
    graph = linked_data.triples(found, sources, base_url())
    if form == "ttl":
        return text_answer(linked_text.turtle(graph, words), LINKED[form])
    return Response(orjson.dumps(linked_text.json_ld(graph, words)), mimetype=LINKED[form])


def exported(form: str) -> Response:
    """Return everything in one form."""
    if form in LINKED:
        return linked(form, whole.every_concept(db.session), whole.every_source(db.session))
    documents = whole.every_document(db.session)
    if form == "json":
        return answer(documents)
    lines = (orjson.dumps({"noun": noun, **one}) for noun, listed in documents.items() for one in listed)
    return text_answer(b"\n".join(lines).decode() + "\n", FORMS[form])


def add_export(form: str) -> None:
    """Give the whole knowledge an address for one form."""

    @blueprint.route(f"/export.{form}", endpoint=f"export_{form}")
    @blueprint.arguments(Query, location="query")
    @reads_text(blueprint, FORMS[form], "Everything.")
    @problems(blueprint, 422, 503)
    @blueprint.doc(summary=f"Export everything as {form}", operationId=f"export{form.title()}")
    def export(query: dict[str, Any]) -> Response:
        with turn():
            return exported(form)


def add_concept_form(form: str) -> None:
    """Give a concept an address for one form of linked data."""

    @blueprint.route(f"/concepts/<reference:concept_id>.{form}", parameters=[CONCEPT], endpoint=f"concept_{form}")
    @blueprint.arguments(Query, location="query")
    @reads_text(blueprint, LINKED[form], "The concept as linked data.")
    @problems(blueprint, 300, 307, 404, 422)
    @blueprint.doc(summary=f"Get one concept as {form}", operationId=f"getConcept{form.title()}")
    def get(query: dict[str, Any], concept_id: str) -> Response:
        concept = concepts.get_concept(db.session, concept_id)
        sources = concepts.sources_of(db.session, concept, concepts.edges_of(concept, "out"))
        return linked(form, [concept], sources)


adders: list[tuple[Callable[[str], None], dict[str, str]]] = [(add_export, FORMS), (add_concept_form, LINKED)]
for add, forms in adders:
    for each in forms:
        add(each)


@blueprint.route("/changes")
@blueprint.arguments(ChangesQuery, location="query")
@reads(blueprint, page_of(ChangeAnswer, "ChangePage"), "One page of changes, oldest first.")
@problems(blueprint, 422)
def list_changes(query: dict[str, Any]) -> Response:
    """List what changed

    Every change of every document after a revision: who, when, what.
    """
    page = vocabulary.list_changes(db.session, query["since"], query["page"], query["page_size"])
    return paging.listed(page, map(shapes.change, page.items))
