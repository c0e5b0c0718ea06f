"""Every picture in both languages on one page, to look at: ``flask gallery build/gallery``."""

from __future__ import annotations

from html import escape
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.testing import FlaskClient

from .database import db
from .models import Comparison, Diagram

LANGUAGES = ("ko", "en")
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Gallery</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 2rem; }}
.pair {{ display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-bottom: 2.5rem; }}
img {{ width: 100%; border: 1px solid #cbd5e1; }}
</style>
<h1>{count} pictures</h1>
{body}
"""


@click.command("gallery")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--theme", default="light", show_default=True)
def gallery(folder: Path, theme: str) -> None:
    """Draw every diagram and every curated comparison into FOLDER and one page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    client = current_app.test_client()
    failed = []
    rows = []
    with click.progressbar(list(addresses()), label="drawing", show_pos=True) as bar:
        for address in bar:
            images = [draw(client, address, {"lang": language, "theme": theme}, folder) for language in LANGUAGES]
            failed += [image for image in images if image.endswith("failed")]
            shown = "".join(f'<a href="{escape(image)}"><img src="{escape(image)}" alt=""></a>' for image in images)
            rows.append(f'<h2><code>{escape(address)}</code></h2><div class="pair">{shown}</div>')
    page = folder / "index.html"
    page.write_text(PAGE.format(count=len(rows), body="\n".join(rows)), encoding="utf-8")
    click.echo(f"{len(rows)} pictures in {len(LANGUAGES)} languages: {page}")
    for one in failed:
        click.echo(one, err=True)
    if failed:
        raise SystemExit(1)


def addresses() -> list[str]:
    """Return the address of every catalogued diagram and curated comparison."""
    diagrams = db.session.scalars(sa.select(Diagram.id).order_by(Diagram.id))
    comparisons = db.session.scalars(sa.select(Comparison.document).order_by(Comparison.id))
    return [f"/v1/diagrams/{one}" for one in diagrams] + [
        f"/v1/comparisons/{','.join(one['concepts'])}" for one in comparisons
    ]


def draw(client: FlaskClient, address: str, query: dict[str, str], folder: Path) -> str:
    """Write one picture and return its file name, or what went wrong."""
    answer = client.get(f"{address}.svg", query_string=query)
    if answer.status_code != 200:
        return f"{address} {query['lang']}: {answer.status_code} failed"
    file = f"{address.rsplit('/', 1)[-1].replace(',', '--')}.{query['lang']}.svg"
    (folder / file).write_bytes(answer.data)
    return file
