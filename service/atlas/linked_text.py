"""Triples as text: Turtle, and JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from .linked_data import DCT, RDF, SCHEMA, SKOS, XSD, Node, Term, Triple, Vocabulary

Prefixes = tuple[tuple[str, str], ...]  # each with what it stands for


def prefixes_of(words: Vocabulary) -> Prefixes:
    """Return the prefixes of a service's graphs."""
    return (("skos", SKOS), ("schema", SCHEMA), ("rdf", RDF), ("dct", DCT), ("xsd", XSD), ("rel", words.own))


def turtle(graph: Iterable[Triple], words: Vocabulary) -> str:
    """Return the graph as Turtle, one subject after the other."""
    prefixes = prefixes_of(words)
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in prefixes]
    for subject, pairs in grouped(graph):
        body = " ;\n    ".join(
            f"{short(predicate.iri, prefixes)} {spelled(term, prefixes)}" for predicate, term in pairs
        )
        lines.append(f"\n{spelled(subject, prefixes)}\n    {body} .")
    return "\n".join(lines) + "\n"


def grouped(graph: Iterable[Triple]) -> Iterator[tuple[Node, Sequence[tuple[Node, Term]]]]:
    """Yield each subject once, with its predicates and objects."""
    subjects: dict[Node, dict[tuple[Node, Term], None]] = {}
    for subject, predicate, term in graph:
        subjects.setdefault(subject, {})[predicate, term] = None
    for subject, pairs in subjects.items():
        yield subject, list(pairs)


@lru_cache(512)  # a graph has few predicates, and every triple names one
def short(address: str, prefixes: Prefixes) -> str:
    """Return an address with its prefix, where it has one and the rest is a plain name."""
    for name, iri in prefixes:
        rest = address.removeprefix(iri)
        if rest != address and rest.replace("_", "").isalnum() and rest.isascii():
            return f"{name}:{rest}"
    return f"<{address}>"


def spelled(term: Term, prefixes: Prefixes) -> str:
    """Return a term as Turtle writes it."""
    if isinstance(term, Node):
        return short(term.iri, prefixes)
    text = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    if term.language:
        return f'"{text}"@{term.language}'
    if term.datatype:
        return f'"{text}"^^{short(term.datatype, prefixes)}'
    return f'"{text}"'


def json_ld(graph: Iterable[Triple], words: Vocabulary) -> dict[str, Any]:
    """Return the graph as flattened JSON-LD."""
    prefixes = prefixes_of(words)
    nodes = []
    for subject, pairs in grouped(graph):
        node: dict[str, Any] = {"@id": subject.iri}
        for predicate, term in pairs:
            if predicate.iri == RDF + "type" and isinstance(term, Node):
                node.setdefault("@type", []).append(short(term.iri, prefixes).strip("<>"))
            else:
                node.setdefault(short(predicate.iri, prefixes).strip("<>"), []).append(valued(term))
        nodes.append(node)
    return {"@context": dict(prefixes), "@graph": nodes}


def valued(term: Term) -> dict[str, str]:
    """Return a term as JSON-LD writes it."""
    if isinstance(term, Node):
        return {"@id": term.iri}
    value = {"@value": term.value}
    if term.language:
        value["@language"] = term.language
    if term.datatype:
        value["@type"] = term.datatype
    return value
