"""The whole atlas behind a real server, and a real browser in front of it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from flask import Flask
from playwright.sync_api import APIResponse, Browser, Page, Request, expect, sync_playwright

from service.atlas.loading import load
from service.database import db
from tests.conftest import KNOWLEDGE, application, close
from tests.diagrams.audit import chromium

# Letters are drawn alike on every machine, whatever its settings for fonts are.
SAME_EVERYWHERE = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb")
MOST_TABS = 150
PATIENCE = 60_000  # milliseconds; the first page of all waits for a dozen pictures to be drawn
expect.set_options(timeout=PATIENCE)  # what is waited for comes late where others use the machine too
TRIES = 10  # of an address that says it is busy
LOOK, CALM = 30, 4  # milliseconds between looks; looks in a row at which nothing was loading


class Silent(WSGIRequestHandler):
    """A handler that writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Threaded(socketserver.ThreadingMixIn, WSGIServer):
    """A server that answers a browser's parallel requests."""

    daemon_threads = True


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Run a server for ``app`` on a free port; yield its address."""
    with Threaded(("127.0.0.1", 0), Silent) as running:
        running.set_app(app)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running atlas, which keeps the pictures that it drew, as it does for visitors."""
    folder = tmp_path_factory.mktemp("walked")
    settings = {"PICTURES": str(folder / "pictures"), "PICTURES_PER_MINUTE": 0, "REQUESTS_PER_MINUTE": 0}
    app = application(folder / "atlas.db", KNOWLEDGE, **settings)
    with app.app_context():
        load(db.session, KNOWLEDGE)
    with serving(app) as address:
        yield address
    close(app)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", *SAME_EVERYWHERE])
        yield found
        found.close()


@dataclass
class Visit:
    """A page and what went wrong on it: console errors, requests to other hosts."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    loading: set[Request] = field(default_factory=set)

    def go(self, path: str, status: int = 200) -> None:
        """Open an address and wait until nothing is loading."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status in (status, 304), f"{path}: {answer.status}"
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked for has come, and nothing more is asked for."""
        self.page.wait_for_load_state("load")
        calm = 0
        for _ in range(PATIENCE // LOOK):
            self.page.wait_for_timeout(LOOK)
            calm = 0 if self.loading else calm + 1
            if calm == CALM:
                return
        raise AssertionError(f"still loading: {[one.url for one in self.loading]}")

    def fetched(self, address: str) -> APIResponse:
        """Return the answer of an address; one that says that it is busy is asked again when it says."""
        for _ in range(TRIES):
            answer = self.page.request.get(address, timeout=PATIENCE)
            if answer.status != 503:
                return answer
            self.page.wait_for_timeout(1000 * float(answer.headers.get("retry-after", 1)))
        return answer

    def tab_to(self, selector: str) -> None:
        """Press Tab until the element has the focus, as somebody without a mouse does."""
        wanted = self.page.locator(selector).first
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{selector} is not reached with {MOST_TABS} tabs")

    def too_wide(self) -> bool:
        """Whether the page scrolls sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


Visiting = Callable[..., Any]


@pytest.fixture
def visiting(server: str, browser: Browser) -> Visiting:
    """Open a browser window with options of Playwright's contexts."""

    @contextmanager
    def open_window(width: int = 1440, **options: Any) -> Iterator[Visit]:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(PATIENCE)
        visit = Visit(context.new_page(), server)

        def requested(request: Request) -> None:
            visit.loading.add(request)
            if not request.url.startswith((server, "data:", "blob:")):
                visit.complaints.append(f"asked {request.url}")

        visit.page.on("request", requested)
        for end in ("requestfinished", "requestfailed"):
            visit.page.on(end, lambda request: visit.loading.discard(request))
        visit.page.on(
            "console", lambda said: visit.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        try:
            yield visit
        finally:
            context.close()

    return open_window
