"""Every page as Markdown: its address with ``.md`` behind it. What is for the hand only (forms, menus) stays out."""

from __future__ import annotations

import re

from flask import Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from service.protocol import text_answer
from service.routes.pictures import base_url

from .layout import here
from .pages import blueprint

FRONT = "index"
FOR_THE_HAND = (
    "form, nav, script, svg, button, .does, .chips .quiet, .crumbs, .forms, [data-keys], .unseen:not(h1), "
    "[aria-hidden=true]"
)
EMPTY_LINES = re.compile(r"\n{3,}")


@blueprint.get("/<path:name>.md")
def tell_page(lang: str, name: str) -> ResponseReturnValue:
    """The page of this name as Markdown."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        raise NotFound
    try:
        endpoint, given = adapter.match(f"/{lang}/" if name == FRONT else f"/{lang}/{name}", method="GET")
    except RequestRedirect as moved:
        raise NotFound from moved
    if not endpoint.startswith(f"{blueprint.name}.") or endpoint.endswith(".tell_page"):
        raise NotFound
    g.page_of_form = (endpoint, given)
    told = make_response(current_app.ensure_sync(current_app.view_functions[endpoint])(**given))
    if told.mimetype != "text/html" or told.status_code in (301, 302, 303, 307, 308):
        return told
    return answered(told, lang)


def answered(told: Response, lang: str) -> Response:
    """Return the Markdown of a page, which names the page as the one to be found."""
    response = text_answer(markdown(told.get_data(as_text=True), base_url()), "text/markdown")
    response.status_code = told.status_code
    response.headers["Content-Language"] = lang
    response.headers["Link"] = f'<{base_url()}{here(lang)}>; rel="canonical"'
    if "Cache-Control" in told.headers:
        response.headers["Cache-Control"] = told.headers["Cache-Control"]
    return response


def markdown(html: str, base: str) -> str:
    """Return the content of a page as Markdown with absolute addresses.

    >>> print(markdown('<main><h1>Rye</h1><p>See <a href="/en/ask">this</a>.</p><form>no</form></main>', "http://x"))
    # Rye
    <BLANKLINE>
    See [this](http://x/en/ask).
    <BLANKLINE>
    """
    # Only who asks for this form waits for its parsers: they take a tenth of the start.
    from bs4 import BeautifulSoup
    from markdownify import ATX, MarkdownConverter

    main = BeautifulSoup(html, "html.parser").main
    if main is None:
        return ""
    for part in main.select(FOR_THE_HAND):
        part.decompose()
    for part in main.select("dt"):
        part.name = "h3"
    for part in main.select("dd"):
        part.name = "p"
    for part in main.select("span.label"):
        part.name = "strong"
        part.append(":")
    for attribute in ("href", "src"):
        for part in main.select(f"[{attribute}^='/']"):
            part[attribute] = f"{base}{part[attribute]}"
    for mark in main.select("sup.cite"):
        mark.replace_with(f"[{mark.get_text(strip=True)}]")
    converter = MarkdownConverter(heading_style=ATX, bullets="-", escape_underscores=False, escape_asterisks=False)
    lines = [line.rstrip() for line in converter.convert_soup(main).strip().split("\n")]
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)) + "\n"
