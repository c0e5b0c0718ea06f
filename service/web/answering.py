"""Answers as the page to ask shows them: citations are links, pictures and further questions lead to pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import current_app
from markupsafe import Markup

from service.atlas.asking import gaps
from service.atlas.asking.answering import Answer
from service.database import db
from service.errors import Invalid
from service.models import Concept

from .markdown import html
from .pictures import version

CITED = re.compile(r" ?\[(\d{1,3})\]")
Named = tuple[str, dict[str, str]]
MOST_CONTEXT = 4  # concepts that a further question may lean on


def answered(question: str, lang: str, context: str = "") -> dict[str, Any] | None:
    """Return the answer to a question in the page's language; ``None`` when it holds nothing to ask about."""
    about = [one for one in context.split(",") if one.strip()][:MOST_CONTEXT]
    try:
        kept = current_app.config["GAPS"]
        found = gaps.answer(db.session, question, most=kept, lang=lang, spoken=lang, context=about)
    except Invalid:
        return None
    first, rest = opened(with_citations(html(found.markdown), len(found.citations)))
    return {
        "answered": found.answered,
        "context": ",".join(found.concepts[:MOST_CONTEXT]),
        "first": first,
        "rest": rest,
        "picture": picture_of(found, lang),
        "comparison": found.comparison and to_page(found.comparison, lang),
        "citations": list(enumerate(found.citations, 1)),
        "follow_ups": [{**one, "url": to_page(one["url"], lang)} for one in found.follow_ups],
    }


def opened(text: Markup) -> tuple[Markup, Markup]:
    """Return the first paragraph of an answer and the rest: its picture stands between them.

    >>> opened(Markup("<p>a</p><ul></ul>"))
    (Markup('<p>a</p>'), Markup('<ul></ul>'))
    """
    first, end, rest = text.partition(Markup("</p>"))
    return (first + end, rest) if end else (text, Markup(""))


def with_citations(text: Markup, count: int) -> Markup:
    """Return HTML in which ``[2]`` is a link to the second source.

    >>> with_citations(Markup("a [1] [9]"), 1)
    Markup('a<sup class="cite"><a href="#source-1">1</a></sup> [9]')
    """

    def link(match: re.Match[str]) -> str:
        number = int(match[1])
        if not 1 <= number <= count:
            return match[0]
        return f'<sup class="cite"><a href="#source-{number}">{number}</a></sup>'

    # A header without words would be read out as nothing: the corner of a table is a plain cell.
    told = CITED.sub(link, text).replace("<th></th>", "<td></td>")
    return Markup(told)  # nosec B704 # noqa: S704 - the text is safe, and only numbers are put in


def to_page(address: str, lang: str) -> str:
    """Return the page that shows what an address of the API tells."""
    path, _, query = address.partition("?")
    path = path.replace("/v1/diagrams/", "/v1/pictures/").removesuffix(".svg").replace("/v1/", f"/{lang}/", 1)
    kept = "&".join(one for one in query.split("&") if one and not one.startswith("lang="))
    return f"{path}?{kept}" if kept else path


def picture_of(found: Answer, lang: str) -> dict[str, str] | None:
    """Return the picture of an answer and the page that it leads to."""
    if not found.diagram:
        return None
    address = found.diagram["url"]
    joint = "&" if "?" in address else "?"
    return {
        "src": f"{address}{joint}theme=auto&v={version()}",
        "alt": found.diagram["alt"],
        "page": to_page(address, lang),
    }


def examples(pairs: Sequence[Sequence[str]]) -> list[tuple[Named, Named]]:
    """Return pairs of concepts to ask about: the id of each and its label."""
    named = {one for pair in pairs for one in pair}
    labels = dict(db.session.execute(sa.select(Concept.id, Concept.label).where(Concept.id.in_(named))).all())
    return [((first, labels[first]), (second, labels[second])) for first, second in pairs]
