"""What a text names is found in any spelling, and nothing else is."""

from __future__ import annotations

import pytest
from flask import Flask

from service.atlas.searching import index, mentions
from service.database import db


@pytest.fixture
def named(atlas_app: Flask):
    with atlas_app.app_context():
        built = index.current(db.session)
        yield lambda q: [built.ids[number] for number in mentions.find(built, q).concepts]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("가상머신과 가상 머신은", ["virtual-machine"]),
        ("QEMU랑 KVM 관계", ["qemu", "kvm"]),
        ("도커컨테이너", ["docker", "container"]),
        ("Type 1과 Type 2 하이퍼바이저의 차이", ["type-1-hypervisor", "type-2-hypervisor"]),
        ("is esxi type 1 or 2", ["vmware-esxi", "type-1-hypervisor", "type-2-hypervisor"]),
        ("하이퍼브이 네이티브임?", ["hyper-v", "type-1-hypervisor"]),
        ("HVM/PVH/PV", ["hvm-mode", "pvh-mode", "pv-mode"]),
        ("전/반가상화", ["full-virtualization", "paravirtualization"]),
        ("hypervsor", ["hypervisor"]),
        ("하이퍼바이져", ["hypervisor"]),
        ("gkdlvjqkdlwj", ["hypervisor"]),
        ("ㅏ프이 뭐야", ["kvm"]),
        ("why can I not see /dev/kvm", ["dev-kvm"]),
        ("가상화폐 시세", []),
        ("컨테이너선 운임", []),
        ("virtualenv 설치", []),
        ("가상함수 오버라이딩", []),
    ],
)  # fmt: skip
def test_names_are_found_in_the_order_in_which_they_stand(named, q: str, expected: list[str]) -> None:
    assert named(q) == expected


def test_company_decides_what_an_ambiguous_name_means(named) -> None:
    assert named("VDI와 DaaS 비교") == ["vdi", "daas"]
    assert named("VMDK, VHD and VDI") == ["vmdk", "vhd", "vdi-disk-image"]
