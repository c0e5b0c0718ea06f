"""Lists in pages: the ``Link`` header of RFC 8288."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from .atlas.concepts import Page
from .protocol import answer


def listed(page: Page, items: Iterable[Any], **members: Any) -> Response:
    """Return one page of a list as JSON, with links to the others. ``items`` are the page's, as JSON.

    ``members`` stand before them.
    """
    slice_of = {"total": page.total, "page": page.page, "page_size": page.page_size}
    return linked(answer({**members, "items": list(items), **slice_of}), page)


def linked(response: Response, page: Page) -> Response:
    """Add first, previous, next and last page to the answer's ``Link`` header."""
    last = max(1, -(-page.total // page.page_size))
    targets = {"first": 1, "prev": page.page - 1, "next": page.page + 1, "last": last}
    links = []
    for relation, number in targets.items():
        if (1 <= number <= last and number != page.page) or relation in ("first", "last"):
            arguments = {**request.args.to_dict(), "page": number}
            links.append(f'<{request.path}?{urlencode(arguments)}>; rel="{relation}"')
    response.headers["Link"] = ", ".join(links)
    return response
