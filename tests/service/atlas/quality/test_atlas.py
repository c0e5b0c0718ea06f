"""The atlas itself stands up to its own check."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from service.atlas.consistency import check
from service.atlas.folder import read_folder
from service.atlas.quality import findings
from tests.conftest import KNOWLEDGE


@pytest.mark.slow
def test_the_atlas_has_neither_error_nor_warning() -> None:
    folder = read_folder(KNOWLEDGE)
    assert [str(one) for one in [*check(folder), *findings(folder)]] == []


def test_a_sound_folder_passes_a_strict_check(bakery: Flask) -> None:
    run = bakery.test_cli_runner().invoke
    assert run(args=["knowledge", "check", "--strict"]).exit_code == 0


def test_warnings_fail_a_strict_check_alone(app: Flask, bread: Path) -> None:
    file = bread / "concepts/breads/baguette.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("ko: 길다.", "ko: 길다"), encoding="utf-8")
    run = app.test_cli_runner().invoke
    plain, strict = run(args=["knowledge", "check"]), run(args=["knowledge", "check", "--strict"])
    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert "no stop after" in plain.output
