"""Answers about two to four concepts: what differs, which to choose, how they hang together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import select

from service.atlas.comparison_rows import Compared, Row
from service.atlas.comparison_words import LONGEST_CELL, stop
from service.atlas.comparisons import compare
from service.atlas.documents import comparison_key
from service.atlas.forms import escape
from service.atlas.paths import find_path, sentence_of
from service.atlas.searching.meanings import meaning
from service.atlas.searching.search import rank
from service.models import Comparison

from .draft import Draft
from .evidence import add_claims, claims, misconception, overlap, own_words, words_of
from .material import Material
from .reading import Reading
from .wording import defined, phrase

MOST = 4
ROWS, TABLE_ROWS = 3, 8


def differences(material: Material, reading: Reading, numbers: Sequence[int], intent: str = "compare") -> Draft:
    """Set concepts side by side: the editor's point or what they are, then the rows that tell most."""
    numbers = list(numbers)[:MOST]
    draft = Draft(reading.lang, intent, numbers, compared=numbers)
    compared = compare(material.session, [material.index.ids[number] for number in numbers])
    material.keep(compared.concepts)
    curated, sources = compared.curated, tuple(compared.curated["sources"]) if compared.curated else ()
    documents = [curated] if curated else pairs(material, numbers)
    if intent == "choose":
        choose(draft, documents, compared)
    for document in documents:
        draft.say(document["message"][reading.lang], document["sources"])
    if curated:
        draft.say(curated["verdict"][reading.lang], sources)
    else:
        draft.sure = 0.9 if documents else 0.75
        for concept in compared.concepts:
            draft.say(defined(concept, reading.lang))
    rows = telling(material, reading, compared)
    for row in rows[:ROWS]:
        told = "; ".join(
            f"{concept.label[reading.lang]} — {cell.text[reading.lang].rstrip('.')}"
            for concept, cell in zip(compared.concepts, row.cells, strict=True)
            if cell is not None
        )
        draft.told.add(row.property)
        cited = [source for cell in row.cells if cell for source in cell.sources[:1]]
        draft.add(told, dict.fromkeys(cited), row.label[reading.lang])
    if intent != "choose":
        choose(draft, documents, compared)
    draft.tables.append(lambda: table(draft, compared, rows[:TABLE_ROWS]))
    for concept in compared.concepts:
        draft.further(defined(concept, reading.lang))
    corrected = misconception(material.index, reading, compared.concepts)
    if corrected is not None and corrected[1] > 0.2:
        draft.further(corrected[0]["correction"][reading.lang], corrected[0]["sources"])
    return draft


