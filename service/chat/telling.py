"""Short values as short text: what a model reads when it does not look at structured content."""

from __future__ import annotations

from collections.abc import Sequence

from . import values

MOST_TOLD = 6


def marks(numbers: Sequence[int]) -> str:
    """Return citation marks."""
    return "".join(f"[{number}]" for number in numbers)


def sources(listed: Sequence[values.SourceBrief]) -> list[str]:
    """Return the list of sources."""
    return [f"[{one['number']}] {one['title']} {one['url'] or ''}".rstrip() for one in listed]


def found(value: values.FoundBrief) -> str:
    """Tell what a search found."""
    lines = [f"- {one['id']} ({one['label']}): {one['summary']}" for one in value["items"]]
    return "\n".join(lines) or "Nothing was found. Try fewer or other words, in English or Korean."


def concept(value: values.ConceptBrief) -> str:
    """Tell a concept: its summary and first facts."""
    lines = [f"{value['label']} ({value['id']}): {value['summary']}"]
    lines += [
        f"- {one['label']}: {one['text']}{' (disputed)' if one['disputed'] else ''} {marks(one['sources'])}"
        for one in value["facts"][:MOST_TOLD]
    ]
    cited = {number for one in value["facts"][:MOST_TOLD] for number in one["sources"]}
    return "\n".join([*lines, *sources([one for one in value["sources"] if one["number"] in cited])])


def comparison(value: values.ComparisonBrief) -> str:
    """Tell a comparison: its summary, first rows and when to choose which."""
    lines = [value["title"], value["summary"]]
    for row in value["rows"][:MOST_TOLD]:
        cells = [f"{one['label']} = {cell or '–'}" for one, cell in zip(value["concepts"], row["cells"], strict=True)]
        lines.append(f"- {row['label']}: {' | '.join(cells)} {marks(row['sources'])}")
    lines += [f"→ {one['concept']}: {one['when']}" for one in value["choose"]]
    cited = {number for row in value["rows"][:MOST_TOLD] for number in row["sources"]}
    return "\n".join([*lines, *sources([one for one in value["sources"] if one["number"] in cited])])


def answer(value: values.AnswerBrief) -> str:
    """Tell an answer with its citations and what to ask next."""
    lines = [value["text"], *sources(value["citations"])]
    lines += [f"? {one['question']}" for one in value["follow_ups"]]
    return "\n".join(lines)
