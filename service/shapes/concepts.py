"""Concepts, their facts and relations, their neighbourhood, and how two hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from service.atlas.concepts import Edge
from service.atlas.graph import Neighbourhood
from service.atlas.paths import Path
from service.models import Concept, Fact, Source

from .base import Json, named, source


def concept_links(identity: str) -> Json:
    """Return the addresses of a concept's other answers."""
    self = f"/v1/concepts/{identity}"
    return {
        "self": self,
        "diagram": f"{self}.svg",
        "relations": f"{self}/relations",
        "graph": f"{self}/graph",
        "markdown": f"{self}.md",
    }


def summarized(concept: Concept) -> Json:
    """Return a concept as it stands in a list."""
    return {
        **named(concept),
        "kind": concept.kind,
        "cluster": concept.cluster,
        "summary": concept.summary,
        "links": concept_links(concept.id),
    }


def concept(concept: Concept, edges: Sequence[Edge], sources: Sequence[Source]) -> Json:
    """Return a concept with all that is said of it."""
    return {
        "id": concept.id,
        "kind": concept.kind,
        "cluster": concept.cluster,
        "label": concept.label,
        "aliases": concept.aliases,
        "summary": concept.summary,
        "description": concept.description,
        "wikidata": concept.wikidata,
        "facts": [fact(one) for one in concept.facts],
        "relations": [relation(edge) for edge in edges],
        "omitted": concept.omitted,
        "misconceptions": [
            {member: one[member] for member in ("claim", "correction", "sources")} for one in concept.misconceptions
        ],
        "sources": [source(one) for one in sources],
        "links": concept_links(concept.id),
        "revision": concept.revision,
        "updated_at": concept.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def fact(fact: Fact) -> Json:
    """Return one claim. A text's value is its English side, so that machines always find one."""
    return {
        "property": fact.property_id,
        "label": fact.property.label,
        "value": fact.value if fact.value is not None else fact.text["en"],
        "unit": fact.property.detail.get("unit"),
        "text": fact.text,
        "as_of": fact.as_of,
        "disputed": fact.disputed,
        "sources": [citation.source_id for citation in fact.citations],
        "verified": [citation.source_id for citation in fact.citations if citation.verified],
    }


def numbered(concept: Concept) -> list[Json]:
    """Return the facts of a concept, each with its number among those about the same property and its address."""
    counted: Counter[str] = Counter()
    shown = []
    for one in concept.facts:
        counted[one.property_id] += 1
        number = counted[one.property_id]
        url = f"/v1/concepts/{concept.id}/facts/{one.property_id}/{number}"
        shown.append({**fact(one), "number": number, "url": url})
    return shown


def relation(edge: Edge) -> Json:
    """Return a relation as seen from one concept."""
    return {
        "type": edge.type,
        "direction": edge.direction,
        "label": edge.label,
        "target": named(edge.target),
        "disputed": edge.disputed,
        "sources": edge.sources,
        "distance": edge.distance,
    }


def graph(graph: Neighbourhood) -> Json:
    """Return a neighbourhood."""
    return {
        "center": graph.center,
        "depth": graph.depth,
        "nodes": [{**named(one), "kind": one.kind, "distance": distance} for one, distance in graph.nodes],
        "edges": [
            {
                "source": one.subject_id,
                "type": one.type_id,
                "label": one.type.label,
                "target": one.target_id,
                "disputed": one.disputed,
                "sources": [citation.source_id for citation in one.citations],
            }
            for one in graph.edges
        ],
        "omitted": graph.omitted,
    }


def path(path: Path) -> Json:
    """Return how two concepts hang together."""
    self = f"/v1/paths/{path.start.id}/{path.end.id}"
    return {
        "from": named(path.start),
        "to": named(path.end),
        "steps": [
            {
                "from": step.start.id,
                "relation": step.relation.id,
                "label": step.relation.label,
                "to": step.end.id,
                "disputed": step.disputed,
                "sources": step.sources,
            }
            for step in path.steps
        ],
        "sentence": path.sentence,
        "links": {"self": self},
    }
