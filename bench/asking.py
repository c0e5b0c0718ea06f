"""``python -m bench.asking``: search, suggest and ask over the whole atlas, uncached, beside one lookup of a concept.

Nothing is kept between requests but the index; every address is asked once. ``bench.searching`` has larger atlases.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import yaml

from bench.measuring import measured
from service import create_app, migrating
from service.atlas.loading import load
from service.atlas.searching import index
from service.config import ROOT
from service.database import db

LOOKED_UP = ("xen", "kvm", "hypervisor", "container", "serverless", "vdi")
BEGINNINGS = ("하", "하잎", "ㅎㅇ", "vm", "k", "가상", "type", "dock", "서버", "ㄱㅅㅎ")


# What nobody means as a question, as long as one may be.
NOISE = {
    "one Korean run": "가나다라마바사아자차카타파하",
    "names in one run": "가상화의",
    "particles": "은는이가을를의에",
    "particles apart": "은 는 이 가 ",
    "stop words in one run": "뭐가어떻게왜",
    "names": "xen kvm docker container ",
    "scripts mixed": "xen은kvm이docker가 ",
    "typos": "hypervsor kubernets virtulbox contaner ",
    "numbers": "1 2 3 4 ",
    "emoji and a word": "😀🐳 xen ",
    "quotes, operators": '"(xen* NEAR AND OR -',
    "SQL": "'; DROP TABLE concept; --",
    "initials": "ㅎㅇㅍㅂㅇㅈ",
    "other layout": "gkdlvjqkdlwj ",
    "Japanese": "仮想マシンとコンテナの違い",
    "Arabic": "المشرف ",
}
HOSTILE = {name: (text * 1000)[:1000] for name, text in NOISE.items()}


def questions() -> list[str]:
    """Return the questions of the own set."""
    loaded = yaml.safe_load((ROOT / "tests/eval/questions.yaml").read_text(encoding="utf-8"))
    return [one["q"] for one in loaded]


def atlas_rows(folder: str) -> dict[str, dict[str, float]]:
    """Measure lookup, search, suggest and ask over the whole atlas."""
    app = create_app({"DATABASE_URL": f"sqlite:///{folder}/atlas.db", "HOT_MEGABYTES": 0, "GAPS": 0, "PICTURES": "",
                      "REQUESTS_PER_MINUTE": 0, "PICTURES_PER_MINUTE": 0})  # fmt: skip
    with app.app_context():
        migrating.upgrade(db.engine)
        load(db.session, ROOT / "knowledge")
        start = time.perf_counter()
        index.current(db.session)
        built = (time.perf_counter() - start) * 1000
    client = app.test_client()
    asked = questions()

    def get(address: str, q: str | None = None) -> None:
        answer = client.get(address, query_string={"q": q} if q else None)
        assert answer.status_code == 200, (address, q, answer.status_code)

    rounds = len(asked)
    rows = {
        "lookup of one concept": measured(lambda i: get(f"/v1/concepts/{LOOKED_UP[i % 6]}?n={i}"), 120),
        "search": measured(lambda i: get("/v1/search", asked[i % rounds]), rounds),
        "suggest": measured(lambda i: get("/v1/suggest", BEGINNINGS[i % len(BEGINNINGS)]), 200),
        "ask": measured(lambda i: get("/v1/ask", asked[i % rounds]), rounds),
        "building the index": {"p50": built, "p99": built},
    }
    for name, text in HOSTILE.items():
        for noun in ("search", "ask"):
            rows[f"{noun}: {name}"] = measured(lambda _, noun=noun, text=text: get(f"/v1/{noun}", text), 5)  # type: ignore[misc]
    app.extensions["renderers"].close()
    return rows


def promised(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return what is promised of search, suggest and ask over the whole atlas."""
    found = {
        f"{noun}, {share}, ms": rows[noun][share] for noun in ("search", "suggest", "ask") for share in ("p50", "p99")
    }
    slowest = max(row["p50"] / rows[name.partition(":")[0]]["p50"] for name, row in rows.items() if ":" in name)
    ratio = rows["ask"]["p50"] / rows["lookup of one concept"]["p50"]
    return {**found, "ask / lookup of one concept": ratio, "slowest hostile input / median": slowest}


def main() -> None:
    """Print the table and write it to build/bench-asking.json."""
    with tempfile.TemporaryDirectory() as folder:
        rows = atlas_rows(folder)
        base = rows["lookup of one concept"]["p50"]
        print(f"{'uncached, whole atlas':28}{'p50 ms':>10}{'p99 ms':>10}{'× lookup':>10}")
        for name, row in rows.items():
            print(f"{name:28}{row['p50']:10.1f}{row['p99']:10.1f}{row['p50'] / base:10.1f}")
        for name, value in promised(rows).items():
            print(f"{name:32}{value:8.1f}")
    target = Path("build/bench-asking.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"atlas": rows}, indent=1))


if __name__ == "__main__":
    main()
