"""As much of the stored knowledge as a folder as it takes to check one changed document.

The rules are those of ``consistency``; only what a rule looks at is read: vocabularies whole, of concepts
their kinds, labels and edges, of comparisons and diagrams what they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.models import Comparison, Concept, Diagram, Fact, Relation, Source, Term

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


def surroundings(session: Session, changed: Mapping[str, Collection[str]]) -> list[Document]:
    """Return everything but the ``changed`` documents (ids by noun), as far as the rules look at it."""
    found = [kept(row.noun, row.id, row.document) for row in session.scalars(sa.select(Term))]
    for name in ("relation_type", "property"):
        rows: Any = session.scalars(sa.select(documents.TABLES[name]))
        found += [kept(name, row.id, documents.read_row(name, row)) for row in rows]
    found += [kept("source", one, {"id": one}) for one in session.scalars(sa.select(Source.id))]
    found += concepts(session, changed.get("property", ()))
    if "diagram" in changed or "deck" in changed:
        for name, view, concept in session.execute(sa.select(Diagram.id, Diagram.view, Diagram.concept_id)):
            found.append(kept("diagram", name, {"concept": concept, "view": view, "rows": [[BOX]], "links": []}))
    if "comparison" in changed or "deck" in changed:
        for row in session.scalars(sa.select(Comparison)):
            found.append(kept("comparison", row.id, {**row.document, "sources": []}))
    return [one for one in found if one.id not in changed.get(one.noun, ())]


def concepts(session: Session, properties: Collection[str]) -> list[Document]:
    """Return the concepts with their edges, without texts, and with the facts about ``properties`` alone."""
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for subject, name, target in session.execute(
        sa.select(Relation.subject_id, Relation.type_id, Relation.target_id).order_by(Relation.id)
    ):
        edges[subject].append({"type": name, "target": target})
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    about = sa.select(Fact.concept_id, Fact.property_id, Fact.value, Fact.text).where(Fact.property_id.in_(properties))
    for subject, name, value, text in session.execute(about) if properties else ():
        facts[subject].append({"property": name, "value": value, "text": text})
    rows = session.execute(sa.select(Concept.id, Concept.kind, Concept.cluster, Concept.label))
    return [
        kept("concept", name, {"id": name, "kind": kind, "cluster": cluster, "label": label, "facts": facts[name],
                               "relations": edges[name]})
        for name, kind, cluster, label in rows
    ]  # fmt: skip


def clashes(session: Session, changed: Sequence[Document]) -> list[Problem]:
    """Return what is wrong with ``changed`` documents among everything else, and with the rest because of them."""
    ids: dict[str, set[str]] = defaultdict(set)
    for document in changed:
        ids[document.noun].add(document.id)
    around = surroundings(session, ids)
    before = set(check(Folder(list(around), [])))
    after = check(Folder([*around, *changed], []))
    return [problem for problem in after if problem.severity == "error" and problem not in before]


def problems_of(session: Session, noun: str, document: documents.Document) -> dict[str, list[str]]:
    """Return what is wrong with ``document`` among everything else, by place; empty when it fits."""
    changed = Changed(noun, document.get("id", noun), document, document.get("id", noun), EMPTY, (), 0)
    found: dict[str, list[str]] = defaultdict(list)
    for problem in clashes(session, [changed]):
        found[problem.path].append(problem.message + (f" ({problem.hint})" if problem.hint else ""))
    return dict(found)
