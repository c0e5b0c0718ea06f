"""The one-minute story: find a concept, understand it, compare it, have its picture in a slide."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Visiting
from .measuring import measured

pytestmark = [
    pytest.mark.slow,
    # The server's threads leave fonts to the garbage collector to close, whenever it comes.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SAID = {
    "ko": {
        "locale": "ko-KR",
        "typed": "젠",
        "h1": "Xen",
        "slide": "슬라이드에 넣기",
        "dark": "어둡게",
        "compare": "비교하기",
    },
    "en": {
        "locale": "en-GB",
        "typed": "xen",
        "h1": "Xen",
        "slide": "Put it in my slide",
        "dark": "Dark",
        "compare": "Compare",
    },
}


WAYS = [
    *((lang, width, True, "light") for lang in SAID for width in (360, 768, 1440)),
    ("ko", 1440, True, "dark"),
    ("ko", 360, False, "light"),
    ("en", 1440, False, "dark"),
]


@pytest.mark.parametrize(("lang", "width", "scripts", "scheme"), WAYS)
def test_from_the_front_page_to_a_slide(visiting: Visiting, lang: str, width: int, scripts: bool, scheme: str) -> None:
    said = SAID[lang]
    with visiting(width, locale=said["locale"], java_script_enabled=scripts, color_scheme=scheme) as visit:
        page = visit.page
        visit.go("/")
        expect(page).to_have_url(f"{visit.base}/{lang}/")
        page.locator("#q").fill(said["typed"])
        page.locator("#q").press("Enter")
        expect(page).to_have_url(f"{visit.base}/{lang}/concepts/xen")
        expect(page.locator("h1")).to_have_text(said["h1"])
        picture = page.locator("figure.picture img").first
        expect(picture).to_be_visible()
        page.locator("#with").fill("KVM")
        page.get_by_role("button", name=said["compare"]).first.click()
        expect(page).to_have_url(f"{visit.base}/{lang}/comparisons/xen,kvm")
        expect(page.locator("table.compared")).to_be_visible()
        page.get_by_role("link", name=said["slide"]).click()
        page.get_by_label(said["dark"], exact=True).check()
        if not scripts:
            page.locator("[data-apply]").click()
        expect(page.locator("[data-snippet=address]")).to_have_value(
            f"{visit.base}/v1/comparisons/xen,kvm.svg?lang={lang}&theme=dark"
        )
        assert page.locator("[data-snippet=Markdown]").input_value().endswith("theme=dark)")
        address = page.locator("[data-form=png]").get_attribute("href") or ""
        assert visit.fetched(address).headers["content-type"] == "image/png"
        assert visit.complaints == []


def test_everything_is_reached_with_the_keyboard(visiting: Visiting) -> None:
    with visiting(1440, locale="en-GB") as visit:
        page = visit.page
        visit.go("/en/concepts/xen")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        box = page.locator(".frame svg a").first
        expect(box).to_be_visible()
        box.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/en/concepts/(?!xen)"))
        visit.settle()
        page.go_back()
        expect(page).to_have_url(re.compile(r"/en/concepts/xen(#content)?$"))


def test_a_deck_is_turned_with_the_arrow_keys(visiting: Visiting) -> None:
    with visiting(1280) as visit:
        page = visit.page
        visit.go("/ko/")
        page.get_by_role("link", name="전체 발표하기").click()
        page.wait_for_url(re.compile(r"/present/"))
        for key, number in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
            for _ in range(20):  # a picture is built up before the next one comes
                visit.settle()
                before = page.url
                page.keyboard.press(key)
                page.wait_for_url(lambda url, before=before: url != before)
                if f"n={number}" in page.url:
                    break
            assert f"n={number}" in page.url
        visit.settle()
        page.keyboard.press("Escape")
        expect(page).to_have_url(f"{visit.base}/ko/")


def test_copying_says_so(visiting: Visiting) -> None:
    with visiting(1440, permissions=["clipboard-read", "clipboard-write"]) as visit:
        visit.go("/en/slides/concepts/xen")
        visit.page.get_by_role("button", name="Copy").first.click()
        expect(visit.page.locator("[data-said]")).to_have_text("Copied")
        copied = visit.page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{visit.base}/v1/concepts/xen.svg?lang=en"


@pytest.mark.parametrize("path", ["", "concepts/xen", "comparisons/xen,kvm"])
def test_a_page_is_light_and_stands_still(server: str, browser: Browser, path: str) -> None:
    cost = measured(browser, f"{server}/en/{path}")
    assert cost.page < 100_000
    assert cost.shift < 0.01


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_story_is_told_with_the_keyboard_alone(visiting: Visiting, lang: str) -> None:
    said = SAID[lang]
    with visiting(1440, locale=said["locale"], permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.page
        visit.go(f"/{lang}/")
        visit.tab_to("#q")
        page.keyboard.type("xen")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{visit.base}/{lang}/concepts/xen")
        visit.tab_to("a[href='#compared']")
        page.keyboard.press("Enter")
        visit.tab_to("#with")
        page.keyboard.type("KVM")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{visit.base}/{lang}/comparisons/xen,kvm")
        visit.tab_to("figure .button")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/slides/"))
        visit.tab_to("input[name=theme]")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label(said["dark"], exact=True)).to_be_checked()
        visit.tab_to("[data-copy]")
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]")).not_to_be_empty()
        assert page.evaluate("navigator.clipboard.readText()").endswith(f"lang={lang}&theme=dark")
        assert visit.complaints == []
