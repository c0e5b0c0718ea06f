"""What an audience would complain about in a picture, found by laying it out in a real browser.

Every finding is a word and what it is about:

outside    text that leaves the picture
overflow   text larger than the box it stands in
collision  two texts on each other
struck     a link drawn through a text
through    a link drawn across a box that it has nothing to do with
covering   a link's label that hides part of a box or of another link
contrast   text under 4.5:1, or 3:1 when large
tiny       text under 12 px once the picture fills a 1280×720 slide
access     no role, view box, title or description
"""

from __future__ import annotations

import os
import pathlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

SCRIPT = (pathlib.Path(__file__).parent / "audit.js").read_text(encoding="utf-8")


def chromium() -> str | None:
    """Path of the browser, None when the machine has none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page that is larger than any picture."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser.new_page(viewport={"width": 2400, "height": 1800})
        finally:
            browser.close()


def findings(page: Page, svg: str) -> list[str]:
    """All complaints about one picture, empty when it may be shown."""
    page.set_content(f"<!doctype html><meta charset=utf-8><body style='margin:0'>{svg}")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    found: list[str] = page.evaluate(SCRIPT)
    return found
