"""Triples as text: Turtle, and JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .linked_data import DCT, RDF, SCHEMA, SKOS, XSD, Node, Term, Triple, Vocabulary


def turtle(graph: Iterable[Triple], words: Vocabulary) -> str:
    """Return the graph as Turtle, one subject after the other."""
    prefixes = {"skos": SKOS, "schema": SCHEMA, "rdf": RDF, "dct": DCT, "xsd": XSD, "rel": words.own}
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items()]
    for subject, pairs in grouped(graph):
        body = " ;\n    ".join(f"{short(predicate, prefixes)} {spelled(term, prefixes)}" for predicate, term in pairs)
        lines.append(f"\n{spelled(subject, prefixes)}\n    {body} .")
    return "\n".join(lines) + "\n"


def grouped(graph: Iterable[Triple]) -> Iterator[tuple[Node, Sequence[tuple[Node, Term]]]]:
    """Yield each subject once, with its predicates and objects."""
    subjects: dict[Node, dict[tuple[Node, Term], None]] = {}
    for subject, predicate, term in graph:
        subjects.setdefault(subject, {})[predicate, term] = None
    for subject, pairs in subjects.items():
        yield subject, list(pairs)


def short(node: Node, prefixes: dict[str, str]) -> str:
    """Return an address with its prefix, where it has one and the rest is a plain name."""
    for name, iri in prefixes.items():
        rest = node.iri.removeprefix(iri)
        if rest != node.iri and rest.replace("_", "").isalnum() and rest.isascii():
            return f"{name}:{rest}"
    return f"<{node.iri}>"


def spelled(term: Term, prefixes: dict[str, str]) -> str:
    """Return a term as Turtle writes it."""
    if isinstance(term, Node):
        return short(term, prefixes)
    text = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    if term.language:
        return f'"{text}"@{term.language}'
    if term.datatype:
        return f'"{text}"^^{short(Node(term.datatype), prefixes)}'
    return f'"{text}"'


def json_ld(graph: Iterable[Triple], words: Vocabulary) -> dict[str, Any]:
    """Return the graph as flattened JSON-LD."""
    context = {"skos": SKOS, "schema": SCHEMA, "rdf": RDF, "dct": DCT, "xsd": XSD, "rel": words.own}
    nodes = []
    for subject, pairs in grouped(graph):
        node: dict[str, Any] = {"@id": subject.iri}
        for predicate, term in pairs:
            if predicate.iri == RDF + "type" and isinstance(term, Node):
                node.setdefault("@type", []).append(short(term, context).strip("<>"))
            else:
                node.setdefault(short(predicate, context).strip("<>"), []).append(valued(term))
        nodes.append(node)
    return {"@context": context, "@graph": nodes}


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
