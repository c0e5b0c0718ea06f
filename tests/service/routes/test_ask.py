"""/v1/ask: short, cited, honest answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.atlas.asking.confidence import ANSWERED

from .test_search import HOSTILE


def ask(client: FlaskClient, q: str, **more: str) -> dict[str, Any]:
    got = client.get("/v1/ask", query_string={"q": q, **more})
    assert got.status_code == 200, got.text
    answer = got.json
    assert len(answer["answer"]["text"]) <= 400
    used = {int(number) for number in re.findall(r"\[(\d+)\]", answer["answer"]["text"] + answer["answer"]["markdown"])}
    assert used == {one["number"] for one in answer["citations"]}
    assert answer["answered"] == (answer["confidence"] >= ANSWERED)
    return answer


def test_another_field_is_answered_with_the_same_code(client: FlaskClient) -> None:
    answer = ask(client, "바게트란?")
    assert (answer["lang"], answer["intent"], answer["concepts"][0]) == ("ko", "define", "baguette")
    assert answer["answer"]["text"].startswith("바게트(Baguette)는 껍질이 바삭한 긴 프랑스 빵입니다.")
    assert ask(client, "How long is the baking time of a baguette?")["answer"]["text"].startswith(
        "Baking time of Baguette: 25 min [1]."
    )
    compared = ask(client, "baguette vs rye")
    assert (compared["intent"], compared["comparison"]) == ("compare", "/v1/comparisons/baguette,rye")
    assert ask(client, "Is a baguette a bread?")["answer"]["text"].startswith("Yes. Baguette is a ")
    assert "rye" in ask(client, "Which kinds of bread are there?")["concepts"]


def test_a_misconception_is_denied(client: FlaskClient) -> None:
    assert ask(client, "바게트에는 우유가 들어가나요?")["answer"]["text"].startswith(
        "아니요. 밀가루, 물, 소금, 효모만 들어갑니다"
    )


def test_a_dispute_gives_both_sides(client: FlaskClient) -> None:
    text = ask(client, "What is the origin of the baguette?")["answer"]["text"]
    assert "Vienna" in text
    assert "Paris" in text
    assert "Sources disagree" in text


def test_the_language_is_the_questions_unless_told_otherwise(atlas: FlaskClient) -> None:
    assert ask(atlas, "KVM이 뭐야")["lang"] == "ko"
    assert ask(atlas, "KVM이 뭐야", lang="en")["lang"] == "en"
    assert ask(atlas, "Xen vs KVM", lang="ko")["lang"] == "ko"
    assert atlas.get("/v1/ask?q=Xen+vs+KVM", headers={"Accept-Language": "ko"}).json["lang"] == "ko"
    assert ask(atlas, "Xen vs KVM")["lang"] == "en"


@pytest.mark.parametrize(
    ("q", "intent", "concepts"),
    [
        ("하이퍼바이저 타입1 타입2 차이", "compare", {"type-1-hypervisor", "type-2-hypervisor"}),
        ("xen dom0 뭐임", "define", {"dom0"}),
        ("is esxi type 1 or 2", "judge", {"vmware-esxi", "type-1-hypervisor"}),
        ("vdi daas 차이", "compare", {"vdi", "daas"}),
        ("why is my container not seeing /dev/kvm", "fact", {"dev-kvm"}),
        ("QEMU랑 KVM 관계", "relation", {"qemu", "kvm"}),
        ("when was Xen released", "fact", {"xen"}),
        ("람다 최대 실행 시간", "fact", {"aws-lambda"}),
        ("VM이랑 컨테이너 중 뭐 써야", "choose", {"virtual-machine", "container"}),
        ("Xen 구조 그려줘", "architecture", {"xen"}),
        ("하이퍼바이저 종류", "list", {"hypervisor", "type-1-hypervisor"}),
    ],
)  # fmt: skip
def test_the_intent_is_recognised(atlas: FlaskClient, q: str, intent: str, concepts: set[str]) -> None:
    answer = ask(atlas, q)
    assert (answer["answered"], answer["intent"]) == (True, intent)
    assert concepts <= set(answer["concepts"])
    assert answer["citations"]


@pytest.mark.parametrize(
    ("q", "start"),
    [
        ("ESXi는 Type 1인가?", "예."), ("is esxi a type 2 hypervisor?", "No."), ("is docker a hypervisor?", "No."),
        ("Is Xen open source?", "Yes."), ("KVM은 타입 1인가요?", "출처마다 견해가 다릅니다."),
    ],
)  # fmt: skip
def test_yes_and_no_come_first(atlas: FlaskClient, q: str, start: str) -> None:
    assert ask(atlas, q)["answer"]["text"].startswith(start)


@pytest.mark.parametrize(
    "q",
    [
        "가상화폐 어떻게 사나요", "가상함수가 뭐야", "파이썬 가상환경 만드는 법", "스프링 컨테이너란", "컨테이너선 운임", "JVM이 뭐야", "how to use virtualenv",
        "which VPN is best", "apache virtual host setup", "what is virtual memory", "how many kernels in a bag of popcorn kernels", "how to build a xen garden",
        "what is the capital of France", "오늘 날씨 어때", "김치찌개 레시피", "best pizza in town",
    ],
)  # fmt: skip
def test_what_lies_elsewhere_is_refused(atlas: FlaskClient, q: str) -> None:
    answer = ask(atlas, q)
    assert not answer["answered"]
    assert answer["citations"] == []


def test_the_half_that_is_known_is_answered(atlas: FlaskClient) -> None:
    answer = ask(atlas, "JVM이랑 하이퍼바이저 차이")
    assert answer["answered"]
    assert "hypervisor" in answer["concepts"]
    assert "JVM" in answer["answer"]["text"] + answer["answer"]["markdown"]


def test_what_was_talked_about_carries_on(atlas: FlaskClient) -> None:
    assert ask(atlas, "그건 언제 나왔어?", context="xen")["concepts"][0] == "xen"
    assert ask(atlas, "그럼 KVM은?", context="xen")["concepts"][0] == "kvm"
    assert ask(atlas, "when was it released?", context="nothing,xen")["intent"] == "fact"


def test_follow_ups_answer(atlas: FlaskClient) -> None:
    follow_ups = ask(atlas, "하이퍼바이저란?")["follow_ups"]
    assert len(follow_ups) == 3
    for one in follow_ups:
        assert atlas.get(one["url"]).json["answered"], one


def test_the_same_question_gets_the_same_answer(atlas: FlaskClient) -> None:
    first, second = (atlas.get("/v1/ask?q=xen+vs+kvm&lang=ko").data for _ in range(2))
    assert first == second


@pytest.mark.parametrize("q", HOSTILE)
def test_anything_typed_gets_an_answer_or_a_clear_refusal(atlas: FlaskClient, q: str) -> None:
    assert atlas.get("/v1/ask", query_string={"q": q}).status_code in (200, 422)


@pytest.mark.parametrize(
    "address", ["/v1/ask", "/v1/ask?q=", f"/v1/ask?q={'x' * 10_000}", f"/v1/ask?q=xen&context={'a,' * 300}"]
)
def test_nothing_and_too_much_are_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 422
