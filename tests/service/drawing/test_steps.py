"""Every architecture and comparison can be built up, and nothing moves while it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

PLACED = re.compile(r'<g[^>]*\sid="(va-[^"]+)"[^>]*>\s*(?:<a[^>]*>\s*)?<rect[^>]*?x="([\d.]+)"[^>]*?y="([\d.]+)"')
BOXES = re.compile(r'id="(va-[^"]+)"')


def steps_of(atlas: FlaskClient, address: str) -> Iterator[str]:
    """Give the picture at each build step, and whole."""
    path, _, view = address.partition("?")
    address = f"{path}.svg?{view}&text=font" if view else f"{path}.svg?text=font"
    for step in range(100):
        answer = atlas.get(f"{address}&step={step}")
        if answer.status_code == 422:
            assert f"use 0 to {step - 1}" in answer.json["errors"]["step"][0]
            break
        yield answer.text
    yield atlas.get(address).text


@pytest.mark.parametrize(
    "address",
    [
        "/v1/diagrams/xen-architecture",
        "/v1/concepts/kvm",
        "/v1/diagrams/faas-invocation",
        "/v1/comparisons/type-1-hypervisor,type-2-hypervisor",
        "/v1/comparisons/podman,docker,lxc",
        "/v1/concepts/xen?view=graph",
        "/v1/concepts/hypervisor?view=taxonomy",
        "/v1/concepts/serverless?view=taxonomy",
        "/v1/concepts/xen?view=timeline",
    ],
)
def test_a_picture_grows_step_by_step_and_nothing_moves(atlas: FlaskClient, address: str) -> None:
    *building, whole = steps_of(atlas, address)
    assert len(building) > 1
    held = [set(BOXES.findall(one)) for one in [*building, whole]]
    assert all(before <= after for before, after in itertools.pairwise(held))
    assert held[0] < held[-1] == held[-2]
    places = {key: at for key, *at in PLACED.findall(whole)}
    assert places
    assert all(places[key] == at for one in building for key, *at in PLACED.findall(one))


def test_layers_are_built_from_the_ground(atlas: FlaskClient) -> None:
    first = next(steps_of(atlas, "/v1/diagrams/xen-architecture"))
    assert 'id="va-xen-architecture-hardware"' in first
    assert 'id="va-xen-architecture-dom0"' not in first


def test_a_comparison_builds_itself_up_column_by_column(atlas: FlaskClient) -> None:
    moving = atlas.get("/v1/comparisons/type-1-hypervisor,type-2-hypervisor.svg?steps=auto").text
    assert "prefers-reduced-motion" in moving
    assert re.search(r"#va-[\w-]+c1[^{]*\{animation", moving)
    assert not re.search(r"#va-[\w-]+-c0[^{]*\{animation", moving)
