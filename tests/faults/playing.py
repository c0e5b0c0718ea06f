"""One scenario, played in a process of its own: those that run side by side share nothing."""

from __future__ import annotations

import importlib
import shutil
import tempfile
import time
import traceback
from pathlib import Path

from .outcome import Outcome

Row = tuple[str, Outcome, float]  # a scenario, what came of it, and its seconds


def played(rounds: int, loaded: Path, name: str) -> Row:
    """Run one scenario on a copy of the folder ``loaded``; one that breaks off has lost."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"fault-{name}-", ignore_cleanup_errors=True) as folder:
        shutil.copytree(loaded, folder, dirs_exist_ok=True)
        try:
            outcome: Outcome = importlib.import_module(f"tests.faults.{name}").run(rounds, Path(folder))
        except Exception:
            traceback.print_exc()
            outcome = Outcome("broke off", 0, ["the scenario itself failed; see above"])
    return name, outcome, time.monotonic() - began
