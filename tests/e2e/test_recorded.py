"""Eight pages look as they did when somebody looked at them. ``RECORD=1 make e2e`` records them anew: then look at each.

The atlas is the one about bread, every picture is ``recorded/picture.svg`` and letters are those of the project's own
font: only the pages themselves can make a difference.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Page, Route

from service.config import ROOT

from .conftest import serving

pytestmark = [
    pytest.mark.slow,
    # The server's threads leave fonts to the garbage collector to close, whenever it comes.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
RECORDED = Path(__file__).with_name("recorded")
FONTS = ROOT / "diagrams" / "fonts"
FACES = "".join(
    f'@font-face {{ font-family: Recorded; font-weight: {weight}; src: url("recorded-{name}.ttf"); }}'
    for name, weight in (("Regular", 400), ("Bold", 700))
)
OWN_FONT = f"{FACES} :root {{ --face: Recorded; --mono: Recorded; }}"
# address, width, colours
PAGES = {
    "home": ("ko/", 1440, "light"),
    "home-narrow": ("en/", 360, "dark"),
    "concept": ("ko/concepts/rye", 1440, "light"),
    "concept-narrow": ("ko/concepts/rye", 360, "dark"),
    "comparison": ("ko/comparisons/rye,baguette", 1440, "light"),
    "comparisons": ("ko/comparisons?c=rye&c=stone", 768, "dark"),
    "path": ("en/paths/rye/baguette", 768, "light"),
    "ask": ("ko/ask", 768, "light"),
}
SHARE = 0.5  # of the size on the screen at which pages are recorded: small files, still readable
SEEN = 24  # steps of 255 that a blurred pixel must differ to count: edges of letters may
ALLOWED = 0.004  # share of pixels that may differ


@pytest.fixture(scope="module")
def bakers(bakery: Flask) -> Iterator[str]:
    """The address of the atlas about bread."""
    with serving(bakery) as address:
        yield address


def standing_still(page: Page) -> None:
    """Answer pictures, fonts and dates with what never changes."""
    picture = (RECORDED / "picture.svg").read_bytes()
    page.route("**/v1/**.svg*", lambda route: route.fulfill(body=picture, content_type="image/svg+xml"))

    def font(route: Route) -> None:
        name = route.request.url.rpartition("recorded-")[2]
        route.fulfill(body=(FONTS / f"NotoSansKR-{name}").read_bytes(), content_type="font/ttf")

    def style(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + OWN_FONT)

    page.route("**/recorded-*.ttf", font)
    page.route("**/page.css", style)


def photographed(browser: Browser, address: str, width: int, scheme: str) -> Image.Image:
    """Return the first screen and a half of a page, at half its size."""
    context = browser.new_context(
        viewport={"width": width, "height": 1350}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        standing_still(page)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate("for (const one of document.querySelectorAll('time, .updated')) one.textContent = '2026'")
        shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    finally:
        context.close()
    return shot.resize((round(shot.width * SHARE), round(shot.height * SHARE)), Image.Resampling.LANCZOS)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ by more than letters drawn a little otherwise do."""
    if one.size != other.size:
        return 1.0
    blur = ImageFilter.GaussianBlur(1.5)
    apart = ImageChops.difference(one.filter(blur), other.filter(blur)).convert("L")
    return sum(apart.histogram()[SEEN:]) / (one.width * one.height)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_seen(bakers: str, browser: Browser, name: str, tmp_path: Path) -> None:
    path, width, scheme = PAGES[name]
    now = photographed(browser, f"{bakers}/{path}", width, scheme)
    kept = RECORDED / f"{name}.png"
    if os.environ.get("RECORD"):
        now.quantize(128).save(kept, optimize=True)
    now.save(tmp_path / "now.png")
    share = difference(now, Image.open(kept).convert("RGB"))
    assert share < ALLOWED, f"{share:.2%} of {kept.name} differs from {tmp_path / 'now.png'}: look at both"


def test_a_page_that_moved_is_noticed(bakers: str, browser: Browser) -> None:
    one = photographed(browser, f"{bakers}/ko/concepts/rye", 768, "light")
    assert difference(one, ImageChops.offset(one, 0, 8)) > ALLOWED
    assert difference(one, one) == 0
