"""The README's examples are run as they stand, and their output is real."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.serving import make_server

from service.config import ROOT

EXAMPLE = re.compile(r"```sh\n(curl [^\n]*)\n```\n```\n(.*?)```", re.DOTALL)
READMES = ("README.md", "README.ko.md")


@pytest.fixture(scope="module")
def address(atlas_app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, atlas_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def examples(readme: str) -> list[tuple[str, str]]:
    return EXAMPLE.findall((ROOT / readme).read_text(encoding="utf-8"))


@pytest.mark.parametrize("readme", READMES)
def test_there_are_six_examples(readme: str) -> None:
    assert len(examples(readme)) == 6


@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples are told with curl")
@pytest.mark.parametrize(("readme", "index"), [(readme, index) for readme in READMES for index in range(6)])
def test_each_example_prints_what_the_readme_shows(address: str, readme: str, index: int) -> None:
    command, shown = examples(readme)[index]
    done = subprocess.run(
        ["sh", "-c", command.replace("127.0.0.1:8000", address)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.replace("\r\n", "\n").replace(address, "127.0.0.1:8000") == shown


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_stand_in_it(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text
