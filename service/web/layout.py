"""What every page has in common: language, addresses of itself, title of the atlas, headers."""

from __future__ import annotations

from typing import Any

import orjson
import sqlalchemy as sa
from flask import Response, current_app, g, make_response, render_template, request, url_for
from markupsafe import Markup

from service.database import db
from service.language import SPOKEN, negotiated
from service.models import Term
from service.routes.pictures import base_url

from . import assets
from .words import known, say

# Nothing inline, nothing from another host. Data blocks (JSON-LD) are no scripts and need no leave.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)


def language() -> str:
    """Return the language of the page: the address says it, else the client."""
    given = (request.view_args or {}).get("lang") or request.path[1:3]
    return given if given in SPOKEN else negotiated()


def atlas() -> dict[str, Any]:
    """Return the atlas's own title, subject and description; a bare title while the database is away."""
    if "atlas" not in g:
        bare = dict.fromkeys(SPOKEN, current_app.config["API_TITLE"])
        try:
            found = db.session.scalar(sa.select(Term.document).where(Term.noun == "atlas"))
        except sa.exc.SQLAlchemyError:
            found = None
        g.atlas = found or {"title": bare, "subject": bare, "description": bare}
    return g.atlas  # type: ignore[no-any-return]


def terms(noun: str) -> dict[str, dict[str, Any]]:
    """Return the terms of a small vocabulary by id, in the editors' order."""
    documents = db.session.scalars(sa.select(Term.document).where(Term.noun == noun).order_by(Term.position))
    return {one["id"]: one for one in documents}


def here(lang: str) -> str:
    """Return this page's address in ``lang``, with its query."""
    # A page told in another form is still that page.
    endpoint, given = g.get("page_of_form") or (request.endpoint, request.view_args or {})
    if endpoint is None or "lang" not in given:
        return f"/{lang}/"
    address = url_for(endpoint, **{**given, "lang": lang}).replace("%2C", ",")
    query = request.query_string.decode("latin-1")
    return f"{address}?{query}" if query else address


def data_block(value: Any) -> Markup:
    """Return JSON that may stand in a script element: no text in it can end the element."""
    text = orjson.dumps(value).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # nosec B704 # noqa: S704 - escaped just above


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """Return a page made from ``template``; ``title`` and ``description`` go into its head."""
    lang = language()
    path = here(lang).partition("?")[0]
    body = render_template(
        template,
        lang=lang,
        other="en" if lang == "ko" else "ko",
        t=lambda key, **filled: say(lang, key, **filled),
        worded=lambda key, otherwise="": say(lang, key) if known(key) else otherwise,
        atlas=atlas(),
        asset=assets.address,
        base=base_url(),
        canonical=base_url() + path,
        alternates={one: base_url() + here(one).partition("?")[0] for one in SPOKEN},
        switch=here("en" if lang == "ko" else "ko"),
        data_block=data_block,
        **shown,
    )
    response = make_response(body, status)
    response.headers["Content-Language"] = lang
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response
