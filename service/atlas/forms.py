"""Concepts and comparisons as Markdown, comparisons as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from service.models import Concept, Source

from .comparison_rows import Cell, Compared
from .concepts import Edge

HEADINGS = {
    "facts": ("Facts", "사실"),
    "relations": ("Relations", "관계"),
    "misconceptions": ("Common misconceptions", "흔한 오해"),
    "sources": ("Sources", "출처"),
    "choose": ("Choose", "선택 기준"),
    "property": ("Property", "속성"),
    "disputed": ("disputed", "이견 있음"),
    "when": ("when", "경우"),
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def word(name: str, language: str) -> str:
    """Return a heading in ``language``."""
    return HEADINGS[name][language == "ko"]


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line.

    >>> escape("a|b <c> *d*")
    'a\\\\|b &lt;c> \\\\*d\\\\*'
    """
    return re.sub(r"([\\`*_\[\]|#])", r"\\\1", " ".join(text.split())).replace("<", "&lt;")


def numbers(sources: Sequence[Source]) -> dict[str, int]:
    """Return the citation number of each source."""
    return {source.id: number for number, source in enumerate(sources, 1)}


def cited(sources: Sequence[str], numbered: dict[str, int]) -> str:
    """Return the marks of a claim's sources."""
    return "".join(f"[{numbered[one]}]" for one in sources if one in numbered)


def source_lines(sources: Sequence[Source]) -> list[str]:
    """Return the numbered list of sources."""
    lines = []
    for number, source in enumerate(sources, 1):
        year = f", {source.year}" if source.year else ""
        title = f"[{escape(source.title)}](<{source.url}>)" if source.url else escape(source.title)
        lines.append(f"{number}. {title}, {escape(source.publisher)}{year}")
    return lines


def concept_markdown(concept: Concept, edges: Sequence[Edge], sources: Sequence[Source], language: str) -> str:
    """Return a concept as a Markdown page with numbered citations."""
    numbered = numbers(sources)
    lines = [f"# {escape(concept.label[language])}", "", f"*{escape(concept.summary[language])}*", ""]
    lines += [concept.description[language].strip(), ""]
    if concept.facts:
        lines += [f"## {word('facts', language)}", ""]
        for fact in concept.facts:
            mark = f" ({word('disputed', language)})" if fact.disputed else ""
            label, text = escape(fact.property.label[language]), escape(fact.text[language])
            year = f" ({fact.as_of})" if fact.as_of else ""
            sources_of = cited([c.source_id for c in fact.citations], numbered)
            lines.append(f"- **{label}**: {text}{year}{mark} {sources_of}".rstrip())
        lines.append("")
    if edges:
        lines += [f"## {word('relations', language)}", ""]
        for edge in edges:
            mark = f" ({word('disputed', language)})" if edge.disputed else ""
            target = f"[{escape(edge.target.label[language])}](/v1/concepts/{edge.target.id}.md)"
            lines.append(f"- {escape(edge.label[language])}: {target}{mark} {cited(edge.sources, numbered)}".rstrip())
        lines.append("")
    if concept.misconceptions:
        lines += [f"## {word('misconceptions', language)}", ""]
        for one in concept.misconceptions:
            claim, correction = escape(one["claim"][language]), escape(one["correction"][language])
            lines.append(f"- “{claim}” → {correction} {cited(one['sources'], numbered)}")
        lines.append("")
    lines += [f"## {word('sources', language)}", "", *source_lines(sources)]
    return "\n".join(lines) + "\n"


def comparison_markdown(compared: Compared, language: str) -> str:
    """Return a comparison as a Markdown table with numbered citations."""
    numbered = numbers(compared.sources)
    labels = [escape(concept.label[language]) for concept in compared.concepts]
    lines = [f"# {escape(compared.title[language])}", "", escape(compared.summary[language]), ""]
    lines += [f"| {word('property', language)} | {' | '.join(labels)} |", "|---" * (len(labels) + 1) + "|"]
    for row in compared.rows:
        cells = [cell_markdown(cell, numbered, language) for cell in row.cells]
        lines.append(f"| {escape(row.label[language])} | {' | '.join(cells)} |")
    lines.append("")
    if compared.choose:
        lines += [f"## {word('choose', language)}", ""]
        names = {concept.id: escape(concept.label[language]) for concept in compared.concepts}
        for choice in compared.choose:
            lines.append(f"- **{names[choice['concept']]}**: {escape(choice['when'][language])}")
        lines.append("")
    lines += [f"## {word('sources', language)}", "", *source_lines(compared.sources)]
    return "\n".join(lines) + "\n"


def cell_markdown(cell: Cell | None, numbered: dict[str, int], language: str) -> str:
    """Return a cell of a Markdown table."""
    if cell is None:
        return "–"
    mark = f" ({word('disputed', language)})" if cell.disputed else ""
    return f"{escape(cell.text[language])}{mark} {cited(cell.sources, numbered)}".rstrip()


def comparison_csv(compared: Compared, language: str) -> str:
    """Return a comparison as CSV with CRLF, as RFC 4180 has it; no cell starts a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(harmless, ["property", "label", *(concept.id for concept in compared.concepts), "same"]))
    for row in compared.rows:
        cells = [cell.text[language] if cell else "" for cell in row.cells]
        writer.writerow(map(harmless, [row.property, row.label[language], *cells, "yes" if row.same else "no"]))
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text, never for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
