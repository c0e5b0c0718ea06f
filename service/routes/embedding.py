"""For sites and machines that meet the atlas: oEmbed, llms.txt, the sitemap, robots.txt."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape as xml_escape

import sqlalchemy as sa
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug import exceptions

from service import drawing, language
from service.atlas import comparisons, vocabulary
from service.database import db
from service.errors import Ambiguous, Invalid, Moved
from service.language import SPOKEN
from service.models import Concept, Diagram, Term
from service.protocol import answer, text_answer
from service.schemas.picture_queries import VIEWS

from .pictures import base_url

blueprint = Blueprint("embedding", __name__)
WIDTH, HEIGHT = 1280, 720  # pixels of a picture at scale 1
MOST_SCALE, LEAST_SCALE = 3.0, 0.5
# A path has two ends, everything else one reference.
PICTURE = re.compile(r"/v1/(concepts|comparisons|diagrams|(paths))/([^/.]+(?(2)/[^/.]+))(?:\.(?:svg|png))?")
PAGE = re.compile(r"/(?:(en|ko)/)?(concepts|comparisons|pictures|(paths))/([^/.]+(?(3)/[^/.]+))")
FRONT = re.compile(r"/(?:(en|ko)/?)?")
SECONDS = 3600
EVERYTHING = 500


@blueprint.get("/oembed")
def oembed() -> ResponseReturnValue:
    """Tell a site how to embed an address of this service: a picture as photo, a page as rich."""
    if request.args.get("format", "json") != "json":
        raise exceptions.NotImplemented("Only format=json is spoken here.")
    if not request.args.get("url"):
        raise Invalid("url", "is missing", "값이 없습니다")
    given = urlsplit(request.args["url"])
    if given.netloc not in (urlsplit(base_url()).netloc, request.host) or given.scheme not in ("http", "https"):
        raise exceptions.NotFound
    size = fitted(limit("maxwidth"), limit("maxheight"))
    path = unquote(given.path)
    if match := PICTURE.fullmatch(path):
        return told(photo(match[1], match[3], given.query, size))
    if match := PAGE.fullmatch(path):
        noun = "diagrams" if match[2] == "pictures" else match[2]
        return told(rich(noun, match[4], match[1] or language.negotiated(), given, size))
    if match := FRONT.fullmatch(path):
        return told({"type": "link", "title": atlas()["title"][match[1] or "en"]})
    raise exceptions.NotFound


def limit(name: str) -> int | None:
    """Return a limit in pixels; raises ``Invalid`` when it is no positive number."""
    raw = request.args.get(name)
    if raw is None:
        return None
    if not raw.isascii() or not raw.isdigit() or not int(raw[:6]):
        raise Invalid(name, "is a number of pixels, at least 1", "1 이상의 픽셀 수입니다")
    return int(raw[:6])


def fitted(most_wide: int | None, most_high: int | None) -> tuple[int, int]:
    """Return the size of a picture that keeps its shape within both limits."""
    share = min((most_wide or WIDTH) / WIDTH, (most_high or HEIGHT) / HEIGHT, 1.0)
    return max(1, int(WIDTH * share)), max(1, int(HEIGHT * share))


def picture_of(noun: str, reference: str, view: str | None = None) -> drawing.Picture:
    """Return the picture that an address names.

    Raises:
        Unknown: nothing is called so.
        NotFound: it names no one thing that has a picture.
    """
    try:
        if noun == "comparisons":
            return drawing.comparison(db.session, reference.split(","), "")
        if noun == "paths":
            start, end = reference.split("/")
            return drawing.path_picture(db.session, start, end, "")
        if noun == "diagrams":
            return drawing.architecture(db.session, drawing.get_diagram(db.session, reference), "")
        return drawing.concept_picture(db.session, reference, view, "").picture
    except Moved as moved:
        return picture_of(noun, reference.replace(moved.reference, moved.canonical, 1), view)
    except (Ambiguous, Invalid) as error:
        raise exceptions.NotFound from error


def photo(noun: str, reference: str, query: str, size: tuple[int, int]) -> dict[str, Any]:
    """Return a picture as a photo, drawn at least as fine as it is shown."""
    spoken = "ko" if re.search(r"(^|&)lang=ko", query) else "en"
    picture = picture_of(noun, reference)
    scale = min(MOST_SCALE, max(LEAST_SCALE, size[0] / WIDTH))
    kept = "&".join(one for one in query.split("&") if one and not one.startswith(("scale=", "v=", "text=")))
    return {
        "type": "photo",
        "title": picture.title[spoken],
        "url": f"{base_url()}/v1/{noun}/{quote(reference, safe='/,')}.png?{kept}{'&' if kept else ''}scale={scale:.4g}",
        "width": size[0],
        "height": size[1],
    }


def rich(noun: str, reference: str, lang: str, given: SplitResult, size: tuple[int, int]) -> dict[str, Any]:
    """Return a page as its picture that leads to it."""
    asked = parse_qs(given.query).get("view", [""])[0]
    view = asked if noun == "concepts" and asked in VIEWS else None
    title = picture_of(noun, reference, view).title[lang]
    image = f"{base_url()}/v1/{noun}/{quote(reference, safe='/,')}.svg?lang={lang}{f'&view={view}' if view else ''}"
    html = (
        f'<a href="{escape(given.geturl())}"><img src="{escape(image)}" alt="{escape(title)}" '
        f'width="{size[0]}" height="{size[1]}"></a>'
    )
    return {"type": "rich", "title": title, "html": html, "width": size[0], "height": size[1]}


def told(value: dict[str, Any]) -> Response:
    """Return an oEmbed answer with what all of them carry."""
    name = atlas()["title"]["en"]
    response = answer({"version": "1.0", **value, "provider_name": name, "provider_url": f"{base_url()}/"})
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def atlas() -> dict[str, Any]:
    """Return the atlas's own title and description."""
    found: dict[str, Any] = db.session.scalars(sa.select(Term.document).where(Term.noun == "atlas")).one()
    return found


