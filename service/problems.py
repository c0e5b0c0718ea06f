"""Every error as one shape: RFC 9457 problem+json, in the client's language."""

from __future__ import annotations

import logging
import sqlite3
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import orjson
from flask import Flask, Response, request, url_for
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from . import deadlines, language
from .atlas.korean import attach
from .errors import AtlasError, Busy, Moved, TookTooLong, printable

log = logging.getLogger(__name__)

# What a person is told for errors that the framework raises.
TITLES = {
    400: ("The request cannot be read", "요청을 읽을 수 없습니다"),
    404: ("Not found", "찾을 수 없습니다"),
    405: ("Method not allowed", "허용되지 않는 메서드입니다"),
    409: ("In conflict", "충돌합니다"),
    411: ("Length required", "길이를 알려 주십시오"),
    413: ("Too large", "요청이 너무 큽니다"),
    414: ("Address too long", "주소가 너무 깁니다"),
    415: ("Media type not supported", "지원하지 않는 형식입니다"),
    422: ("The request cannot be used", "요청을 처리할 수 없습니다"),
    500: ("The service failed", "서비스에 오류가 발생했습니다"),
    503: ("Busy", "요청이 많습니다"),
    507: ("The disk is full", "저장 공간이 부족합니다"),
}
DETAILS = {
    400: ("Send a body that is valid JSON.", "올바른 JSON 본문을 보내 주십시오."),
    404: ("Nothing stands at this address; see /openapi.json.", "이 주소에는 아무것도 없습니다."),
    405: ("{method} is not taken here; {allowed} are.", "{method}은(는) 쓸 수 없습니다. {allowed}만 됩니다."),
    409: ("It clashes with what is stored; nothing was written.", "저장된 내용과 충돌하여 아무것도 쓰지 않았습니다."),
    411: ("Say in Content-Length how long the body is: without it, half of one looks whole.",
          "본문의 길이를 Content-Length로 알려 주십시오. 길이가 없으면 잘린 본문을 알아볼 수 없습니다."),
    413: ("The request's body is larger than the service reads.", "요청 본문이 허용된 크기보다 큽니다."),
    415: ("Send the body as application/json; see /openapi.json for what else is taken.",
          "본문을 application/json으로 보내 주십시오. 다른 형식은 /openapi.json에 있습니다."),
    422: ("Mend what is listed under errors.", "errors에 적힌 항목을 고쳐 주십시오."),
    500: ("The failure was logged. Trying again later may help.", "오류를 기록했습니다. 잠시 뒤 다시 시도하십시오."),
    503: ("Try again in a moment.", "잠시 뒤 다시 시도하십시오."),
    507: ("Nothing was written; reading goes on. Make room and try again.",
          "아무것도 쓰지 않았고 읽기는 계속됩니다. 공간을 확보한 뒤 다시 시도하십시오."),
}  # fmt: skip
# A full disk, or a file that may not grow; the second is what a quota or a limit of the process looks like.
NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)


def init_app(app: Flask) -> None:
    """Answer every error of ``app`` as a problem."""
    app.register_error_handler(AtlasError, atlas_problem)
    app.register_error_handler(HTTPException, http_problem)
    app.register_error_handler(IntegrityError, clash_problem)
    app.register_error_handler(OperationalError, database_problem)
    app.register_error_handler(Exception, unforeseen_problem)


def problem(status: int, title: str, detail: str, **members: Any) -> Response:
    """Return a problem as a response."""
    value = {
        "type": f"urn:virtlas:problem:{slug(status)}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": printable(request.path, 200),
        **members,
    }
    return Response(orjson.dumps(value), status=status, content_type="application/problem+json")


def slug(status: int) -> str:
    """Return the standard phrase of a status as one word."""
    return HTTPStatus(status).phrase.lower().replace(" ", "-").replace("'", "")


