"""Every kind of page, narrow and light, wide and dark, in one language or the other: no violation that axe finds, no complaint of the browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import Visiting

pytestmark = [
    pytest.mark.slow,
    # The server's threads leave fonts to the garbage collector to close, whenever it comes.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
KINDS = [
    "",
    "concepts",
    "concepts?cluster=xen",
    "concepts/xen",
    "concepts/xen?view=graph",
    "concepts/hypervisor",
    "comparisons",
    "comparisons?c=xen&c=nothing-like-it",
    "comparisons/type-1-hypervisor,type-2-hypervisor",
    "comparisons/docker,podman,lxc",
    "pictures",
    "pictures?cluster=xen",
    "pictures/xen-architecture",
    "explore",
    "explore?from=nothing-like-it",
    "explore/xen",
    "paths",
    "paths/qemu/docker",
    "slides/paths/qemu/docker",
    "search?q=hyper",
    "ask",
    "ask?q=What is the difference between Xen and KVM?",
    "sources",
    "sources/xen-docs-intro",
    "changes",
    "timeline",
    "timeline?cluster=containers",
    "status",
    "api",
    "builders",
    "builders/simulator?q=Xen",
    "slides/concepts/xen",
    "slides/diagrams/faas-invocation?step=1",
    "present/decks/lecture",
    "quiz",
    "quiz/hypervisors?n=2",
    "quiz/hypervisors?n=2&choice=xen",
    "search?q=nothing at all like it",
]
# The API's pictures are not this page's to judge; they have an audit of their own.
OPTIONS = {"resultTypes": ["violations"]}


@pytest.mark.parametrize(("number", "kind"), list(enumerate(KINDS)), ids=[kind or "home" for kind in KINDS])
def test_a_page_is_for_everybody(visiting: Visiting, number: int, kind: str) -> None:
    with visiting(360, color_scheme="light") as visit:
        visit.go(f"/{('ko', 'en')[number % 2]}/{kind}")
        assert faults(visit.page) == []
        assert not visit.too_wide()
        visit.page.emulate_media(color_scheme="dark")
        visit.page.set_viewport_size({"width": 1440, "height": 900})
        visit.settle()
        assert faults(visit.page) == []
        assert not visit.too_wide()
        assert visit.complaints == []


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it stands."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_page_that_is_not_there_is_for_everybody(visiting: Visiting, lang: str) -> None:
    with visiting(360) as visit:
        visit.go(f"/{lang}/concepts/hypervisr", 404)
        assert faults(visit.page) == []
        assert not visit.too_wide()
        assert visit.page.get_by_role("main").get_by_role("link").count() > 4
