"""``python -m bench.calling``: MCP calls per second on one worker, ten calls of the official client, packed answers.

The load comes from ``wrk``, four calls in turn over kept connections; the server answers from memory in the first
row and through the SDK each time in the second (``VIRTLAS_MCP_MEGABYTES=0``).
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import anyio
from mcp import Client

from service import create_app
from service.chat import channels
from service.chat.reading import Reader
from service.chat.reply import question_of, reply_to
from service.config import ROOT

from .serving import fetched, free_port, running

ROUNDS, SECONDS, CONNECTIONS, THREADS = 5, 3, 8, "4"
VERSION = "2026-07-28"
META = {"io.modelcontextprotocol/protocolVersion": VERSION, "io.modelcontextprotocol/clientCapabilities": {}}
LOADED = (
    ("get_concept", {"concept": "kvm"}),
    ("compare", {"concepts": ["xen", "kvm"]}),
    ("ask", {"question": "What is a hypervisor?"}),
    ("search_concepts", {"query": "가상머신"}),
)
QUESTION = "하이퍼바이저 타입1 타입2 차이"
LUA = """
local bodies, names, turn = {%s}, {%s}, 0
request = function()
  turn = turn %% #bodies + 1
  return wrk.format("POST", "/mcp", {["Content-Type"] = "application/json",
    ["Accept"] = "application/json, text/event-stream", ["MCP-Protocol-Version"] = "%s",
    ["Mcp-Method"] = "tools/call", ["Mcp-Name"] = names[turn]}, bodies[turn])
end
"""


def script(folder: Path) -> Path:
    """Write what wrk sends."""
    calls = [
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": given, "_meta": META}}
        for name, given in LOADED
    ]
    bodies = ", ".join(f"[==[{json.dumps(call, ensure_ascii=False)}]==]" for call in calls)
    path = folder / "calls.lua"
    path.write_text(LUA % (bodies, ", ".join(f'"{name}"' for name, _ in LOADED), VERSION), encoding="utf-8")
    return path


def rate(base: str, lua: Path) -> float:
    """Return the median of calls per second; an answer that is no 200 stops the measurement."""
    rates = []
    for number in range(ROUNDS + 1):
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "-s", str(lua), base]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said:
            raise SystemExit(said)
        if number:  # the first round warms up
            rates.append(float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]))
    return statistics.median(rates)


def served(database: str, port: int, megabytes: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Return one worker on ``database``; it runs as long as the context stands."""
    return running(
        [sys.executable, "-m", "service.serve"], PORT=str(port), VIRTLAS_DATABASE_URL=database, VIRTLAS_WORKERS="1",
        VIRTLAS_THREADS=THREADS, VIRTLAS_LOG_LEVEL="warning", VIRTLAS_MCP_MEGABYTES=str(megabytes),
        VIRTLAS_PICTURES=f"{Path(database.removeprefix('sqlite:///')).parent}/pictures",
    )  # fmt: skip


async def transcript(address: str) -> list[dict[str, Any]]:
    """Return ten calls of the official client: what was called, how large the answer was, how long it took."""
    rows: list[dict[str, Any]] = []

    async def timed(name: str, call: Callable[[], Any]) -> None:
        begun = time.perf_counter()
        answer = await call()
        took = (time.perf_counter() - begun) * 1000
        body = answer.model_dump_json(by_alias=True, exclude_none=True)
        rows.append({"call": name, "bytes": len(body.encode()), "milliseconds": round(took, 1), "begins": told(answer)})

    async with Client(address) as client:
        await timed("tools/list", client.list_tools)
        for name, given in (
            ("search_concepts", {"query": "가상머신"}),
            ("get_concept", {"concept": "KVM"}),
            ("compare", {"concepts": ["Xen", "KVM"], "lang": "ko"}),
            ("explain_path", {"start": "virsh", "end": "kvm"}),
            ("ask", {"question": QUESTION}),
            ("draw", {"concepts": ["type-1-hypervisor", "type-2-hypervisor"], "lang": "ko"}),
            ("get_concept", {"concept": "hypervizor"}),
        ):
            await timed(
                f"{name} {json.dumps(given, ensure_ascii=False)}", lambda n=name, g=given: client.call_tool(n, g)
            )
        await timed("resources/read virtlas://concept/xen", lambda: client.read_resource("virtlas://concept/xen"))
        await timed("prompts/get quiz_me", lambda: client.get_prompt("quiz_me", {"topic": "KVM"}))
    return rows


def told(answer: Any) -> str:
    """Return the beginning of an answer's text."""
    parts = getattr(answer, "content", None) or getattr(answer, "contents", None) or ()
    texts = [one.text for one in parts if getattr(one, "text", None)]
    return texts[0].splitlines()[0][:70] if texts else ""


def packed(database: str) -> dict[str, Any]:
    """Return one comparison as each channel is sent it."""
    app = create_app({"DATABASE_URL": database, "RENDERERS": 1, "PICTURES": ""})
    reply = reply_to(Reader(app.wsgi_app, "https://atlas.example"), question_of(QUESTION))
    app.extensions["renderers"].close()
    return {name: channel.pack(reply) for name, channel in channels.found().items()}


def main() -> None:
    """Print the tables and write them as JSON to build/bench-calling.json."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is needed: apt-get install wrk")
    results: dict[str, Any] = {"calls per second": {}}
    with tempfile.TemporaryDirectory() as folder:
        database, lua = f"sqlite:///{folder}/calling.db", script(Path(folder))
        for name, megabytes in (("kept", 16), ("through the SDK", 0)):
            port = free_port()
            with served(database, port, megabytes):
                base = f"http://127.0.0.1:{port}"
                fetched(f"{base}/readyz")
                if megabytes:
                    results["transcript"] = anyio.run(transcript, f"{base}/mcp")
                results["calls per second"][name] = rate(base, lua)
        results["packed"] = packed(database)
    for name, each in results["calls per second"].items():
        print(f"MCP calls, {name:16}{each:8.0f}/s")
    for row in results["transcript"]:
        print(f"{row['milliseconds']:8.1f} ms{row['bytes']:9} bytes  {row['call']}  → {row['begins']}")
    for name, value in results["packed"].items():
        print(f"{name:12}{len(json.dumps(value, ensure_ascii=False).encode()):7} bytes")
    target = ROOT / "build/bench-calling.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
