"""``python -m bench.asking [--large N]``: search, suggest and ask, uncached, beside one lookup of a concept.

Two tables: the whole atlas, and search over synthetic concepts in both languages, 320 and N (100,000) of them.
Nothing is kept between requests but the index; every address is asked once.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from bench.measuring import measured
from service import create_app, migrating
from service.atlas.loading import load
from service.atlas.searching import index
from service.atlas.searching.search import search
from service.config import ROOT
from service.database import db
from service.models import Concept, Name, utc_now

SMALL, LARGE = 320, 100_000
BATCH = 5_000
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
        index.build(db.session)
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


def word(chance: random.Random, syllables: Sequence[str]) -> str:
    """Return a made-up word."""
    return "".join(chance.choices(syllables, k=chance.randint(2, 4)))


def synthetic(
    number: int, chance: random.Random, vocabulary: dict[str, list[str]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the rows of one made-up concept: names in both languages, texts with words as common as Zipf has them."""
    weights = [1 / (place + 1) for place in range(len(vocabulary["en"]))]
    texts = {lang: " ".join(chance.choices(words, weights, k=60)) for lang, words in vocabulary.items()}
    label = {
        "en": f"{chance.choice(vocabulary['en'])} {word(chance, EN)}",
        "ko": f"{chance.choice(vocabulary['ko'])} {word(chance, KO)}",
    }
    identity = f"c{number}"
    concept = {
        "id": identity, "kind": "thing", "cluster": "all", "label": label, "aliases": {"en": [], "ko": []}, "former_ids": [],  # noqa: E501
        "summary": {lang: text[:80] for lang, text in texts.items()}, "description": texts, "misconceptions": [],
        "wikidata": None, "revision": 1, "updated_at": utc_now(),
    }  # fmt: skip
    names = [
        {"concept_id": identity, "field": "label", "language": lang, "text": text, "normalized": text.replace(" ", "")}
        for lang, text in label.items()
    ]
    return concept, names


EN = ("ba", "ke", "li", "mo", "nu", "ra", "si", "to", "vi", "xa", "zen", "tor", "min", "gal")
KO = ("가", "나", "도", "리", "마", "보", "서", "이", "주", "타", "한", "건", "별", "쿠")


def made_up(folder: str, size: int) -> tuple[dict[str, float], float]:
    """Measure search over ``size`` synthetic concepts; return its times and the seconds that the index took."""
    app = create_app({"DATABASE_URL": f"sqlite:///{folder}/made-{size}.db", "PICTURES": ""})
    chance = random.Random(5)
    vocabulary = {"en": [word(chance, EN) for _ in range(4000)], "ko": [word(chance, KO) for _ in range(4000)]}
    with app.app_context():
        migrating.upgrade(db.engine)
        labels: list[dict[str, str]] = []
        for first in range(0, size, BATCH):
            made = [synthetic(number, chance, vocabulary) for number in range(first, min(first + BATCH, size))]
            db.session.execute(sa.insert(Concept), [concept for concept, _ in made])
            db.session.execute(sa.insert(Name), [name for _, names in made for name in names])
            labels += [concept["label"] for concept, _ in made]
        db.session.commit()
        start = time.perf_counter()
        index.current(db.session)
        built = time.perf_counter() - start
        asked = queries(chance, labels, vocabulary)
        times = measured(lambda i: run(asked[i % len(asked)]), 400)
    app.extensions["renderers"].close()
    return times, built


def run(q: str) -> None:
    """Search once."""
    search(db.session, q, limit=20)


def queries(chance: random.Random, labels: list[dict[str, str]], vocabulary: dict[str, list[str]]) -> list[str]:
    """Return names, names with particles, misspelt names, and words of texts, common and rare."""
    found = []
    for place in range(100):
        label = chance.choice(labels)
        found += [
            label["en"],
            f"{label['ko']}는 무엇인가요",
            label["en"][:-1] + "q",
            f"what is {chance.choice(vocabulary['en'])}",
        ]
        found.append(f"{vocabulary['ko'][place]} {chance.choice(vocabulary['ko'])}")
    return found


def main() -> None:
    """Print both tables and write them to build/bench-asking.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=LARGE, help="synthetic concepts of the larger atlas")
    large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as folder:
        rows = atlas_rows(folder)
        base = rows["lookup of one concept"]["p50"]
        print(f"{'uncached, whole atlas':28}{'p50 ms':>10}{'p99 ms':>10}{'× lookup':>10}")
        slowest = 0.0
        for name, row in rows.items():
            slowest = max(
                slowest, *(row["p50"] / rows[noun]["p50"] for noun in ("search", "ask") if f"{noun}:" in name), 0
            )
            print(f"{name:28}{row['p50']:10.1f}{row['p99']:10.1f}{row['p50'] / base:10.1f}")
        print(f"slowest hostile input: {slowest:.1f} × the median of its kind")
        sizes = {}
        print(f"\n{'search, synthetic':28}{'p50 ms':>10}{'p99 ms':>10}{'× small':>10}{'index s':>10}{'peak MB':>10}")
        for size in (SMALL, large):
            times, built = made_up(folder, size)
            sizes[size] = {**times, "index_seconds": built}
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            ratio = times["p50"] / sizes[SMALL]["p50"]
            print(f"{size:<28,}{times['p50']:10.2f}{times['p99']:10.2f}{ratio:10.1f}{built:10.1f}{peak:10.0f}")
    target = Path("build/bench-asking.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"atlas": rows, "synthetic": sizes}, indent=1))


if __name__ == "__main__":
    main()
