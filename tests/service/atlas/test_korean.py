"""Particles after any word."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.atlas import comparison_words, forms, korean, names, values
from service.atlas.korean import attach


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Xen", "Xen은"), ("KVM", "KVM은"), ("QEMU", "QEMU는"), ("VM", "VM은"), ("Docker", "Docker는"),
        ("libvirt", "libvirt는"), ("ESXi", "ESXi는"), ("OpenStack", "OpenStack은"), ("Cloud Run", "Cloud Run은"),
        ("하이퍼바이저", "하이퍼바이저는"), ("가상 머신", "가상 머신은"), ("Google", "Google은"), ("Hyper-V", "Hyper-V는"),
        ("Windows 365", "Windows 365는"), ("Type 1", "Type 1은"), ("가상 머신(VM)", "가상 머신(VM)은"), ("“Xen”", "“Xen”은"),
    ],
)  # fmt: skip
def test_the_particle_follows_the_sound(word: str, expected: str) -> None:
    assert attach(f"{word}은(는)") == expected


def test_a_final_rieul_takes_the_short_form_of_ro() -> None:
    assert attach("Type 1(으)로, 커널(으)로, Xen(으)로, QEMU(으)로") == "Type 1로, 커널로, Xen으로, QEMU로"


@given(st.text(max_size=40))
def test_no_word_is_lost(text: str) -> None:
    assert attach(text + "을(를)")[: len(attach(text))] == attach(text)


@pytest.mark.parametrize("module", [korean, values, names, forms, comparison_words])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
