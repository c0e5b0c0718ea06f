"""``python -m service.serve``: a real process that starts, answers, complains and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from service.config import ROOT
from tests.conftest import BREAD


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(tmp_path: Path, port: int, knowledge: Path = BREAD) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PORT": str(port),
        "VIRTLAS_DATABASE_URL": f"sqlite:///{tmp_path}/served/virtlas.db",
        "VIRTLAS_KNOWLEDGE": str(knowledge),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "service.serve"],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def wait_for(port: int) -> dict[str, object]:
    for _ in range(900):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/concepts/rye", timeout=5) as answer:
                found: dict[str, object] = json.load(answer)
                return found
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")


def test_it_migrates_loads_serves_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    with start(tmp_path, port) as process:
        assert wait_for(port)["id"] == "rye"
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 0, output
    assert f"http://127.0.0.1:{port}" in output
    assert "Traceback" not in output


def test_a_taken_port_is_told_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with start(tmp_path, port) as process:
            output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use. Try another port: make run PORT=" in output


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    environment = {**os.environ, "PORT": port}
    done = subprocess.run(
        [sys.executable, "-m", "service.serve"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "is not a port" in done.stderr) == (1, True)


def test_broken_knowledge_is_not_served(tmp_path: Path, bread: Path) -> None:
    (bread / "kinds.yaml").write_text("- {id: bread", encoding="utf-8")
    with start(tmp_path, free_port(), bread) as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "kinds.yaml:" in output


def workers(process: subprocess.Popen[str]) -> list[int]:
    """Return the children that answer."""
    listed = [path.read_text().split() for path in Path(f"/proc/{process.pid}/task").glob("*/children")]
    found = [int(child) for children in listed for child in children]
    return [one for one in found if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
def test_it_answers_again_after_its_worker_was_killed_twice_in_a_row(tmp_path: Path) -> None:
    port = free_port()
    with start(tmp_path, port) as process:
        try:
            wait_for(port)
            killed: set[int] = set()
            while len(killed) < 2:
                for worker in set(workers(process)) - killed:
                    killed.add(worker)
                    os.kill(worker, signal.SIGKILL)
                time.sleep(0.05)
            time.sleep(0.5)
            assert wait_for(port)["id"] == "rye"
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
