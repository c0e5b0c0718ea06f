"""Counts of the knowledge, as a table that a person reads."""

from __future__ import annotations

from collections import Counter, defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import Comparison, Concept, Diagram, Fact, FactCitation, Relation, RelationCitation, Source

COLUMNS = ("concepts", "facts", "verified", "relations", "verified ")


def table(session: Session) -> str:
    """Return counts by cluster and by kind; "verified" is the share with a source that was opened."""
    lines = []
    for title, column in (("cluster", Concept.cluster), ("kind", Concept.kind)):
        rows = counted(session, column)
        lines.append(f"{title:<26}" + "".join(f"{name.strip():>11}" for name in COLUMNS))
        for name, row in sorted(rows.items()):
            lines.append(line(name, row))
        total: Counter[str] = sum(rows.values(), Counter())
        lines += [line("all", total), ""]
    for noun, model in (("comparisons", Comparison), ("diagrams", Diagram), ("sources", Source)):
        count = session.scalar(sa.select(sa.func.count()).select_from(model))
        lines.append(f"{noun:<26}{count:>11}")
    return "\n".join(lines)


def counted(session: Session, column: sa.orm.InstrumentedAttribute[str]) -> dict[str, Counter[str]]:
    """Return the counts of each group of concepts."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in session.execute(sa.select(column, sa.func.count()).group_by(column)):
        rows[name]["concepts"] = count
    claims = (
        ("facts", Fact, Fact.concept_id, FactCitation),
        ("relations", Relation, Relation.subject_id, RelationCitation),
    )
    for noun, model, owner, citation in claims:
        verified = sa.exists().where(citation.verified, link(model, citation))
        query = (
            sa.select(column, sa.func.count(), sa.func.sum(sa.case((verified, 1), else_=0)))
            .select_from(model)
            .join(Concept, Concept.id == owner)
            .group_by(column)
        )
        for name, count, opened in session.execute(query):
            rows[name][noun] = count
            rows[name][f"verified {noun}"] = opened
    return rows


def link(
    model: type[Fact] | type[Relation], citation: type[FactCitation] | type[RelationCitation]
) -> sa.ColumnElement[bool]:
    """Return how a claim and its citations join."""
    if citation is FactCitation:
        return FactCitation.fact_id == Fact.id
    return RelationCitation.relation_id == Relation.id


def line(name: str, row: Counter[str]) -> str:
    """Return one line of the table."""
    cells = [str(row["concepts"])]
    for noun in ("facts", "relations"):
        share = f"{row[f'verified {noun}'] / row[noun]:.0%}" if row[noun] else "–"
        cells += [str(row[noun]), share]
    return f"{name:<26}" + "".join(f"{cell:>11}" for cell in cells)
