"""Every catalogued picture looks the same wherever it is opened: nothing missing, nothing beside its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import resvg_py
from flask.testing import FlaskClient
from PIL import Image

from tests.diagrams.viewers import SIZE, VIEWERS, apart, opened, seen

pytestmark = pytest.mark.slow

MISSING = [name for name, (_, there) in VIEWERS.items() if not there()]
EVERY = {"cairosvg": 4, "inkscape": 12, "libreoffice": 12}  # these take long over a picture: a sample is enough
TEXT = {"chromium": "embed"}  # the others take no embedded font: they are given outlines
MOST = {"libreoffice": (2.0, 48)}  # it smooths edges more; mean and largest difference, of 255
USUAL = (0.7, 34)  # seen: at most 0.43 and 28
FARTHEST = 2  # pixels that one may draw farther out than another


@pytest.fixture(scope="module")
def catalogue(atlas_app: object) -> list[str]:
    client: FlaskClient = atlas_app.test_client()  # type: ignore[attr-defined]
    listed = client.get("/v1/diagrams?page_size=500").get_json()
    return [one["id"] for one in listed["items"]]


def drawn(svg: str) -> Image.Image:
    """What resvg, which makes the bitmaps of the service, sees in a picture of outlines."""
    return opened(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SIZE[0])))


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(name, marks=pytest.mark.skipif(name in MISSING, reason=f"{name} is not installed here"))
        for name in VIEWERS
    ],
)
def test_a_picture_is_the_same_everywhere(
    viewer: str, catalogue: list[str], atlas: FlaskClient, tmp_path: Path
) -> None:
    names = catalogue[:: EVERY.get(viewer, 1)]
    files = [tmp_path / f"{name}.svg" for name in names]
    expected = {}
    for name, file in zip(names, files, strict=True):
        outlines = atlas.get(f"/v1/diagrams/{name}.svg?lang=ko&text=paths").text
        expected[name] = drawn(outlines)
        own = TEXT.get(viewer)
        svg = atlas.get(f"/v1/diagrams/{name}.svg?lang=ko&text={own}").text if own else outlines
        file.write_text(svg, encoding="utf-8")
    found = seen(viewer, files, tmp_path / "png")
    mean, largest = MOST.get(viewer, USUAL)
    wrong = {}
    for name in names:
        differs = apart(expected[name], found[name])
        if differs[0] > mean or differs[1] > largest or differs[2] > FARTHEST:
            wrong[name] = differs
    assert wrong == {}


def test_the_comparison_sees_a_box_a_word_and_a_line_go(atlas: FlaskClient) -> None:
    svg = atlas.get("/v1/diagrams/xen-architecture.svg?lang=ko&text=paths").text
    whole = drawn(svg)
    assert apart(whole, whole) == (0.0, 0, 0)
    kinds = {
        "box": r'<rect[^>]*rx="9"[^>]*/>',
        "word": r'<path d="[^"]{400,}" aria-hidden="true"[^>]*/>',
        "line": r'<path d="M[^"]*" fill="none"[^>]*/>',
    }
    for kind, pattern in kinds.items():
        for match in list(re.finditer(pattern, svg))[:4]:
            without = drawn(svg[: match.start()] + svg[match.end() :])
            assert apart(whole, without)[1] > USUAL[1], (kind, match[0][:80])
