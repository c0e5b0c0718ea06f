"""What is picked, left out and told apart in questions about the whole atlas."""

from __future__ import annotations

import pytest
from flask import Flask

from service.atlas.asking.answering import Answer
from service.atlas.asking.answering import ask as answer
from service.database import db


@pytest.fixture
def ask(atlas_app: Flask):  # type: ignore[no-untyped-def]
    def asked(question: str) -> Answer:
        with atlas_app.app_context():
            return answer(db.session, question)

    return asked


@pytest.mark.parametrize(
    "question",
    [
        "Which of the following is a Type 2 hypervisor: ESXi, Hyper-V, VirtualBox, Xen?",
        "다음 중 Type 2 하이퍼바이저는? ESXi, Hyper-V, VirtualBox, Xen",
    ],
)
def test_what_is_of_the_kind_is_picked_from_what_is_offered(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    found = ask(question)
    assert (found.intent, found.concepts[0]) == ("choose", "virtualbox")
    assert "VirtualBox" in found.text.split(".")[0]


@pytest.mark.parametrize(
    "question",
    [
        "which of these is not a type 2 hypervisor: VirtualBox, ESXi or VMware Workstation",
        "다음 중 Type 2 하이퍼바이저가 아닌 것은? VirtualBox, ESXi, VMware Workstation",
    ],
)
def test_what_is_not_of_the_kind_is_picked_when_that_is_asked(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(question).concepts[0] == "vmware-esxi"


@pytest.mark.parametrize("question", ["vm이란? 그리고 오늘 점심 메뉴 추천좀", "what is kvm? how do i cook risotto"])
def test_a_sentence_about_something_else_takes_nothing_from_the_answer(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    found = ask(question)
    assert found.answered
    assert found.intent == "define"


def test_a_second_sentence_about_the_field_is_answered_too(ask) -> None:  # type: ignore[no-untyped-def]
    assert set(ask("What is Xen? And what about KVM?").concepts) >= {"xen", "kvm"}


@pytest.mark.parametrize("question", ["vmware stock split history", "vm 회사 주가", "도커 게임 보드게임 규칙"])
def test_a_name_that_only_modifies_something_elsewhere_is_no_question_about_it(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    assert not ask(question).answered


def test_the_half_that_is_known_is_answered_beside_something_elsewhere(ask) -> None:  # type: ignore[no-untyped-def]
    found = ask("what is kvm and what is a vpn")
    assert found.answered
    assert found.concepts[0] == "kvm"


def test_who_is_asked_about_is_not_answered_with_others_of_the_kind(ask) -> None:  # type: ignore[no-untyped-def]
    assert "Nitro" in ask("aws ec2는 어떤 하이퍼바이저를 쓰나요").text


@pytest.mark.parametrize(
    "question", ["type 1 and type 2 muscle fibers", "type 1 or type 2 survey plates", "solar pv cost"]
)
def test_ordinary_words_do_not_vouch_for_each_other_beside_a_stranger(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    assert not ask(question).answered


def test_ordinary_words_alone_are_about_the_field(ask) -> None:  # type: ignore[no-untyped-def]
    assert set(ask("type 1 vs type 2").concepts[:2]) == {"type-1-hypervisor", "type-2-hypervisor"}


def test_a_judgement_is_about_what_was_talked_about(atlas_app: Flask) -> None:
    with atlas_app.app_context():
        found = answer(db.session, "is it type 1?", context=["hyper-v"])
    assert found.concepts[0] == "hyper-v"
    assert found.text.startswith("Yes")


@pytest.mark.parametrize(
    ("question", "topic"),
    [("ESXi에서 vMotion하려면 뭐가 필요해?", "vmotion"), ("What is a pod in Kubernetes", "kubernetes-pod")],
)
def test_what_only_says_where_stands_behind_the_topic(ask, question: str, topic: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(question).concepts[0] == topic


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("list all virtual disk formats", {"qcow2", "vmdk", "vhd"}),
        ("원격 데스크톱에 쓰는 프로토콜엔 뭐가 있나", {"rdp", "pcoip"}),
    ],
)
def test_what_stands_around_is_listed_when_its_kind_is_asked_for(ask, question: str, members: set[str]) -> None:  # type: ignore[no-untyped-def]
    found = ask(question)
    assert found.intent == "list"
    assert members <= set(found.concepts)


@pytest.mark.parametrize(
    "question",
    [
        "게스트 운영체제를 수정해서 하이퍼바이저와 협력하게 하는 방식은?",
        "what is the difference between a container and a virtual machine",
        "벌루닝이랑 ksm 차이",
        "컨테이너 런타임 종류",
    ],
)
def test_a_short_answer_cites_and_leads_on(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    found = ask(question)
    assert "[1]" in found.text
    assert len(found.text) <= 400
    assert len(found.follow_ups) == 3


def test_a_name_is_read_before_a_question_without_spaces(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("도커는왜리눅스에서만돌아가나요").concepts[0] == "docker"


def test_what_only_says_where_is_no_other_half_of_a_list_of_types(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("What are the types of virtualization in cloud computing?").concepts[0] == "virtualization"


def test_what_is_described_is_told_before_what_is_named(ask) -> None:  # type: ignore[no-untyped-def]
    found = ask("컨테이너의 CPU와 메모리 사용량을 제한하는 리눅스 커널 기능은?")
    assert found.concepts[0] == "cgroups"
    assert found.text.startswith("cgroup")


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("컨테이너는 가상머신이다 맞아?", "아니요."),
        ("도커는 하이퍼바이저다 O X", "아니요."),
        ("Docker is a hypervisor. True or false?", "No."),
        ("VirtualBox는 하이퍼바이저다. 맞습니까?", "예."),
        ("Is it true that VirtualBox is a hypervisor?", "Yes."),
    ],
)
def test_a_statement_is_judged(ask, statement: str, verdict: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(statement).text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("현재 리눅스 가상화에서 가장 많이 사용되는 KVM에 대한 설명으로 틀린 것은?", "kvm"),
        ("Which statement about KVM in Linux virtualization is false?", "kvm"),
        ("가상화와 컨테이너에 대한 설명으로 옳지 않은 것은?", "virtualization"),
        ("Which of the following is not true about hypervisors?", "hypervisor"),
    ],
)
def test_what_is_false_about_a_topic_is_a_misconception_of_that_topic(ask, question: str, topic: str) -> None:  # type: ignore[no-untyped-def]
    found = ask(question)
    assert found.concepts[0] == topic
    assert found.text.startswith(("That is a misconception", "흔한 오해입니다"))


@pytest.mark.parametrize(
    "question",
    [
        "다음 중 하이퍼바이저에 대한 설명으로 옳은 것은? KVM, Docker, Ansible",
        "What is true about hypervisors: KVM, Docker?",
    ],
)
def test_what_is_offered_after_a_topic_is_picked_from(ask, question: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(question).concepts[0] == "kvm"


@pytest.mark.parametrize(
    ("question", "first"),
    [("도커와 쿠버네티스에 대해 설명하시오", "docker"), ("쿠버네티스와 도커에 대해 설명하시오", "kubernetes")],
)
def test_topics_that_are_joined_keep_their_order(ask, question: str, first: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(question).concepts[0] == first
