"""The API reference for people: the generated OpenAPI document told as a page, whole without scripts.

What the document says is English; the page around it speaks both languages. ``/docs`` is the place to try a call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from flask import current_app
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from .layout import page
from .markdown import html
from .pages import blueprint

METHODS = ("get", "post", "put", "patch", "delete")
KEPT = "virtlas_reference"  # among the application's extensions: the document does not change while it runs
REFUSALS_FROM = 400  # statuses from which an answer refuses
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """What a call takes in its path, its query or its headers."""

    name: str
    place: str
    required: bool
    told: Markup
    values: list[str]
    standard: str


@dataclass(frozen=True)
class Operation:
    """One method of one address: what it takes, what it answers, and an address to open where that is enough."""

    method: str
    path: str
    summary: str
    told: Markup
    parameters: list[Parameter]
    body: list[str]
    answers: list[tuple[str, Markup]]
    refusals: list[tuple[str, Markup]]
    example: str
    guarded: bool

    @property
    def anchor(self) -> str:
        """Return the operation's name in an address of the page."""
        return f"{self.method}-{self.path}".translate({ord("/"): "-", ord("{"): None, ord("}"): None})


@dataclass(frozen=True)
class Group:
    """The operations on one noun."""

    name: str
    told: str
    operations: list[Operation]

    @property
    def guarded(self) -> bool:
        """Whether most operations want a key."""
        return sum(one.guarded for one in self.operations) * 2 > len(self.operations)


@blueprint.get("/api")
def show_reference(lang: str) -> ResponseReturnValue:
    """Every operation of the API, reading before writing."""
    groups = current_app.extensions.get(KEPT)
    if groups is None:
        document = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
        groups = current_app.extensions[KEPT] = grouped(document)
    return page("reference.html", groups=groups)


def grouped(document: Document) -> list[Group]:
    """Return the operations of an OpenAPI document by tag; what mostly wants a key stands last."""
    by_tag: dict[str, list[Operation]] = {tag["name"]: [] for tag in document.get("tags", ())}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                told = operation(method, path, item[method], item.get("parameters", ()))
                by_tag.setdefault(next(iter(item[method].get("tags", ())), ""), []).append(told)
    described = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    groups = [Group(name, described.get(name, ""), listed) for name, listed in by_tag.items() if listed]
    return sorted(groups, key=lambda group: group.guarded)


def operation(method: str, path: str, told: Document, shared: Any) -> Operation:
    """Return one operation; ``shared`` are the parameters of all methods of its path."""
    given = [*shared, *told.get("parameters", ())]
    answers = [(status, html(one.get("description", ""))) for status, one in sorted(told["responses"].items())]
    return Operation(
        method,
        path,
        told.get("summary", ""),
        html(told.get("description", "")),
        [parameter(one) for one in given],
        list(bodies(told)),
        [one for one in answers if not refuses(one[0])],
        [one for one in answers if refuses(one[0])],
        example(path, given) if method == "get" else "",
        bool(told.get("security")),
    )


def refuses(status: str) -> bool:
    """Whether a status, or what stands for all others, says no."""
    return not status.isdigit() or int(status) >= REFUSALS_FROM


def parameter(given: Document) -> Parameter:
    """Return a parameter as the page tells it."""
    schema = given.get("schema", {})
    standard = schema.get("default")
    return Parameter(
        given["name"],
        given["in"],
        bool(given.get("required")),
        html(given.get("description", "")),
        [str(value) for value in schema.get("enum", ())],
        "" if standard is None else str(standard).lower() if isinstance(standard, bool) else str(standard),
    )


def bodies(told: Document) -> Iterator[str]:
    """Yield what the body of a request may be: its media type and the schema's name."""
    for media, one in told.get("requestBody", {}).get("content", {}).items():
        name = one.get("schema", {}).get("$ref", "").rpartition("/")[2]
        yield f"{media}: {name}" if name else media


def example(path: str, given: list[Any]) -> str:
    """Return an address to open: examples in the path, what is required in the query; nothing where one is missing."""
    query = {}
    for one in given:
        value = one.get("example", one.get("schema", {}).get("example"))
        if one["in"] not in ("path", "query") or not one.get("required"):
            continue
        if value is None:
            return ""
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(str(value), safe=","))
        else:
            query[one["name"]] = value
    return f"{path}?{urlencode(query)}" if query else path