@blueprint.get("/llms.txt")
def llms() -> ResponseReturnValue:
    """The atlas for language models: what there is and where it stands as text."""
    listed = db.session.execute(sa.select(Concept.id, Concept.label, Concept.summary).order_by(Concept.id)).all()
    decks = vocabulary.list_decks(db.session, 1, EVERYTHING).items
    first = {item["concept"] for deck in decks for part in deck["parts"] for item in part["items"] if "concept" in item}
    text = render_template(
        "llms.txt",
        atlas=atlas(),
        base=base_url(),
        important=[one for one in listed if one.id in first],
        others=[one for one in listed if one.id not in first],
        comparisons=comparisons.list_comparisons(db.session, 1, EVERYTHING).items,
    )
    return lasting(text_answer(text, "text/plain"))


@blueprint.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Every page in every language, each naming its other languages."""
    nouns = ("", "concepts", "comparisons", "pictures", "explore", "paths", "timeline", "ask", "quiz", "sources", "api")
    pages = [(noun, "") for noun in nouns]
    pages += [
        (f"concepts/{identity}", moment.strftime("%Y-%m-%d"))
        for identity, moment in db.session.execute(sa.select(Concept.id, Concept.updated_at).order_by(Concept.id))
    ]
    documents = comparisons.list_comparisons(db.session, 1, EVERYTHING).items
    pages += [(f"comparisons/{','.join(one['concepts'])}", "") for one in documents]
    pages += [(f"pictures/{one}", "") for one in db.session.scalars(sa.select(Diagram.id).order_by(Diagram.id))]
    entries = "".join(entry(path, changed, lang) for path, changed in pages for lang in SPOKEN)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )
    return lasting(Response(text, mimetype="application/xml"))


def entry(path: str, changed: str, lang: str) -> str:
    """Return one page of the sitemap."""
    base = xml_escape(base_url())
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{one}" href="{base}/{one}/{xml_escape(path)}"/>' for one in SPOKEN
    )
    moment = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{base}/{lang}/{xml_escape(path)}</loc>{moment}{others}</url>\n"


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Everything may be read; results of searches need not be."""
    lines = ["User-agent: *", *(f"Disallow: /{one}/search" for one in SPOKEN), "Allow: /", ""]
    return lasting(text_answer("\n".join([*lines, f"Sitemap: {base_url()}/sitemap.xml", ""]), "text/plain"))


def lasting(response: Response) -> Response:
    """Let clients keep the answer for an hour."""
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response
