"""Knowledge for machines of the semantic web: SKOS concepts, schema.org DefinedTerm, provenance of each claim.

The graph is built as plain triples and written as Turtle or JSON-LD. Broader and narrower come only
from relation types that are hierarchies of kinds; everything else stands in the atlas's own namespace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.models import Concept, Relation, Source

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DCT = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
WIKIDATA = "http://www.wikidata.org/entity/"
LANGUAGES = ("en", "ko")


@dataclass(frozen=True)
class Literal:
    """Text with a language, or a value with a datatype."""

    value: str
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True)
class Node:
    """Something with an address."""

    iri: str


Term = Literal | Node
Triple = tuple[Node, Node, Term]


class Vocabulary:
    """The addresses of one service."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self.own = f"{self.base}/v1/relation-types#"
        self.scheme = Node(f"{self.base}/v1/concepts")

    def concept(self, identity: str) -> Node:
        """Return a concept's address."""
        return Node(f"{self.base}/v1/concepts/{identity}")

    def source(self, identity: str) -> Node:
        """Return a source's address."""
        return Node(f"{self.base}/v1/sources/{identity}")


def triples(concepts: Iterable[Concept], sources: Iterable[Source], base: str) -> Iterator[Triple]:
    """Yield the triples of loaded concepts and of the sources they rest on."""
    words = Vocabulary(base)
    yield words.scheme, Node(RDF + "type"), Node(SKOS + "ConceptScheme")
    for concept in concepts:
        yield from concept_triples(concept, words)
        for relation in concept.relations:
            yield from relation_triples(relation, words)
        yield from fact_triples(concept, words)
    for source in sources:
        yield from source_triples(source, words)


def concept_triples(concept: Concept, words: Vocabulary) -> Iterator[Triple]:
    """Yield labels, definition and identity of one concept."""
    node = words.concept(concept.id)
    yield node, Node(RDF + "type"), Node(SKOS + "Concept")
    yield node, Node(RDF + "type"), Node(SCHEMA + "DefinedTerm")
    yield node, Node(SKOS + "inScheme"), words.scheme
    yield node, Node(SCHEMA + "inDefinedTermSet"), words.scheme
    yield node, Node(SKOS + "notation"), Literal(concept.id)
    for language in LANGUAGES:
        label = concept.label[language]
        yield node, Node(SKOS + "prefLabel"), Literal(label, language)
        yield node, Node(SCHEMA + "name"), Literal(label, language)
        yield node, Node(SKOS + "definition"), Literal(concept.summary[language], language)
        yield node, Node(SCHEMA + "description"), Literal(concept.summary[language], language)
        for alias in dict.fromkeys(concept.aliases[language]):
            if alias != label:  # SKOS S13: preferred and alternative labels are disjoint
                yield node, Node(SKOS + "altLabel"), Literal(alias, language)
    if concept.wikidata:
        yield node, Node(SCHEMA + "sameAs"), Node(WIKIDATA + concept.wikidata)
    yield node, Node(DCT + "modified"), Literal(concept.updated_at.isoformat(), datatype=XSD + "dateTime")


def relation_triples(relation: Relation, words: Vocabulary) -> Iterator[Triple]:
    """Yield a relation, its SKOS counterpart if it has one, and what says so."""
    subject, target = words.concept(relation.subject_id), words.concept(relation.target_id)
    predicate = Node(words.own + relation.type_id)
    yield subject, predicate, target
    if relation.type.detail.get("hierarchy") and not relation.disputed:
        yield subject, Node(SKOS + "broader"), target
        yield target, Node(SKOS + "narrower"), subject
    claim = Node(f"{subject.iri}/relations#{relation.type_id}-{relation.target_id}")
    yield claim, Node(RDF + "type"), Node(RDF + "Statement")
    yield claim, Node(RDF + "subject"), subject
    yield claim, Node(RDF + "predicate"), predicate
    yield claim, Node(RDF + "object"), target
    for citation in relation.citations:
        yield claim, Node(DCT + "source"), words.source(citation.source_id)


def fact_triples(concept: Concept, words: Vocabulary) -> Iterator[Triple]:
    """Yield each fact as a property value that names its sources."""
    for number, fact in enumerate(concept.facts, 1):
        node = Node(f"{words.concept(concept.id).iri}#fact-{number}")
        yield words.concept(concept.id), Node(SCHEMA + "additionalProperty"), node
        yield node, Node(RDF + "type"), Node(SCHEMA + "PropertyValue")
        yield node, Node(SCHEMA + "propertyID"), Literal(fact.property_id)
        for language in LANGUAGES:
            yield node, Node(SCHEMA + "name"), Literal(fact.property.label[language], language)
            yield node, Node(SCHEMA + "value"), Literal(fact.text[language], language)
        if fact.as_of is not None:
            yield node, Node(DCT + "valid"), Literal(str(fact.as_of), datatype=XSD + "gYear")
        for citation in fact.citations:
            yield node, Node(DCT + "source"), words.source(citation.source_id)


def source_triples(source: Source, words: Vocabulary) -> Iterator[Triple]:
    """Yield a source."""
    node = words.source(source.id)
    yield node, Node(RDF + "type"), Node(SCHEMA + "CreativeWork")
    yield node, Node(SCHEMA + "name"), Literal(source.title)
    yield node, Node(SCHEMA + "publisher"), Literal(source.publisher)
    if source.year is not None:
        yield node, Node(SCHEMA + "datePublished"), Literal(str(source.year), datatype=XSD + "gYear")
    if source.url:
        yield node, Node(SCHEMA + "url"), Literal(source.url)
