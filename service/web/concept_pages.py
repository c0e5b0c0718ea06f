"""The page of one concept: picture, description, facts, relations, misconceptions, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import orm

from service.atlas import concepts, forms, history
from service.atlas.concepts import Edge
from service.database import db
from service.errors import Unknown
from service.ledger import Change
from service.models import Concept, Fact, Name
from service.routes.pictures import base_url

from . import pictures
from .layout import page, terms
from .markdown import html
from .pages import blueprint, curated

FOLDED = 12  # relations of one type beyond which the rest is folded away
CHANGES = 8  # the newest changes that a page lists


@blueprint.get("/concepts/<reference:concept_id>")
def show_concept(lang: str, concept_id: str) -> ResponseReturnValue:
    """One concept with everything that is said of it."""
    concept = concepts.get_concept(db.session, concept_id)
    edges = concepts.edges_of(concept)
    sources = concepts.sources_of(db.session, concept, edges)
    views, view = pictures.of_concept(concept.id)
    view = request.args["view"] if request.args.get("view") in views else view
    return page(
        "concept.html",
        concept=concept,
        description=html(concept.description[lang]),
        kind=terms("kind")[concept.kind],
        cluster=terms("cluster")[concept.cluster],
        picture=views[view],
        view=view,
        views=list(views),
        facts=by_property(concept.facts),
        relations=by_type(edges),
        folded=FOLDED,
        sources=sources,
        numbers=forms.numbers(sources),
        comparisons=[one for one in curated().values() if concept.id in one["concepts"]],
        data=defined_term(concept, lang),
        homonyms=homonyms(concept.id),
        changes=[(change, touched(change)) for change in changes_of(concept.id)],
    )


def homonyms(concept_id: str) -> list[tuple[str, Concept]]:
    """Return what else the names of a concept can mean: each shared name with the other concept."""
    own, other = orm.aliased(Name), orm.aliased(Name)
    query = (
        sa.select(sa.func.min(own.text).label("text"), Concept)
        .join(other, other.normalized == own.normalized)
        .join(Concept, Concept.id == other.concept_id)
        .where(own.concept_id == concept_id, other.concept_id != concept_id)
        .group_by(Concept.id)
        .order_by(Concept.id)
    )
    return [(row.text, row.Concept) for row in db.session.execute(query)]


def changes_of(concept_id: str) -> Sequence[Change]:
    """Return the newest changes of a concept; none where its history was never written."""
    try:
        return history.history(db.session, "concept", concept_id, 1, CHANGES).items
    except Unknown:
        return []


def touched(change: Change) -> list[str]:
    """Return the parts of a document that a change touched; none when it came or went whole."""
    if not change.before or not change.after:
        return []
    return [part for part, value in change.after.items() if change.before.get(part) != value]


def by_property(facts: Sequence[Fact]) -> list[tuple[dict[str, str], list[Fact]]]:
    """Return facts under the label of their property, in the order in which each came first."""
    grouped: dict[str, tuple[dict[str, str], list[Fact]]] = {}
    for fact in facts:
        grouped.setdefault(fact.property_id, (fact.property.label, []))[1].append(fact)
    return list(grouped.values())


def by_type(edges: Sequence[Edge]) -> list[tuple[dict[str, str], list[Edge]]]:
    """Return relations under their label, kinds of things first."""
    grouped: dict[tuple[str, str], tuple[dict[str, str], list[Edge]]] = {}
    for edge in sorted(edges, key=lambda one: not one.hierarchy):
        grouped.setdefault((edge.type, edge.direction), (edge.label, []))[1].append(edge)
    return list(grouped.values())


def defined_term(concept: Concept, lang: str) -> dict[str, Any]:
    """Return the concept as schema.org knows it."""
    base = base_url()
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": f"{base}/v1/concepts/{concept.id}",
        "name": concept.label[lang],
        "alternateName": concept.aliases.get(lang, []),
        "description": concept.summary[lang],
        "inLanguage": lang,
        "termCode": concept.id,
        "url": base + url_for("pages.show_concept", lang=lang, concept_id=concept.id),
        "inDefinedTermSet": f"{base}/v1/concepts",
        **({"sameAs": f"http://www.wikidata.org/entity/{concept.wikidata}"} if concept.wikidata else {}),
    }
