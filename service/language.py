"""Which language an answer is in: ``lang=``, else ``Accept-Language``, else English."""

from __future__ import annotations

from functools import lru_cache

from flask import request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

SPOKEN = ("en", "ko")


@lru_cache(maxsize=512)
def negotiate(header: str) -> str:
    """Return the language that ``Accept-Language: header`` asks for: ``en`` or ``ko``."""
    return parse_accept_header(header, LanguageAccept).best_match(SPOKEN, default="en") or "en"


def negotiated() -> str:
    """Return the language that the request's headers ask for: ``en`` or ``ko``."""
    return negotiate(request.headers.get("Accept-Language", ""))


def wanted(query: dict[str, str] | None = None) -> str:
    """Return the language of the answer: ``en``, ``ko`` or ``ko+en``. ``query`` holds parsed arguments."""
    return (query or {}).get("lang") or negotiated()


def spoken(query: dict[str, str] | None = None) -> str:
    """Return the one language of running text: ``ko+en`` is Korean there."""
    return wanted(query).partition("+")[0]


def of_problem() -> str:
    """Return the language in which to word a problem, whatever state the arguments are in."""
    given = request.args.get("lang", "").lower()[:2]
    return given if given in SPOKEN else negotiated()
