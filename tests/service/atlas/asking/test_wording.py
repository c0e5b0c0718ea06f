"""How a concept is called in an answer: by its name, its other name, and the capitals it is known by."""

from __future__ import annotations

import doctest

import pytest

from service.atlas.asking import wording
from service.models import Concept


def concept(en: str, ko: str, aliases: tuple[str, ...] = (), text: str = "") -> Concept:
    return Concept(
        id="one",
        label={"en": en, "ko": ko},
        aliases={"en": list(aliases), "ko": []},
        summary={"en": text or "It is made here.", "ko": "여기서 만든다."},
        description={"en": "", "ko": ""},
    )


@pytest.mark.parametrize(
    ("made", "called"),
    [
        (
            concept("Virtual Machine Disk", "가상 머신 디스크", ("VMDK",)),
            "가상 머신 디스크(Virtual Machine Disk, VMDK)",
        ),
        (concept("Hypervisor", "하이퍼바이저", ("VMM",), "A hypervisor."), "하이퍼바이저(hypervisor)"),
        (concept("Linux", "리눅스", (), "The kernel that Linus began: its name is Linux."), "리눅스(Linux)"),
        (concept("Xen HVM guest mode", "HVM 모드", ("HVM",)), "HVM 모드(Xen HVM guest mode)"),
        (concept("Xen", "Xen"), "Xen"),
    ],
)
def test_a_korean_answer_names_a_concept_in_both_languages_and_by_its_own_capitals(made: Concept, called: str) -> None:
    assert wording.label(made, "ko") == called


def test_an_english_answer_says_the_capitals_that_were_asked_for() -> None:
    said = wording.defined(concept("Virtual Machine Disk", "가상 머신 디스크", ("VMDK",), "A disk format."), "en")
    assert said == "Virtual Machine Disk (VMDK) is a disk format."


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(wording).failed == 0
