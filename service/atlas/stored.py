"""As much of the stored knowledge as a folder as it takes to check one changed document.

The rules are those of ``consistency``; only what a rule looks at is read: vocabularies whole, of concepts
their kinds, labels and edges, of comparisons and diagrams what they are about.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import Comparison, Concept, Diagram, Relation, Source, Term

from . import documents
from .consistency import check
from .folder import Document, Folder
from .yaml_text import Problem, Tree

EMPTY = Tree(data=None)
BOX: dict[str, Any] = {"id": "box", "role": "", "rows": []}  # stands for boxes that were checked when they came


class Changed(Document):
    """The document in question: its problems name the member, not a line."""

    def problem(self, message: str, *location: str | int, hint: str = "", severity: str = "error") -> Problem:
        """Return a problem at a member of this document."""
        return Problem(".".join(map(str, location)) or self.noun, 0, message, hint, severity)


def kept(noun: str, identity: str, data: dict[str, Any]) -> Document:
    """Return what is known of a stored document."""
    return Document(noun, identity, data, f"{noun} {identity}", EMPTY, (), 0)


def surroundings(session: Session, noun: str, identity: str) -> list[Document]:
    """Return everything but the document itself, as far as the rules look at it."""
    found = [kept(row.noun, row.id, row.document) for row in session.scalars(sa.select(Term))]
    for name in ("relation_type", "property"):
        rows: Any = session.scalars(sa.select(documents.TABLES[name]))
        found += [kept(name, row.id, documents.read_row(name, row)) for row in rows]
    found += [kept("source", one, {"id": one}) for one in session.scalars(sa.select(Source.id))]
    found += concepts(session)
    about = sa.select(Diagram.id, Diagram.view, Diagram.concept_id).where(Diagram.concept_id.is_not(None))
    for name, view, concept in session.execute(about) if noun == "diagram" else ():
        found.append(kept("diagram", name, {"concept": concept, "view": view, "rows": [[BOX]], "links": []}))
    for row in session.scalars(sa.select(Comparison)) if noun == "comparison" else ():
        found.append(kept("comparison", row.id, {**row.document, "sources": []}))
    return [one for one in found if (one.noun, one.id) != (noun, identity)]


def concepts(session: Session) -> list[Document]:
    """Return the concepts with their edges, without facts and texts."""
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for subject, name, target in session.execute(
        sa.select(Relation.subject_id, Relation.type_id, Relation.target_id).order_by(Relation.id)
    ):
        edges[subject].append({"type": name, "target": target})
    rows = session.execute(sa.select(Concept.id, Concept.kind, Concept.cluster, Concept.label))
    return [
        kept(
            "concept",
            name,
            {"id": name, "kind": kind, "cluster": cluster, "label": label, "facts": [], "relations": edges[name]},
        )
        for name, kind, cluster, label in rows
    ]


def problems_of(session: Session, noun: str, document: documents.Document) -> dict[str, list[str]]:
    """Return what is wrong with ``document`` among everything else, by place; empty when it fits."""
    around = surroundings(session, noun, document["id"])
    changed = Changed(noun, document["id"], document, document["id"], EMPTY, (), 0)
    before = set(check(Folder(list(around), [])))
    found: dict[str, list[str]] = defaultdict(list)
    for problem in check(Folder([*around, changed], [])):
        if problem.severity == "error" and problem not in before:
            hint = f" ({problem.hint})" if problem.hint else ""
            found[problem.path].append(problem.message + hint)
    return dict(found)
