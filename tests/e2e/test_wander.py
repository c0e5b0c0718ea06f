"""Wandering, asking, presenting, learning: what scripts add, and that nothing is lost when something fails."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import Visiting

pytestmark = [
    pytest.mark.slow,
    # The server's threads leave fonts to the garbage collector to close, whenever it comes.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_the_map_grows_under_the_keys_and_goes_back(visiting: Visiting) -> None:
    with visiting(1440) as visit:
        page = visit.page
        visit.go("/ko/explore/xen")
        page.locator(".canvas").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-said]")).not_to_be_empty()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/ko/explore/(?!xen$)"))
        first = page.locator("#about").inner_text()
        page.locator("[data-node]").first.click()
        expect(page.locator("#about")).not_to_have_text(first)
        expect(page.locator("#about")).to_be_focused()
        page.go_back()
        expect(page.locator("#about")).to_have_text(first)
        page.keyboard.press("Tab")
        assert visit.complaints == []


def test_the_list_leads_on_without_scripts(visiting: Visiting) -> None:
    with visiting(768, java_script_enabled=False) as visit:
        visit.go("/en/explore")
        visit.page.locator("input[name=from]").fill("xen")
        visit.page.keyboard.press("Enter")
        expect(visit.page).to_have_url(f"{visit.base}/en/explore/xen")
        expect(visit.page.locator(".map img")).to_be_visible()
        visit.page.locator("[data-node=kvm]").first.click()
        expect(visit.page).to_have_url(f"{visit.base}/en/explore/kvm")


def test_a_further_question_leans_on_the_one_before(visiting: Visiting) -> None:
    with visiting(768) as visit:
        page = visit.page
        visit.go("/ko/ask")
        page.locator("#q").fill("Xen이 뭐야?")
        page.keyboard.press("Enter")
        expect(page.locator("[data-answer]")).to_have_count(1)
        page.locator("#q").fill("언제 나왔어?")
        page.keyboard.press("Enter")
        expect(page.locator("[data-answer]")).to_have_count(2)
        expect(page.locator("[data-answer]").last).to_contain_text("2003")
        expect(page).to_have_url(re.compile(r"context=xen"))
        page.reload()
        expect(page.locator("[data-turn]")).to_have_count(2)
        assert visit.complaints == []


def test_what_was_typed_outlives_the_service(visiting: Visiting) -> None:
    with visiting(768, locale="ko-KR") as visit:
        page = visit.page
        visit.go("/ko/ask")
        page.route("**/ko/ask?*", lambda route: route.abort())
        page.locator("#q").fill("KVM이 뭐야?")
        page.keyboard.press("Enter")
        expect(page.locator(".turn")).to_contain_text("적은 내용은 그대로 있습니다")
        expect(page.locator("#q")).to_have_value("KVM이 뭐야?")
        page.unroute("**/ko/ask?*")
        page.get_by_role("button", name="다시 묻기").click()
        expect(page.locator("[data-answer]")).to_contain_text("리눅스")
        page.locator("#q").fill("아직 보내지 않은 질문")
        page.reload()
        expect(page.locator("#q")).to_have_value("아직 보내지 않은 질문")
        expect(page.locator("[data-turn]")).to_have_count(1)


def test_asking_needs_no_scripts(visiting: Visiting) -> None:
    with visiting(360, java_script_enabled=False) as visit:
        visit.go("/en/ask")
        visit.page.locator("#q").fill("What is KVM?")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("[data-answer]")).to_contain_text("Linux")
        visit.page.locator("#q").fill("When was it released?")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("[data-answer]")).to_contain_text("2007")


def test_a_picture_is_built_up_with_the_arrow_keys_without_leaving_the_stage(visiting: Visiting) -> None:
    with visiting(1280) as visit:
        page = visit.page
        visit.go("/ko/diagrams/faas-invocation".replace("/diagrams/", "/pictures/"))
        page.get_by_role("link", name="발표 화면").click()
        page.wait_for_url(re.compile(r"step=0"))
        page.evaluate("document.body.dataset.same = 'yes'")
        for step in (1, 2):
            visit.settle()
            page.keyboard.press("ArrowRight")
            page.wait_for_url(re.compile(rf"step={step}"))
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(re.compile(r"step=1"))
        assert page.evaluate("document.body.dataset.same") == "yes"
        page.go_back()
        page.wait_for_url(re.compile(r"step=2"))
        assert visit.complaints == []


def test_the_path_remembers_what_was_seen(visiting: Visiting) -> None:
    with visiting(1440) as visit:
        page = visit.page
        visit.go("/en/")
        expect(page.locator("[data-progress]")).to_be_hidden()
        visit.go("/ko/pictures/nested-virtualization")
        visit.go("/ko/concepts/nested-virtualization")
        visit.go("/en/")
        expect(page.locator("[data-part*=nested-virtualization] [data-seen]").first).to_have_text("2 of 2 seen")
        expect(page.locator("[data-progress]")).to_contain_text("1 of 10 parts seen")
        page.get_by_role("button", name="Forget my progress").click()
        expect(page.locator("[data-progress]")).to_be_hidden()


def test_the_first_choice_of_a_quiz_counts(visiting: Visiting) -> None:
    with visiting(768) as visit:
        page = visit.page
        visit.go("/en/quiz/hypervisors?n=1")
        page.locator("input[name=choice]").first.check()
        page.get_by_role("button", name="Check").click()
        expect(page.locator("[data-quiz]")).to_be_visible()
        visit.go("/en/quiz")
        expect(page.locator("[data-score=hypervisors]")).to_have_text(re.compile(r"[01] of 1 right"))


def test_a_concept_prints_as_a_handout(visiting: Visiting) -> None:
    with visiting(1440) as visit:
        visit.go("/ko/concepts/xen")
        visit.page.emulate_media(media="print")
        for hidden in (".top nav", ".find", "form", ".does"):
            expect(visit.page.locator(hidden).first).to_be_hidden()
        for shown in ("h1", ".picture img", ".prose", ".facts", ".sources li", ".printed"):
            expect(visit.page.locator(shown).first).to_be_visible()
