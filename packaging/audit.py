"""Ask whether a locked package has a known vulnerability, and say plainly when nobody could be asked.

``pip-audit`` ends well where it could look nothing up: a network without the vulnerability service would pass for a
clean bill. Exit status 1: something was found, or, with ``--strict``, something could not be looked up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
SECONDS = 300


def main() -> int:
    """Print one line, and one for each finding."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), "--no-deps", "--disable-pip", "-f", "json"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
        listed = json.loads(said.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return unchecked("all packages", f"no answer within {SECONDS} seconds")
    except json.JSONDecodeError:
        return unchecked("all packages", (said.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1])
    skipped = [one["skip_reason"] for one in listed if "skip_reason" in one]
    found = [(one["name"], one["version"], bug) for one in listed for bug in one.get("vulns", ())]
    for name, version, bug in found:
        print(f"{name} {version}: {bug['id']}; fixed in {', '.join(bug['fix_versions']) or 'no version yet'}")
    if len(skipped) < len(listed):
        print(f"pip-audit: {len(listed) - len(skipped)} packages looked up, {len(found)} vulnerabilities")
    failed = unchecked(f"{len(skipped)} of {len(listed)} packages", skipped[0]) if skipped else 0
    return int(bool(found)) or failed


def unchecked(which: str, reason: str) -> int:
    """Say that nobody was asked about some packages, and why; return whether that is a failure."""
    print(f"pip-audit: NOT CHECKED: {which} ({reason[:200]}); run `make audit` where the network is")
    return int("--strict" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
