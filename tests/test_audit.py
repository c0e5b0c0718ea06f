"""The look for known vulnerabilities: where nobody could be asked, that is said, and never passes for a clean bill."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from types import ModuleType
from typing import Any

import pytest

from service.config import ROOT

CLEAN: dict[str, Any] = {"name": "flask", "version": "3.1.0", "vulns": []}
HURT: dict[str, Any] = {"name": "old", "version": "1.0", "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}]}
UNKNOWN: dict[str, Any] = {"name": "any", "skip_reason": "the service cannot be reached"}


@pytest.fixture
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "packaging" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("listed", "strict", "status", "said"),
    [
        ([CLEAN], False, 0, "1 packages looked up, 0 vulnerabilities"),
        ([CLEAN, HURT], False, 1, "old 1.0: CVE-1; fixed in 1.1"),
        ([CLEAN, UNKNOWN], False, 0, "NOT CHECKED: 1 of 2 packages (the service cannot be reached)"),
        ([CLEAN, UNKNOWN], True, 1, "NOT CHECKED: 1 of 2 packages"),
        ([UNKNOWN], False, 0, "NOT CHECKED: 1 of 1 packages"),
        (None, False, 0, "NOT CHECKED: all packages (ConnectionError: no network)"),
        (None, True, 1, "NOT CHECKED: all packages"),
    ],
)
def test_what_could_not_be_looked_up_is_said(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    listed: list[dict[str, Any]] | None,
    strict: bool,
    status: int,
    said: str,
) -> None:
    written = "" if listed is None else json.dumps({"dependencies": listed})
    done = subprocess.CompletedProcess([], 1, written, "Traceback\nConnectionError: no network\n")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: done)
    monkeypatch.setattr(audit.sys, "argv", ["audit.py", *(["--strict"] if strict else [])])
    assert audit.main() == status
    told = capsys.readouterr().out
    assert said in told
    assert (" 0 vulnerabilities" in told) == (listed is not None and CLEAN in listed and HURT not in listed)
