"""``python -m bench.hot``: kept answers against the same server giving the same bytes from a bare function.

Both servers run at once, one worker each, and are asked in turn by ``wrk``, so that a busy machine
slows both alike. The ratio of a pair of neighbouring rounds is what counts; the median is shown.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from service.config import ROOT

ADDRESSES = {
    "concept": "/v1/concepts/hypervisor",
    "comparison": "/v1/comparisons/type-1-hypervisor,type-2-hypervisor",
    "picture": "/v1/comparisons/type-1-hypervisor,type-2-hypervisor.svg?lang=ko",
}
ROUNDS, SECONDS, CONNECTIONS = 7, 2, 16
THREADS = "4"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: list[str], **variables: str) -> subprocess.Popen[bytes]:
    """Start a server in a process group of its own."""
    environment = {**os.environ, **variables}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)


def fetched(url: str, attempts: int = 600) -> bytes:
    """Return what stands at ``url`` as soon as somebody answers there."""
    for _ in range(attempts):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nobody answers at {url}")


def rate(url: str, *headers: str) -> float:
    """Return requests per second; anything but 2xx and 304 stops the measurement."""
    named = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", *named, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said and not headers:
        raise SystemExit(said)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def compared(own: str, bare: str, *headers: str) -> dict[str, float]:
    """Return median rates and the median ratio of neighbouring rounds."""
    rate(own), rate(bare)
    pairs = [(rate(own, *headers), rate(bare)) for _ in range(ROUNDS)]
    return {
        "own": statistics.median(pair[0] for pair in pairs),
        "bare": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(pair[0] / pair[1] for pair in pairs),
    }


def tag_of(url: str) -> str:
    """Return the entity tag of an answer."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.headers["ETag"])


def main() -> None:
    """Print one table and write it as JSON to build/bench-hot.json."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is needed: apt-get install wrk")
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        port, bare_port = free_port(), free_port()
        granian = str(Path(sys.executable).with_name("granian"))
        served = start(
            [sys.executable, "-m", "service.serve"], PORT=str(port), VIRTLAS_DATABASE_URL=f"sqlite:///{folder}/hot.db",
            VIRTLAS_WORKERS="1", VIRTLAS_THREADS=THREADS, VIRTLAS_LOG_LEVEL="warning",
        )  # fmt: skip
        try:
            for name, address in ADDRESSES.items():
                own, bare = f"http://127.0.0.1:{port}{address}", f"http://127.0.0.1:{bare_port}/"
                body = Path(folder, name)
                body.write_bytes(fetched(own))
                peer = start(
                    [granian, "--interface", "wsgi", "--port", str(bare_port), "--workers", "1", "--blocking-threads",
                     THREADS, "--log-level", "warning", "bench.bare:app"], BARE_BODY=str(body),
                )  # fmt: skip
                try:
                    if fetched(bare) != body.read_bytes():
                        raise SystemExit("the bare server gives other bytes")
                    results[name] = compared(own, bare)
                    if name == "concept":
                        results["304"] = compared(own, bare, f"If-None-Match: {tag_of(own)}")
                finally:
                    stop(peer)
        finally:
            stop(served)
    print(f"{'kept answer':14}{'requests/s':>12}{'bare':>10}{'ratio':>8}")
    for name, row in results.items():
        print(f"{name:14}{row['own']:12.0f}{row['bare']:10.0f}{row['ratio']:8.2f}")
    target = ROOT / "build/bench-hot.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=1))


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server and its worker."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


if __name__ == "__main__":
    main()
