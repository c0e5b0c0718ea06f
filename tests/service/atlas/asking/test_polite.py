"""Plain sentences become polite ones, by syllables."""

from __future__ import annotations

import doctest

import pytest
from flask.testing import FlaskClient

from service.atlas.asking import polite as module
from service.atlas.asking.polite import polite


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("커널 모듈이다.", "커널 모듈입니다."), ("게스트를 실행한다.", "게스트를 실행합니다."), ("도구가 된다.", "도구가 됩니다."),
        ("할 수 있다.", "할 수 있습니다."), ("필요 없다.", "필요 없습니다."), ("공유하지 않는다.", "공유하지 않습니다."),
        ("자기 커널을 쓴다.", "자기 커널을 씁니다."), ("주소를 받는다.", "주소를 받습니다."), ("무게가 는다.", "무게가 늡니다."),
        ("VM을 만든다.", "VM을 만듭니다."), ("시간이 길다.", "시간이 깁니다."), ("둘은 다르다.", "둘은 다릅니다."),
        ("VM은 느리다.", "VM은 느립니다."), ("더 빠르다.", "더 빠릅니다."), ("값이 크다.", "값이 큽니다."), ("더 쉽다.", "더 쉽습니다."),
        ("라이브러리다.", "라이브러리입니다."), ("네트워크다.", "네트워크입니다."), ("서비스다.", "서비스입니다."), ("KVM이다.", "KVM입니다."),
        ("둘은 같은 것이 아니다.", "둘은 같은 것이 아닙니다."), ("반드시 필요하다.", "반드시 필요합니다."), ("만들었다.", "만들었습니다."),
        ("회사였다.", "회사였습니다."), ("이미 그렇습니다.", "이미 그렇습니다."), ("3.5 버전이다. 오래됐다.", "3.5 버전입니다. 오래됐습니다."),
        ("커널이다(리눅스).", "커널입니다(리눅스)."), ("지원: 4.20부터 켜짐", "지원: 4.20부터 켜짐"), ("바다 위의 배", "바다 위의 배"),
        ("자기 커널을 부팅한다; 공유한다.", "자기 커널을 부팅합니다; 공유합니다."), ("가진다 ↔ 없다", "가집니다 ↔ 없습니다"),
    ],
)  # fmt: skip
def test_every_ending_is_converted_by_what_its_syllable_is_made_of(plain: str, expected: str) -> None:
    assert polite(plain) == expected


def test_no_plain_ending_remains_in_the_whole_atlas(atlas: FlaskClient) -> None:
    page = atlas.get("/v1/concepts?page_size=500").json
    left = [
        one["id"]
        for one in page["items"]
        if polite(one["summary"]["ko"]).rstrip(".").endswith(("이다", "한다", "된다"))
    ]
    assert left == []
