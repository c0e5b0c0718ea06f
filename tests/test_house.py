"""The rules of the house: what may import what, how long a file may be, what a name must say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.config import PREFIX, ROOT, SETTINGS

PYTHON = sorted(
    path for folder in ("service", "diagrams", "bench") for path in (ROOT / folder).rglob("*.py")
)  # fmt: skip


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): count for path in PYTHON if (count := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_names_say_something() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "stuff"}
    assert [str(path) for path in PYTHON if path.stem in vague] == []


def public(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.ClassDef]:
    """The public functions, classes and methods of a module; what stands inside a function is its own business."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public(node.body)
    return found


def test_public_functions_and_classes_say_what_they_do() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in PYTHON
        for node in public(ast.parse(path.read_text()).body)
        if ast.get_docstring(node) is None
    ]
    assert silent == []


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_every_setting_is_documented(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    rows = set(re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \|", text, re.MULTILINE))
    assert rows == {setting.name for setting in SETTINGS}


def test_no_concept_is_named_in_code() -> None:
    """Every id with a hyphen is too odd to be an accident; single words may be English."""
    ids = {path.stem for path in (ROOT / "knowledge/concepts").rglob("*.yaml") if "-" in path.stem}
    told = []
    for path in PYTHON:
        if path.parts[-2] == "bench":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and node.value in ids:
                told.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value}")
    examples = [one for one in told if "routes/" in one]
    assert sorted(set(told) - set(examples)) == []
