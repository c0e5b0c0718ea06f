"""Two to six concepts side by side: aligned rows, shared relations, a summary, when to choose which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Ambiguous, Invalid, Moved
from service.models import Comparison, Concept, Fact, Property

from .comparison_rows import Cell, Compared, Row, SharedRelation
from .comparison_words import summary_of
from .concepts import Edge, Page, edges_of, load_concepts, load_sources, paged
from .documents import comparison_key
from .names import resolve

FEWEST, MOST = 2, 6
NAMES_IN_CELL = 5  # a cell that is filled from relations names at most so many


def canonical(session: Session, references: Sequence[str]) -> list[str]:
    """Return the ids that ``references`` are.

    Raises:
        Invalid: fewer than two, more than six, or one twice.
        Moved: some reference is another name, or the id of a curated comparison.
        Unknown, Ambiguous: see :func:`resolve`.
    """
    if len(references) == 1:
        curated = session.get(Comparison, references[0][:80])
        if curated is not None:
            raise Moved(references[0], ",".join(curated.document["concepts"]))
    if not FEWEST <= len(references) <= MOST:
        raise Invalid(
            "ids",
            f"name {FEWEST} to {MOST} concepts, separated by commas; {len(references)} given",
            f"개념 {FEWEST}~{MOST}개를 쉼표로 구분해 주십시오. {len(references)}개가 들어왔습니다",
        )
    found = []
    for index, reference in enumerate(references):
        try:
            found.append(resolve(session, reference))
        except Moved as moved:
            found.append(moved.canonical)
        except Ambiguous as ambiguous:
            before, after = ",".join(references[:index]), ",".join(references[index + 1 :])
            whole = [",".join(filter(None, (before, one, after))) for one in ambiguous.candidates]
            raise Ambiguous(",".join(references), whole) from ambiguous
    if len(set(found)) < len(found):
        twice = next(one for one in found if found.count(one) > 1)
        raise Invalid("ids", f"{twice} stands twice; compare different concepts", f"{twice}이(가) 두 번 나옵니다")
    if found != list(references):
        raise Moved(",".join(references), ",".join(found))
    return found


def compare(session: Session, references: Sequence[str]) -> Compared:
    """Compare concepts; see :func:`canonical` for the errors."""
    ids = canonical(session, references)
    concepts = load_concepts(session, ids)
    curated = session.scalar(sa.select(Comparison.document).where(Comparison.key == comparison_key(ids)))
    edges = {concept.id: edges_of(concept) for concept in concepts}
    rows = rows_of(session, concepts, edges, curated)
    relations = shared_relations(concepts, edges)
    named = [source for row in rows for cell in row.cells if cell for source in cell.sources]
    if curated:
        named += curated["sources"]
    return Compared(
        concepts=concepts,
        rows=rows,
        relations=relations,
        summary=summary_of(concepts, rows, relations, curated),
        title=curated["title"] if curated else title_of(concepts),
        curated=curated,
        sources=load_sources(session, named),
    )


def title_of(concepts: Sequence[Concept]) -> dict[str, str]:
    """Return the title of a comparison that nobody curated."""
    return {language: " vs ".join(concept.label[language] for concept in concepts) for language in ("en", "ko")}


def rows_of(
    session: Session,
    concepts: Sequence[Concept],
    edges: dict[str, list[Edge]],
    curated: dict[str, Any] | None,
) -> list[Row]:
    """Return the rows: the editor's in the editor's order, then what most concepts have in common."""
    columns = (Property.id, Property.label, Property.position, Property.detail)
    listed = cast("list[Property]", session.execute(sa.select(*columns).order_by(Property.position)).all())
    properties = {row.id: row for row in listed}
    cells: dict[str, list[Cell | None]] = {}
    for name, definition in properties.items():
        row = [cell_of(concept, definition, edges[concept.id]) for concept in concepts]
        if any(row):
            cells[name] = row
    chosen = [name for name in (curated["properties"] if curated else ()) if name in cells]
    others = sorted(
        (name for name in cells if name not in chosen),
        key=lambda name: (-sum(cell is not None for cell in cells[name]), properties[name].position),
    )
    return [
        Row(name, properties[name].label, cells[name], same(cells[name])) for name in [*chosen, *others]
    ]  # fmt: skip


def same(cells: Sequence[Cell | None]) -> bool:
    """Whether all concepts say the same, and none is silent."""
    first = cells[0]
    return first is not None and all(
        cell is not None and (cell.value, cell.text) == (first.value, first.text) for cell in cells
    )


def cell_of(concept: Concept, definition: Property, edges: Sequence[Edge]) -> Cell | None:
    """Return what a concept says of a property: its facts, else what its relations say."""
    facts = [fact for fact in concept.facts if fact.property_id == definition.id]
    if facts:
        return cell_of_facts(facts)
    derived = definition.detail.get("derived")
    if not derived:
        return None
    found = [edge for edge in edges if (edge.type, edge.direction) == (derived["relation"], derived["direction"])]
    if not found:
        return None
    shown, more = found[:NAMES_IN_CELL], len(found) - NAMES_IN_CELL
    text = {language: ", ".join(edge.target.label[language] for edge in shown) for language in ("en", "ko")}
    if more > 0:
        text = {"en": f"{text['en']} and {more} more", "ko": f"{text['ko']} 외 {more}개"}
    sources = list(dict.fromkeys(source for edge in shown for source in edge.sources))
    return Cell(text, [edge.target.id for edge in found], None, any(edge.disputed for edge in found), sources)


def cell_of_facts(facts: Sequence[Fact]) -> Cell:
    """Return facts of one property as a cell; those that contradict each other stand against each other."""
    disputed = any(fact.disputed for fact in facts)
    joint = " ↔ " if disputed else "; "
    values = [fact.value if fact.value is not None else fact.text["en"] for fact in facts]
    years = [fact.as_of for fact in facts if fact.as_of is not None]
    return Cell(
        text={language: joint.join(fact.text[language] for fact in facts) for language in ("en", "ko")},
        value=values[0] if len(values) == 1 else values,
        as_of=max(years, default=None),
        disputed=disputed,
        sources=list(dict.fromkeys(c.source_id for fact in facts for c in fact.citations)),
    )


def shared_relations(concepts: Sequence[Concept], edges: dict[str, list[Edge]]) -> list[SharedRelation]:
    """Return the relations of the compared concepts, those that several share first."""
    found: dict[tuple[str, str, str], SharedRelation] = {}
    for concept in concepts:
        for edge in edges[concept.id]:
            key = (edge.type, edge.direction, edge.target.id)
            if key in found:
                found[key].of.append(concept.id)
            else:
                found[key] = SharedRelation(
                    edge.type, edge.direction, edge.label, edge.target, [concept.id], edge.hierarchy
                )
    return sorted(found.values(), key=lambda relation: -len(relation.of))


def list_comparisons(session: Session, page: int, page_size: int) -> Page:
    """Return the curated comparisons by id, as their documents."""
    return paged(session, sa.select(Comparison.document).order_by(Comparison.id), page, page_size)
