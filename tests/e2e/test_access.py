"""Every kind of page, narrow and wide, light and dark: no violation that axe finds, no complaint of the browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

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
    "pictures/xen-architecture",
    "explore",
    "explore?from=nothing-like-it",
    "explore/xen",
    "paths",
    "paths/qemu/docker",
    "search?q=hyper",
    "ask",
    "ask?q=What is the difference between Xen and KVM?",
    "sources",
    "sources/xen-docs-intro",
    "changes",
    "timeline",
    "timeline?cluster=containers",
    "status",
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


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ko", 360, "light"), ("en", 1440, "dark")])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_for_everybody(visiting: Visiting, kind: str, lang: str, width: int, scheme: str) -> None:
    with visiting(width, color_scheme=scheme) as visit:
        visit.go(f"/{lang}/{kind}")
        found = Axe().run(visit.page, options=OPTIONS).response["violations"]
        told = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"][:3]]
        assert told == []
        assert not visit.too_wide()
        assert visit.complaints == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_page_that_is_not_there_is_for_everybody(visiting: Visiting, lang: str) -> None:
    with visiting(360) as visit:
        visit.go(f"/{lang}/concepts/hypervisr", 404)
        assert Axe().run(visit.page, options=OPTIONS).response["violations"] == []
        assert not visit.too_wide()
        assert visit.page.get_by_role("main").get_by_role("link").count() > 4
