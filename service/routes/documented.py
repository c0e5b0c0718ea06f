"""What the views say of themselves in the OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import flask_smorest
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.routing import BaseConverter

from service.schemas.operation import ProblemAnswer


class SchemaDecides(FlaskParser):
    """Whether an unknown argument is passed over or refused is the query schema's to say."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": None}


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose schemas decide about unknown arguments, and are made once.

    Every decorator of flask-smorest copies what the ones before it noted, schemas and all: with a dozen problems
    to a view that was most of the time in which the service starts.
    """

    ARGUMENTS_PARSER = SchemaDecides()

    def arguments(self, schema: Any, **options: Any) -> Callable[[View], View]:
        """Read arguments with ``schema``."""
        decorate: Callable[[View], View] = super().arguments(uncopied(schema), **options)
        return decorate

    def response(self, status_code: Any, schema: Any = None, **options: Any) -> Callable[[View], View]:
        """Answer with ``schema``."""
        decorate: Callable[[View], View] = super().response(status_code, uncopied(schema), **options)
        return decorate

    def alt_response(
        self, status_code: Any, response: Any = None, *, schema: Any = None, **options: Any
    ) -> Callable[[View], View]:
        """Document another answer."""
        decorate: Callable[[View], View] = super().alt_response(
            status_code, response, schema=uncopied(schema), **options
        )
        return decorate


def uncopied(schema: Any) -> Any:
    """Return a schema that stays itself when it is copied; of a class one instance for all views."""
    if isinstance(schema, type):
        return made(schema)
    if isinstance(schema, Schema):
        setattr(schema, "__deepcopy__", lambda _memo: schema)  # noqa: B010 - marshmallow declares no such attribute
    return schema


@cache
def made(schema: type[Schema]) -> Schema:
    """Return the one instance of a schema."""
    instance: Schema = uncopied(schema())
    return instance


View = Callable[..., Any]
PROBLEMS = {
    300: "Several concepts have this name; `candidates` lists them.",
    307: "Known under another id; follow `Location`.",
    400: "The body cannot be read.",
    401: "A valid key is needed; see `WWW-Authenticate`.",
    403: "The key's role is not enough.",
    404: "There is no such thing; `suggestions` may hold what was meant.",
    409: "The id is taken, or others refer to the document; `referrers` lists them.",
    411: "The body's length is not said.",
    412: "The document is not the one that was named.",
    413: "The body is larger than the service reads.",
    415: "The body is no JSON.",
    422: "An argument cannot be used; `errors` names it.",
    428: "Say in `If-Match` or `If-None-Match` what is replaced.",
    429: "More requests than one client may send; see `Retry-After`.",
    500: "A defect of the service; it was logged.",
    503: "Too busy just now, or the disk takes no writes; see `Retry-After`.",
    507: "The disk is full: nothing was written.",
}
UNREAD = (400, 413)  # wherever a body is read
ANY = (429, 500, 503)  # whatever is asked for
PICTURES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "dot": "text/vnd.graphviz",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "drawio": "application/vnd.jgraph.mxfile",
}


TEXT = {"type": "string"}
BINARY = {"type": "string", "format": "binary"}


class Reference(BaseConverter):
    """An id, or anything somebody writes in its place; never a slash, and no dot, which starts a form."""

    regex = r"[^/.]+"
    part_isolating = True  # it names a slash, but matches none


class References(BaseConverter):
    """Ids separated by commas. Names with dots stay out: a dot starts a form."""

    regex = r"[^/.]+"
    part_isolating = True


def problems(blueprint: Blueprint, *statuses: int, picture: str = "") -> Callable[[View], View]:
    """Document the problems that a view may answer with, and those that any may.

    With ``onerror=image`` they may also be a ``picture`` of that type.
    """

    def decorate(view: View) -> View:
        for status in sorted({*statuses, *ANY, *(UNREAD if 415 in statuses else ())}, reverse=True):
            if picture and status >= 400:
                note(view, status, noted(blueprint, status, BINARY, picture, PROBLEMS[status]))
            note(view, status, noted(blueprint, status, ProblemAnswer, "application/problem+json", PROBLEMS[status]))
        return view

    return decorate


def note(view: View, status: int, answer: Any) -> None:
    """Document one more answer of a view.

    flask-smorest's own decorator copies all notes and puts one more call around the view, for a dozen problems each.
    """
    said: Any = view.__dict__.setdefault("_apidoc", {})
    said.setdefault("response", {}).setdefault("responses", {}).setdefault(status, []).append(answer)


def noted(blueprint: Blueprint, status: int, schema: Any, content_type: str, description: str) -> Any:
    """Return what flask-smorest notes of an answer."""

    def blank() -> None:
        """Stand for a view."""

    known: Any = blueprint.alt_response(status, schema=schema, content_type=content_type, description=description)
    return known(blank)._apidoc["response"]["responses"][status][0]


def reads(blueprint: Blueprint, schema: type[Schema], description: str) -> Callable[[View], View]:
    """Document a JSON answer and the 304 that may stand for it."""

    def decorate(view: View) -> View:
        view = blueprint.alt_response(304, description="What the client holds is still true.")(view)
        documented: View = blueprint.response(200, schema, description=description)(view)
        return documented

    return decorate


def reads_text(blueprint: Blueprint, mimetype: str, description: str) -> Callable[[View], View]:
    """Document an answer that is not JSON."""

    def decorate(view: View) -> View:
        view = blueprint.alt_response(304, description="What the client holds is still true.")(view)
        documented: View = blueprint.response(
            200, written_as(mimetype), content_type=mimetype, description=description
        )(view)
        return documented

    return decorate


def written_as(mimetype: str) -> dict[str, str]:
    """Return the schema of an answer in a form that is not the API's own JSON."""
    if mimetype.endswith("json"):
        return {"type": "object"}
    return TEXT if mimetype.startswith("text/") or mimetype.endswith(("xml", "jsonl")) else BINARY


def parameter(name: str, example: str, description: str) -> dict[str, Any]:
    """Return the documentation of a part of the address."""
    return {
        "in": "path",
        "name": name,
        "required": True,
        "description": description,
        "example": example,
        "schema": {"type": "string"},
    }


CONCEPT = parameter("concept_id", "xen", "id of a concept; another name redirects")
COMPARED = parameter("ids", "type-1-hypervisor,type-2-hypervisor", "two to six ids, separated by commas")
