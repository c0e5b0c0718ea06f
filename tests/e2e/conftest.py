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
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.diagrams.audit import chromium

PATIENCE = 60_000  # milliseconds; the first page of all waits for a dozen pictures to be drawn


class Silent(WSGIRequestHandler):
    """A handler that writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Threaded(socketserver.ThreadingMixIn, WSGIServer):
    """A server that answers a browser's parallel requests."""

    daemon_threads = True


@pytest.fixture(scope="session")
def server(atlas_app: Flask) -> Iterator[str]:
    """The address of the running atlas."""
    with Threaded(("127.0.0.1", 0), Silent) as running:
        running.set_app(atlas_app)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield found
        found.close()


@dataclass
class Visit:
    """A page and what went wrong on it: console errors, requests to other hosts."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open an address and wait until nothing is loading."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.page.wait_for_load_state("networkidle")

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
            if not request.url.startswith((server, "data:", "blob:")):
                visit.complaints.append(f"asked {request.url}")

        visit.page.on("request", requested)
        visit.page.on(
            "console", lambda said: visit.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        try:
            yield visit
        finally:
            context.close()

    return open_window
