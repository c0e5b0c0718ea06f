"""Concepts: the list, one, its relations, its graph."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import language, paging, shapes
from service.atlas import concepts, forms, graph
from service.database import db
from service.protocol import answer, text_answer
from service.schemas.answers import ConceptAnswer, GraphAnswer, RelationsAnswer, SummarizedAnswer, page_of
from service.schemas.queries import ConceptsQuery, GraphQuery, Query, RelationsQuery

from .documented import CONCEPT, Blueprint, problems, reads, reads_text

blueprint = Blueprint("concepts", __name__, url_prefix="/v1/concepts", description="Concepts and their relations")


@blueprint.route("")
@blueprint.arguments(ConceptsQuery, location="query")
@reads(blueprint, page_of(SummarizedAnswer, "ConceptPage"), "One page of concepts, by id.")
@problems(blueprint, 422)
def list_concepts(query: dict[str, Any]) -> Response:
    """List concepts

    `kind` and `cluster` narrow the list; `q` matches any part of a name in either language.
    """
    wanted = {name: query.get(name) or None for name in ("kind", "cluster", "q")}
    page = concepts.list_concepts(db.session, **wanted, page=query["page"], page_size=query["page_size"])
    return paging.listed(page, map(shapes.summarized, page.items))


@blueprint.route("/<reference:concept_id>", parameters=[CONCEPT])
@blueprint.arguments(Query, location="query")
@reads(blueprint, ConceptAnswer, "The concept.")
@problems(blueprint, 300, 307, 404, 422)
def get_concept(query: dict[str, Any], concept_id: str) -> Response:
    """Get one concept

    Labels, names, summary and description in both languages; every fact and relation with its sources.
    """
    concept = concepts.get_concept(db.session, concept_id)
    edges = concepts.edges_of(concept)
    return answer(shapes.concept(concept, edges, concepts.sources_of(db.session, concept, edges)))


@blueprint.route("/<reference:concept_id>.md", parameters=[CONCEPT])
@blueprint.arguments(Query, location="query")
@reads_text(blueprint, "text/markdown", "The concept as Markdown.")
@problems(blueprint, 300, 307, 404, 422)
def get_concept_markdown(query: dict[str, Any], concept_id: str) -> Response:
    """Get one concept as Markdown

    With numbered citations, in one language.
    """
    concept = concepts.get_concept(db.session, concept_id)
    edges = concepts.edges_of(concept)
    sources = concepts.sources_of(db.session, concept, edges)
    return text_answer(forms.concept_markdown(concept, edges, sources, language.spoken(query)), "text/markdown")


@blueprint.route("/<reference:concept_id>/relations", parameters=[CONCEPT])
@blueprint.arguments(RelationsQuery, location="query")
@reads(blueprint, RelationsAnswer, "The relations.")
@problems(blueprint, 300, 307, 404, 422)
def list_relations(query: dict[str, Any], concept_id: str) -> Response:
    """List the relations of a concept

    In either direction; with `transitive=true` also what follows from chains of a transitive type.
    """
    page = graph.relations_of(
        db.session,
        concept_id,
        type_id=query.get("type") or None,
        direction=query["direction"],
        transitive=query["transitive"],
        page=query["page"],
        page_size=query["page_size"],
    )
    return paging.listed(page, map(shapes.relation, page.items), concept=concept_id)


@blueprint.route("/<reference:concept_id>/graph", parameters=[CONCEPT])
@blueprint.arguments(GraphQuery, location="query")
@reads(blueprint, GraphAnswer, "The neighbourhood.")
@problems(blueprint, 300, 307, 404, 422)
def get_graph(query: dict[str, Any], concept_id: str) -> Response:
    """Get the neighbourhood of a concept

    All concepts within `depth` steps, nearest first, and the relations among them; bounded.
    """
    return answer(shapes.graph(graph.neighbourhood(db.session, concept_id, query["depth"])))
