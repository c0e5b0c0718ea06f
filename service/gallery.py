"""Every picture in both languages on one page, with what an audience would complain about beside it:
``flask gallery build/gallery``. Complaints need Chromium and the development packages, else they are left out.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from html import escape
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.testing import FlaskClient

from .database import db
from .models import Comparison, Concept, Deck, Diagram

LANGUAGES = ("ko", "en")
VIEWS = ("graph", "taxonomy", "timeline")
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Gallery</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 2rem; }}
.pair {{ display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-bottom: 2.5rem; }}
img {{ width: 100%; border: 1px solid #cbd5e1; }}
li {{ color: #b91c1c; }}
</style>
<h1>{count} pictures</h1>
<p>{summary}</p>
{body}
"""

Complaints = Callable[[str], list[str]]


@click.command("gallery")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--theme", default="light", show_default=True)
@click.option(
    "--views/--no-views", default=True, show_default=True, help="Also the other views of every concept drawn."
)
def gallery(folder: Path, theme: str, views: bool) -> None:
    """Draw every diagram, curated comparison and view into FOLDER and one page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    client = current_app.test_client()
    failed: list[str] = []
    found = 0
    rows = []
    with (
        ExitStack() as stack,
        click.progressbar(list(addresses(views)), label="drawing", show_pos=True) as bar,
    ):
        complaints = stack.enter_context(audience())
        for address in bar:
            shown = []
            for language in LANGUAGES:
                file, svg = draw(client, address, {"lang": language, "theme": theme}, folder)
                if svg is None:
                    failed.append(file)
                    continue
                said = complaints(svg) if complaints else []
                found += len(said)
                listed = "".join(f"<li>{escape(one)}</li>" for one in said)
                shown.append(
                    f'<div><a href="{escape(file)}"><img src="{escape(file)}" alt="" loading="lazy"></a>'
                    f"<ul>{listed}</ul></div>"
                )
            rows.append(f'<h2><code>{escape(address)}</code></h2><div class="pair">{"".join(shown)}</div>')
        summary = f"{found} complaints" if complaints else "No browser here: nobody looked for complaints."
    page = folder / "index.html"
    page.write_text(PAGE.format(count=len(rows), summary=summary, body="\n".join(rows)), encoding="utf-8")
    click.echo(f"{len(rows)} pictures in {len(LANGUAGES)} languages; {summary}: {page}")
    for one in failed:
        click.echo(one, err=True)
    if failed:
        raise SystemExit(1)


@contextmanager
def audience() -> Iterator[Complaints | None]:
    """Yield what names the complaints about a picture; None where there is no browser to look at it with."""
    try:
        audit = importlib.import_module("tests.diagrams.audit")
    except ImportError:
        yield None
        return
    if audit.chromium() is None:
        yield None
        return
    with audit.browser_page() as page:
        yield lambda svg: list(audit.findings(page, svg))


def addresses(views: bool = True) -> list[str]:
    """Return the address of every catalogued diagram and curated comparison; with ``views`` also the views of
    every concept that has a diagram of its own or stands in a deck's step."""
    diagrams = list(db.session.scalars(sa.select(Diagram).order_by(Diagram.id)))
    comparisons = db.session.scalars(sa.select(Comparison.document).order_by(Comparison.id))
    found = [f"/v1/diagrams/{one.id}" for one in diagrams]
    found += [f"/v1/comparisons/{','.join(one['concepts'])}" for one in comparisons]
    if views:
        own = {one.concept_id for one in diagrams if one.concept_id}
        told = {step for deck in db.session.scalars(sa.select(Deck.document)) for step in concepts_of(deck)}
        known = db.session.scalars(sa.select(Concept.id).where(Concept.id.in_(own | told)).order_by(Concept.id))
        found += [f"/v1/concepts/{one}?view={view}" for one in known for view in VIEWS]
    return found


def concepts_of(deck: object) -> Iterator[str]:
    """Yield every text in a deck's document: those that are ids of concepts are what it tells."""
    if isinstance(deck, str):
        yield deck
    elif isinstance(deck, dict):
        for value in deck.values():
            yield from concepts_of(value)
    elif isinstance(deck, list):
        for value in deck:
            yield from concepts_of(value)


def draw(client: FlaskClient, address: str, query: dict[str, str], folder: Path) -> tuple[str, str | None]:
    """Write one picture and return its file name and SVG, or what went wrong and None."""
    path, _, more = address.partition("?")
    options = dict(part.split("=", 1) for part in more.split("&") if part)
    answer = client.get(f"{path}.svg", query_string={**options, **query})
    if answer.status_code != 200:
        return f"{address} {query['lang']}: {answer.status_code} failed", None
    name = "-".join([path.rsplit("/", 1)[-1].replace(",", "--"), *options.values()])
    file = f"{name}.{query['lang']}.svg"
    (folder / file).write_bytes(answer.data)
    return file, answer.text
