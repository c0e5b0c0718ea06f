"""What the views say of themselves in the OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable
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
    """A blueprint whose schemas decide about unknown arguments."""

    ARGUMENTS_PARSER = SchemaDecides()


View = Callable[..., Any]
PROBLEMS = {
    300: "Several concepts have this name; `candidates` lists them.",
    307: "Known under another id; follow `Location`.",
    401: "A valid key is needed; see `WWW-Authenticate`.",
    403: "The key's role is not enough.",
    404: "There is no such thing; `suggestions` may hold what was meant.",
    409: "The id is taken, or others refer to the document; `referrers` lists them.",
    412: "The document is not the one that was named.",
    413: "The body is larger than the service reads.",
    415: "The body is no JSON.",
    422: "An argument cannot be used; `errors` names it.",
    428: "Say in `If-Match` or `If-None-Match` what is replaced.",
    503: "Too busy just now; see `Retry-After`.",
}
PICTURES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "dot": "text/vnd.graphviz",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "drawio": "application/vnd.jgraph.mxfile",
}


class Reference(BaseConverter):
    """An id, or anything somebody writes in its place; never a slash, and no dot, which starts a form."""

    regex = r"[^/.]+"


class References(BaseConverter):
    """Ids separated by commas. Names with dots stay out: a dot starts a form."""

    regex = r"[^/.]+"


def problems(blueprint: Blueprint, *statuses: int) -> Callable[[View], View]:
    """Document the problems that a view may answer with."""

    def decorate(view: View) -> View:
        for status in reversed(statuses):
            view = blueprint.alt_response(
                status,
                schema=ProblemAnswer,
                content_type="application/problem+json",
                description=PROBLEMS[status],
            )(view)
        return view

    return decorate


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
        binary = not mimetype.startswith("text/") and not mimetype.endswith("xml")
        documented: View = blueprint.response(
            200,
            {"type": "string", **({"format": "binary"} if binary else {})},
            content_type=mimetype,
            description=description,
        )(view)
        return documented

    return decorate


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
