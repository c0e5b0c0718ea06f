"""``/llms-full.txt``: the whole atlas as one text, for models that read rather than call.

See https://llmstxt.org: ``/llms.txt`` lists, this one holds. It is written while it is sent: a page at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlalchemy as sa
from flask import Blueprint, Response, current_app, request

from service import language
from service.atlas import revision
from service.database import db
from service.models import Comparison, Concept, Term
from service.protocol import entity_tag
from service.routes.pictures import base_url

from .reading import Reader, Refused

HEADING = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
SECONDS = 3600
WORDS = {
    "en": ("Concepts", "Comparisons"),
    "ko": ("개념", "비교"),
}

blueprint = Blueprint("full_text", __name__)


@blueprint.get("/llms-full.txt")
def show() -> Response:
    """Tell everything, in the language of ``lang`` or of the client."""
    lang = language.of_problem()
    tag = entity_tag(revision.current(db.session))
    response = Response(status=304) if request.if_none_match.contains(tag) else Response(whole(lang))
    response.content_type = "text/plain; charset=utf-8"
    response.set_etag(tag)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.vary.add("Accept-Language")
    return response


def whole(lang: str) -> Iterator[str]:
    """Return the text in pieces; what is read while it is sent needs no request."""
    reader = Reader(current_app.wsgi_app, base_url(), request.remote_addr or "")
    about = db.session.scalar(sa.select(Term.document).where(Term.noun == "atlas"))
    concepts = list(db.session.scalars(sa.select(Concept.id).order_by(Concept.cluster, Concept.id)))
    compared = [
        ",".join(one["concepts"]) for one in db.session.scalars(sa.select(Comparison.document).order_by(Comparison.id))
    ]
    title, description = (about[member][lang] for member in ("title", "description")) if about else ("Virtlas", "")
    return pieces(reader, lang, f"# {title}\n\n> {description}\n", (("concepts", concepts), ("comparisons", compared)))


def pieces(reader: Reader, lang: str, head: str, parts: tuple[tuple[str, list[str]], ...]) -> Iterator[str]:
    """Yield the head, then every page under the heading of its part; a page that cannot be had is left out."""
    yield head
    for heading, (noun, ids) in zip(WORDS[lang], parts, strict=True):
        yield f"\n## {heading}\n"
        for identity in ids:
            try:
                text = reader.content("v1", noun, f"{identity}.md", lang=lang).decode()
            except Refused:
                continue
            yield "\n" + lowered(text).rstrip() + "\n"


def lowered(text: str) -> str:
    """Return Markdown two headings deeper.

    >>> lowered("# Xen")
    '### Xen'
    """
    return HEADING.sub("##", text)