def pairs(material: Material, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Return the curated comparisons among the concepts, the widest first."""
    found = []
    for size in range(len(numbers) - 1, 1, -1):
        for some in combinations(numbers, size):
            document = curated_of(material, some)
            if document is not None:
                found.append(document)
    if not found:
        wider = [key for key in material.index.comparisons if set(numbers) <= key]
        found = [one for key in wider[:1] if (one := curated_of(material, sorted(key))) is not None]
    return found[:2]


def curated_of(material: Material, numbers: Sequence[int]) -> dict[str, Any] | None:
    """Return the curated comparison of exactly these concepts."""
    if frozenset(numbers) not in material.index.comparisons:
        return None
    key = comparison_key(material.index.ids[number] for number in numbers)
    return material.session.scalar(select(Comparison.document).where(Comparison.key == key))


def choose(draft: Draft, documents: Sequence[dict[str, Any]], compared: Compared) -> None:
    """Add when to choose which, as the editors wrote it."""
    labels = {concept.id: concept.label[draft.lang] for concept in compared.concepts}
    for document in documents:
        for choice in document["choose"]:
            if choice["concept"] in labels:
                when = choice["when"][draft.lang].rstrip(".")
                text = phrase("choose", draft.lang, a=labels[choice["concept"]], when=when)
                (draft.say if draft.intent == "choose" else draft.add)(text, document["sources"][:1])


def telling(material: Material, reading: Reading, compared: Compared) -> list[Row]:
    """Return the rows in the order in which they matter: asked for, about the words of the question, curated."""
    names = {word for concept in compared.concepts for word in own_words(concept)}
    wanted = reading.words - names
    place = {name: index for index, name in enumerate(compared.curated["properties"])} if compared.curated else {}

    def matter(row: Row) -> tuple[float, ...]:
        cells = [cell for cell in row.cells if cell]
        words = words_of([*row.label.values(), *(text for cell in cells for text in cell.text.values())])
        shared = overlap(material.index, wanted, words)
        short = all(len(cell.text[reading.lang]) <= LONGEST_CELL for cell in cells)
        return (
            row.property not in reading.properties,
            -round(shared, 3),
            row.same,
            -len(cells),
            not short,
            place.get(row.property, len(place)),
            -material.lexicon.telling[row.property],
        )

    return sorted((row for row in compared.rows if sum(cell is not None for cell in row.cells) > 1), key=matter)


def table(draft: Draft, compared: Compared, rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table with citation marks."""
    heads = " | ".join(escape(concept.label[draft.lang]) for concept in compared.concepts)
    lines = [f"| | {heads} |", "|---" * (len(compared.concepts) + 1) + "|"]
    for row in rows:
        cells = [
            f"{escape(cell.text[draft.lang])} {draft.mark(cell.sources, 1)}" if cell else "–" for cell in row.cells
        ]
        lines.append(f"| {escape(row.label[draft.lang])} | {' | '.join(cells)} |")
    return "\n".join(lines) if rows else ""


def relate(material: Material, reading: Reading) -> Draft:
    """Say how two concepts hang together: the relation between them, what people mistake about it, what each is."""
    numbers = reading.order[:MOST]
    draft = Draft(reading.lang, "relation", numbers, compared=numbers)
    concepts = material.concepts(numbers)
    for one, other in combinations(concepts, 2):
        path = find_path(material.session, one.id, other.id)
        if len(path.steps) == 1:
            for step in path.steps:
                draft.say(stop(sentence_of(step.relation, step.start, step.end)[reading.lang]), step.sources)
    document = curated_of(material, numbers)
    if document is not None:
        draft.say(document["message"][reading.lang], document["sources"])
    for pair in [] if document else pairs(material, numbers):
        draft.say(pair["message"][reading.lang], pair["sources"])
    if not draft.lead:
        between(material, reading, draft, numbers)
    for correction, sources in corrections(concepts, reading.lang):
        draft.add(correction, sources)
    for concept in concepts:
        draft.add(defined(concept, reading.lang))
    if len(concepts) > 1:
        compared = compare(material.session, [concept.id for concept in concepts])
        rows = telling(material, reading, compared)[:4]
        draft.tables.append(lambda: table(draft, compared, rows))
    return draft


def between(material: Material, reading: Reading, draft: Draft, numbers: Sequence[int]) -> None:
    """Say what stands between concepts that no relation joins: what each is related with, nearest to the question."""
    index, lang = material.index, reading.lang
    joint = set.intersection(*(index.neighbours(number) for number in numbers))
    spoken = [one for one, _ in rank(index, reading.question, reading.found) if one not in numbers][:2]
    if not draft.lead:
        draft.sure = 0.7
        draft.say(phrase("unjoined", lang, a=material.label(numbers[0], lang), b=material.label(numbers[-1], lang)))
    close = sorted(joint, key=lambda one: (one not in spoken, -index.prominence(one), one))[:4]
    if close:
        names = ", ".join(material.label(one, lang) for one in close)
        draft.say(phrase("between", lang, names=names))
        draft.concepts += [one for one in close if one not in draft.concepts]
    for concept in material.concepts(list(dict.fromkeys([*close[:1], *spoken[:1]]))):
        draft.concepts.append(index.numbers[concept.id])
        draft.add(defined(concept, lang))
        add_claims(draft, claims(index, material.lexicon, reading, concept), 1, prefix=f"{concept.label[lang]} · ")


def corrections(concepts: Sequence[Any], lang: str) -> list[tuple[str, list[str]]]:
    """Return corrections of beliefs about one of the concepts that name another."""
    found = []
    for concept in concepts:
        others = [other.label[lang] for other in concepts if other is not concept]
        for one in concept.misconceptions:
            if any(other in one["claim"][lang] for other in others):
                found.append((one["correction"][lang], one["sources"]))
    return found[:2]


def partner(material: Material, reading: Reading) -> list[int]:
    """Return what a lone concept is meant to be compared with: named in part, or told apart among its kinds."""
    number = reading.concepts[0]
    index = material.index
    with_it = [key for key in index.comparisons if number in key]
    rest = {meaning(word) for word in reading.found.rest}

    def named(key: frozenset[int]) -> int:
        return sum(bool(rest & words_of([*index.labels[one].values(), index.ids[one]])) for one in key if one != number)

    half = [key for key in with_it if named(key)]
    if half:
        best = max(half, key=lambda key: (named(key), -len(key)))
        return [number, *sorted(best - {number})]
    kinds = set(material.narrower(number))
    known = {key: sum(index.prominence(one) for one in key) / len(key) for key in index.comparisons if key <= kinds}
    among = sorted(known, key=lambda key: (-known[key], sorted(key)))
    if among:
        return sorted(among[0])
    return []
