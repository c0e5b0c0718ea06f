"""The paragraph that sums a comparison up, made from its rows and relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.models import Concept

from . import english, korean
from .comparison_rows import Row, SharedRelation

MOST_ROWS = 3
LONGEST_CELL = 110  # characters of a cell that a sentence can carry


def summary_of(
    concepts: Sequence[Concept],
    rows: Sequence[Row],
    relations: Sequence[SharedRelation],
    curated: dict[str, Any] | None,
) -> dict[str, str]:
    """Return one paragraph in both languages: the verdict, what is shared, what differs."""
    parts: list[dict[str, str]] = [curated["verdict"]] if curated else []
    common = common_kind(concepts, relations)
    if common:
        parts.append(common)
    elif not curated:
        parts += [concept.summary for concept in concepts]
    telling = [row for row in rows if not row.same and all(row.cells) and short(row)]
    parts += [difference(concepts, row) for row in telling[:MOST_ROWS]]
    if not parts:
        parts = [concept.summary for concept in concepts]
    return {language: " ".join(stop(part[language]) for part in parts) for language in ("en", "ko")}


def common_kind(concepts: Sequence[Concept], relations: Sequence[SharedRelation]) -> dict[str, str] | None:
    """Return what all of the concepts are, when they are of one kind."""
    shared = [one for one in relations if one.hierarchy and one.direction == "out" and len(one.of) == len(concepts)]
    if not shared:
        return None
    kind = shared[0].target.label
    names = {language: [concept.label[language] for concept in concepts] for language in ("en", "ko")}
    every = {"en": "Both" if len(concepts) == 2 else "All", "ko": "둘 다" if len(concepts) == 2 else "모두"}
    return {
        "en": f"{every['en']} {english.listed(names['en'])} are kinds of {lower(kind['en'])}.",
        "ko": korean.attach(f"{korean.listed(names['ko'])}은(는) {every['ko']} {kind['ko']}에 속한다."),
    }


def lower(label: str) -> str:
    """Return a label as it stands inside a sentence: "hypervisor" but "KVM", "DaaS" and "Virtual Machine Disk"."""
    return label[0].lower() + label[1:] if label[1:].islower() else label


def short(row: Row) -> bool:
    """Whether a sentence can carry every cell of the row."""
    return all(cell is not None and len(cell.text["en"]) <= LONGEST_CELL for cell in row.cells)


def difference(concepts: Sequence[Concept], row: Row) -> dict[str, str]:
    """Return one row as a sentence."""
    told = {
        language: [
            f"{concept.label[language]} — {cell.text[language].rstrip('.')}"
            for concept, cell in zip(concepts, row.cells, strict=True)
            if cell is not None
        ]
        for language in ("en", "ko")
    }
    return {language: f"{row.label[language]}: {'; '.join(told[language])}." for language in ("en", "ko")}


def stop(sentence: str) -> str:
    """End a sentence."""
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?", "。")) else sentence + "."
