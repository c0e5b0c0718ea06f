"""The page of one concept: picture, description, facts, relations, misconceptions, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from service.atlas import concepts, forms
from service.atlas.concepts import Edge
from service.database import db
from service.models import Concept, Fact
from service.routes.pictures import base_url

from . import pictures
from .layout import page, terms
from .markdown import html
from .pages import blueprint, curated

FOLDED = 12  # relations of one type beyond which the rest is folded away


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
    )


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