def atlas_problem(error: AtlasError) -> Response:
    """A domain error: another name is redirected, everything else is told."""
    if isinstance(error, Moved):
        return redirected(error)
    spoken = language.of_problem()
    response = problem(error.status, error.title[spoken], error.detail[spoken], **error.members())
    if isinstance(error, Busy | TookTooLong):
        response.headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="virtlas"'
    for candidate in error.members().get("candidates", ()):
        response.headers.add("Link", f'<{address_with(error.reference, candidate)}>; rel="alternate"')  # type: ignore[attr-defined]
    return response


def redirected(error: Moved) -> Response:
    """Send the client to the canonical address, in the same form and with the same options."""
    response = problem(307, error.title[language.of_problem()], error.detail[language.of_problem()])
    response.headers["Location"] = address_with(error.reference, error.canonical)
    return response


def address_with(reference: str, replacement: str) -> str:
    """Return the present address with ``replacement`` where ``reference`` stood."""
    if request.url_rule is None:  # a name with a dot or a slash, which no rule takes: see routes.spelled
        address = quote(request.path.replace(reference, replacement, 1), safe="/,")
    else:
        given: dict[str, Any] = request.view_args or {}
        arguments: dict[str, Any] = {
            name: replacement if reference in (value, written(value)) else value for name, value in given.items()
        }
        address = url_for(request.endpoint or "", **arguments).replace("%2C", ",")
    query = request.query_string.decode("latin-1")
    return f"{address}?{query}" if query else address


def written(value: Any) -> Any:
    """Return a part of the address as the domain is given it: a list of ids without blanks and empty places."""
    if not isinstance(value, str) or "," not in value:
        return value
    return ",".join(one for one in (part.strip() for part in value.split(",")) if one)


def http_problem(error: HTTPException) -> Response:
    """An error of the framework, with the fields that it names."""
    status = error.code or 500
    if status < 400 and error.response is not None:
        return error.response  # type: ignore[return-value]
    index = 1 if language.of_problem() == "ko" else 0
    title = TITLES.get(status, (HTTPStatus(status).phrase,) * 2)[index]
    allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    detail = DETAILS.get(status, (error.description or title,) * 2)[index]
    detail = attach(detail.format(method=request.method, allowed=allowed))
    data = getattr(error, "data", None) or {}
    members: dict[str, Any] = {}
    errors = data.get("errors") or data.get("messages")
    if errors:
        members["errors"] = fields_of(errors)
        detail = "; ".join(f"{name}: {' '.join(map(str, said))}" for name, said in members["errors"].items())
    response = problem(status, title, detail, **members)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = allowed
    return response


def fields_of(errors: Any) -> dict[str, list[str]]:
    """Return webargs' errors by field, whatever part of the request they were found in."""
    flat: dict[str, list[str]] = {}
    for location, inner in errors.items():
        named = inner if isinstance(inner, dict) else {location: inner}
        for name, said in named.items():
            flat[str(name)] = said if isinstance(said, list) else [str(said)]
    return flat


def clash_problem(error: IntegrityError) -> Response:
    """The database itself refused what the rules let through: two documents want to be the same."""
    log.warning("refused by the database: %s", error.orig)
    index = 1 if language.of_problem() == "ko" else 0
    return problem(409, TITLES[409][index], DETAILS[409][index])


def database_problem(error: OperationalError) -> Response:
    """The database is away, busy, or can write no more: nothing was written, and the client may come back."""
    if deadlines.exceeded(error):
        return atlas_problem(TookTooLong())
    log.error("database: %s", error.orig)
    status = 507 if getattr(error.orig, "sqlite_errorcode", 0) in NO_ROOM else 503
    index = 1 if language.of_problem() == "ko" else 0
    response = problem(status, TITLES[status][index], DETAILS[status][index])
    response.headers["Retry-After"] = "2" if status == 503 else "60"
    return response


def unforeseen_problem(error: Exception) -> Response:
    """A defect: logged in full, told to nobody."""
    log.exception("unforeseen error at %s", printable(request.path, 200), exc_info=error)
    index = 1 if language.of_problem() == "ko" else 0
    return problem(500, TITLES[500][index], DETAILS[500][index])
