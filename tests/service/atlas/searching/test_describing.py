"""What is described is recognised, by its own words beside the names that only say what stands near it."""

from __future__ import annotations

import doctest

import pytest
from flask import Flask

from service.atlas.searching import describing, index, mentions
from service.atlas.searching.search import search
from service.database import db


def recognized(app: Flask, text: str) -> list[str]:
    with app.app_context():
        built = index.current(db.session)
        return [built.ids[fit.number] for fit in describing.recognized(db.session, built, mentions.find(built, text))]


def test_the_examples_hold() -> None:
    assert doctest.testmod(describing).failed == 0


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("게스트 운영체제를 수정해서 하이퍼바이저와 협력하게 하는 방식은?", "paravirtualization"),
        ("운영체제 없이 하드웨어에 바로 설치되는 하이퍼바이저는?", "type-1-hypervisor"),
        ("실행 중인 가상머신을 끄지 않고 다른 물리 서버로 옮기는 기능을 무엇이라 하는가?", "live-migration"),
        ("what do you call a hypervisor that runs on top of a normal operating system", "type-2-hypervisor"),
        ("name the attack where code in a guest breaks out and takes over the host", "vm-escape"),
    ],
)
def test_what_is_described_is_recognized(atlas_app: Flask, text: str, meant: str) -> None:
    assert recognized(atlas_app, text)[0] == meant
    with atlas_app.app_context():
        assert search(db.session, text).items[0].concept.id == meant


@pytest.mark.parametrize(
    "text",
    [
        "what is a hypervisor",  # asks for no name
        "what do you call a hypervisor",  # describes nothing
        "식물이 빛을 이용해 양분을 만드는 작용을 무엇이라 하는가",  # the atlas says nothing of it
        "name the organelle that produces energy in a cell",
    ],
)
def test_nothing_is_recognized_where_nothing_is_described(atlas_app: Flask, text: str) -> None:
    assert recognized(atlas_app, text) == []


def test_another_atlas_is_searched_by_description_too(bakery: Flask) -> None:
    assert recognized(bakery, "what do you call the bread that has a crisp crust")[0] == "baguette"
