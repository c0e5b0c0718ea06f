"""What a visit costs: bytes, requests, shifts of the layout, blocked time. ``python -m tests.e2e.measuring`` prints it.

The server is the one of the tests; the network is slowed as Lighthouse's "slow 4G" is (1.6 Mbit/s, 150 ms).
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from service.atlas.loading import load
from service.database import db
from tests.conftest import KNOWLEDGE, application, close
from tests.diagrams.audit import chromium

from .conftest import SAME_EVERYWHERE, serving

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
PICTURES = "/v1/"
FONTS = ".woff2"
WATCH = """
window.told = {shift: 0, blocked: 0, painted: 0};
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) told.shift += one.value; })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const one of list.getEntries()) told.blocked += Math.max(0, one.duration - 50); })
  .observe({type: 'longtask', buffered: true});
new PerformanceObserver(list => { told.painted = list.getEntries().at(-1).startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
"""
SIZES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(one => [one.name, one.transferSize])"""
PAGES = (
    "",
    "concepts/xen",
    "comparisons/type-1-hypervisor,type-2-hypervisor",
    "pictures",
    "ask",
    "explore/xen",
    "timeline",
)


@dataclass
class Cost:
    """What one visit cost: bytes over the network, number of requests, layout shift, milliseconds."""

    page: int = 0
    pictures: int = 0
    fonts: int = 0
    requests: int = 0
    shift: float = 0.0
    blocked: float = 0.0
    painted: float = 0.0


def measured(browser: Browser, address: str, *, slow: bool = False) -> Cost:
    """Return the cost of a first visit to ``address``, with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(120_000)
        if slow:
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_4G)
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        told = page.evaluate("told")
        cost = Cost(shift=told["shift"], blocked=told["blocked"], painted=told["painted"])
        for name, size in page.evaluate(SIZES):
            cost.requests += 1
            if PICTURES in name:
                cost.pictures += size
            elif name.endswith(FONTS):
                cost.fonts += size
            else:
                cost.page += size
        return cost
    finally:
        context.close()


def story(browser: Browser, base: str, lang: str) -> float:
    """Return the seconds from the front page to a picture's address on the clipboard, without a pause for thought."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, permissions=["clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(120_000)
    began = time.perf_counter()
    page.goto(f"{base}/{lang}/")
    page.locator("#q").fill("xen")
    page.locator("#q").press("Enter")
    page.locator("#with").fill("KVM")
    page.locator("#with").press("Enter")
    page.locator("figure .button").first.click()
    page.locator("[data-copy]").first.click()
    took = time.perf_counter() - began
    context.close()
    return took


def main() -> int:
    """Print one table of pages, and how long the story takes."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        app = application(Path(folder) / "atlas.db", KNOWLEDGE, PICTURES=str(Path(folder) / "pictures"))
        with app.app_context():
            load(db.session, KNOWLEDGE)
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", *SAME_EVERYWHERE])
        with serving(app) as base:
            print(
                "| page | page kB | pictures kB | font kB | requests | layout shift | blocked ms | painted ms, slow 4G |"
            )
            print("|---|---:|---:|---:|---:|---:|---:|---:|")
            for path in PAGES:
                measured(browser, f"{base}/en/{path}")  # pictures are drawn once and kept
                cost = measured(browser, f"{base}/en/{path}")
                late = measured(browser, f"{base}/en/{path}", slow=True)
                sizes = " | ".join(f"{size / 1000:.0f}" for size in (cost.page, cost.pictures, cost.fonts))
                told = f"{cost.requests} | {cost.shift:.3f} | {cost.blocked:.0f} | {late.painted:.0f}"
                print(f"| /{path} | {sizes} | {told} |", flush=True)
            print("story, seconds: " + ", ".join(f"{lang} {story(browser, base, lang):.1f}" for lang in ("ko", "en")))
        browser.close()
        close(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
