"""Run the own question set and score it: search ranks, right answers, refusals, latency, calibration."""

from __future__ import annotations

import itertools
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from service.atlas.asking.answering import Answer, ask
from service.atlas.searching.search import search

QUESTIONS = Path(__file__).parent / "questions.yaml"
OUT_OF_SCOPE = "oos"
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True)
class Result:
    """How one question went. ``rank`` is the place of the first right hit of the search, 0 when none is among five."""

    question: dict[str, Any]
    rank: int
    answer: Answer
    right: bool
    why: str
    search_ms: float
    ask_ms: float


def questions() -> list[dict[str, Any]]:
    """Return the question set."""
    loaded: list[dict[str, Any]] = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return loaded


def options(wanted: Any) -> list[str]:
    """Return the alternatives of one wanted thing."""
    return wanted if isinstance(wanted, list) else [wanted]


def holds(text: str, term: str) -> bool:
    """Whether a text holds a term: Korean anywhere without spaces, Latin from the start of a word."""
    if re.search(r"[가-힣]", term):
        return term.replace(" ", "") in text.replace(" ", "")
    return re.search(rf"(?<![a-z0-9]){re.escape(term.lower())}", text.lower()) is not None


def judged(question: dict[str, Any], answer: Answer) -> tuple[bool, str]:
    """Return whether an answer is right, and what is wrong with it."""
    if question["kind"] == OUT_OF_SCOPE:
        return (not answer.answered, "answered" if answer.answered else "")
    if not answer.answered:
        return False, "refused"
    text = f"{answer.text} {answer.markdown}"
    missing = [one for one in question["concepts"] if not set(options(one)) & set(answer.concepts)]
    unsaid = [one for one in question.get("mention", []) if not any(holds(text, term) for term in one)]
    return (not (missing or unsaid), f"lacks {missing or ''}{unsaid or ''}" if missing or unsaid else "")


def run(session: Session, chosen: Iterable[dict[str, Any]]) -> list[Result]:
    """Search and ask every question."""
    results = []
    search(session, "warm up")
    for question in chosen:
        start = time.perf_counter()
        hits = [hit.concept.id for hit in search(session, question["q"], limit=5).items]
        between = time.perf_counter()
        context = question.get("context", ())
        answer = ask(session, question["q"], spoken=question["lang"], context=context)
        end = time.perf_counter()
        wanted = {identity for one in question.get("concepts", []) for identity in options(one)}
        found = answer.concepts[:5] if context else hits  # a search knows nothing of what was talked about
        rank = next((place for place, identity in enumerate(found, 1) if identity in wanted), 0)
        right, why = judged(question, answer)
        results.append(Result(question, rank, answer, right, why, (between - start) * 1000, (end - between) * 1000))
    return results


def share(results: Sequence[Result], good: Callable[[Result], bool]) -> float:
    """Return the share of good results; nothing is all good."""
    return sum(good(one) for one in results) / len(results) if results else 1.0


def inside(results: Sequence[Result]) -> list[Result]:
    """Return the results of questions about the field."""
    return [one for one in results if one.question["kind"] != OUT_OF_SCOPE]


def outside(results: Sequence[Result]) -> list[Result]:
    """Return the results of questions about something else."""
    return [one for one in results if one.question["kind"] == OUT_OF_SCOPE]


def top(results: Sequence[Result], most: int) -> float:
    """Return the share of questions whose concept is among the first hits."""
    return share(results, lambda one: 0 < one.rank <= most)


def reciprocal(results: Sequence[Result]) -> float:
    """Return the mean reciprocal rank."""
    return statistics.fmean(1 / one.rank if one.rank else 0.0 for one in results) if results else 1.0


def right(results: Sequence[Result]) -> float:
    """Return the share of right answers; for a question out of scope a refusal is right."""
    return share(results, lambda one: one.right)


def groups(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Return results by kind and language, the whole last."""
    found: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        found[f"{one.question['kind']} {one.question['lang']}"].append(one)
    return {**dict(sorted(found.items())), "all en": [r for r in results if r.question["lang"] == "en"],
            "all ko": [r for r in results if r.question["lang"] == "ko"], "all": list(results)}  # fmt: skip


def table(results: Sequence[Result]) -> str:
    """Return the table of ranks, right answers and latency."""
    lines = [
        f"{'kind':20}{'n':>5}{'top-1':>8}{'top-5':>8}{'MRR':>7}{'right':>8}{'refused':>9}{'search ms':>11}{'ask ms':>9}"
    ]
    for name, some in groups(results).items():
        field, other = inside(some), outside(some)
        ranks = (
            f"{top(field, 1):8.1%}{top(field, 5):8.1%}{reciprocal(field):7.2f}{right(field):8.1%}"
            if field
            else f"{'':31}"
        )
        refused = f"{right(other):9.1%}" if other else f"{'':9}"
        times = f"{statistics.median(r.search_ms for r in some):11.1f}{statistics.median(r.ask_ms for r in some):9.1f}"
        lines.append(f"{name:20}{len(some):5}{ranks}{refused}{times}")
    return "\n".join(lines)


def reliability(results: Sequence[Result]) -> str:
    """Return how often answers of each confidence were right; a refused question counts by what would be right."""
    lines = [f"{'confidence':14}{'n':>5}{'mean':>8}{'right':>8}"]
    for low, high in itertools.pairwise(BINS):
        some = [one for one in results if low <= one.answer.confidence < high]
        if some:
            mean = statistics.fmean(one.answer.confidence for one in some)
            correct = share(some, lambda one: one.right and one.question["kind"] != OUT_OF_SCOPE)
            lines.append(f"{low:.2f}–{min(high, 1.0):.2f}     {len(some):5}{mean:8.2f}{correct:8.1%}")
    return "\n".join(lines)


def failures(results: Sequence[Result]) -> str:
    """Return the questions that went wrong, with what was answered."""
    lines = []
    for one in results:
        field = one.question["kind"] != OUT_OF_SCOPE
        if not one.right or (field and one.rank != 1):
            mark = "wrong" if not one.right else f"found {one.rank or 'not'}"
            lines.append(
                f"{mark:9} {one.question['kind']:12} {one.question['q']} → {one.answer.intent} {one.answer.confidence} "
                f"{','.join(one.answer.concepts[:4])} {one.why}"
            )
    return "\n".join(lines)
