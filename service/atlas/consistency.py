"""What only holds between documents: ids that exist, domains, cycles, labels, citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from .cycles import cycle_in
from .diagram_check import diagram_problems
from .folder import Document, Folder, nearest
from .names import normalize
from .values import value_problem
from .yaml_text import Location, Problem

FEW = 12  # ids that a hint may list


def check(folder: Folder) -> list[Problem]:
    """Return every problem of the folder, those of form included, in the order of the files."""
    problems = list(folder.problems)
    for rule in (unique_ids, vocabulary, concepts, relations, labels, comparisons, diagrams, decks, uncited):
        problems += rule(folder)
    return sorted(set(problems))


def unknown(document: Document, noun: str, name: str, known: Any, *at: str | int) -> Problem:
    """An id that names nothing, with the nearest that does, or all where there are few."""
    hint = nearest(name, known) or (f"one of {', '.join(known)}" if len(known) <= FEW else f"there are {len(known)}")
    return document.problem(f"unknown {noun.replace('_', ' ')} {name!r}", *at, hint=hint)


def unique_ids(folder: Folder) -> Iterator[Problem]:
    """An id names one thing of its noun; ids that differ only by case cannot be, by their pattern."""
    seen: dict[tuple[str, str], Document] = {}
    for document in folder.documents:
        key = (document.noun, document.id)
        if key in seen:
            first = seen[key]
            yield document.problem(f"{document.noun} {document.id!r} stands in {first.path} too", "id")
        seen.setdefault(key, document)


def citations(data: Any, at: Location = ()) -> Iterator[tuple[Location, list[str], list[str]]]:
    """Yield every list of sources in a document with its place and its verified part."""
    if isinstance(data, dict):
        if isinstance(data.get("sources"), list):
            yield at, data["sources"], data.get("verified", [])
        for key, value in data.items():
            yield from citations(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from citations(value, (*at, index))


def vocabulary(folder: Folder) -> Iterator[Problem]:
    """Sources, kinds, roles, derived properties and what lies elsewhere name things that exist."""
    sources, kinds, types = folder.of("source"), folder.of("kind"), folder.of("relation_type")
    known = folder.of("concept")
    for document in folder.documents:
        for at, named, verified in citations(document.data):
            for index, source in enumerate(named):
                if source not in sources:
                    yield unknown(document, "source", source, sources, *at, "sources", index)
            for index, source in enumerate(verified):
                if source not in named:
                    yield document.problem(
                        f"verified names {source!r}, which is not among the sources", *at, "verified", index
                    )
        near = document.data.get("concept") if document.noun == "elsewhere" else None
        if near is not None and near not in known:
            yield unknown(document, "concept", near, known, "concept")
        for member in ("domain", "range", "kinds"):
            for index, kind in enumerate(document.data.get(member, ())):
                if kind not in kinds:
                    yield unknown(document, "kind", kind, kinds, member, index)
        derived = document.data.get("derived")
        if document.noun == "property" and derived and derived["relation"] not in types:
            yield unknown(document, "relation type", derived["relation"], types, "derived", "relation")


def concepts(folder: Folder) -> Iterator[Problem]:
    """A concept's kind, cluster and facts fit the vocabularies."""
    kinds, clusters, properties = folder.of("kind"), folder.of("cluster"), folder.of("property")
    known = folder.of("concept")
    for document in known.values():
        data = document.data
        if data["kind"] not in kinds:
            yield unknown(document, "kind", data["kind"], kinds, "kind")
        if data["cluster"] not in clusters:
            yield unknown(document, "cluster", data["cluster"], clusters, "cluster")
        for index, fact in enumerate(data["facts"]):
            name = fact["property"]
            if name not in properties:
                yield unknown(document, "property", name, properties, "facts", index, "property")
                continue
            definition = properties[name].data
            if definition["kinds"] and data["kind"] not in definition["kinds"]:
                yield document.problem(
                    f"property {name!r} is not for the kind {data['kind']!r}", "facts", index, "property",
                    hint=f"it is for {', '.join(definition['kinds'])}",
                )  # fmt: skip
            message, hint = value_problem(fact, definition, known)
            if message:
                yield document.problem(f"{name}: {message}", "facts", index, "value", hint=hint)


def relations(folder: Folder) -> Iterator[Problem]:
    """Relations join known concepts of the right kinds, once, and without circles."""
    known, types = folder.of("concept"), folder.of("relation_type")
    edges: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    seen: dict[tuple[str, ...], str] = {}
    for document in known.values():
        for index, relation in enumerate(document.data["relations"]):
            at = ("relations", index)
            name, target = relation["type"], relation["target"]
            if name not in types:
                yield unknown(document, "relation type", name, types, *at, "type")
                continue
            if target not in known:
                yield unknown(document, "concept", target, known, *at, "target")
                continue
            definition = types[name].data
            yield from end_problems(document, definition, known[target].data["kind"], name, at)
            if target == document.id:
                yield document.problem(f"{name} joins {target!r} with itself", *at, "target")
                continue
            ends = sorted((document.id, target)) if definition["symmetric"] else [document.id, target]
            key = (name, *ends)
            if key in seen:
                yield document.problem(
                    f"{name} {target!r} stands in {seen[key]} already", *at, hint="keep one of the two"
                )
            seen.setdefault(key, document.path)
            if definition["acyclic"]:
                edges[name][document.id].append(target)
    for name, graph in edges.items():
        circle = cycle_in(graph)
        if circle:
            document = known[circle[0]]
            index = next(
                i for i, r in enumerate(document.data["relations"]) if (r["type"], r["target"]) == (name, circle[1])
            )
            yield document.problem(
                f"{name} runs in a circle: {' → '.join(circle)}", "relations", index, hint="remove one step"
            )


def end_problems(
    document: Document, definition: dict[str, Any], target_kind: str, name: str, at: Location
) -> Iterator[Problem]:
    """Each end of a relation has a kind that the relation type allows."""
    kind = document.data["kind"]
    if definition["domain"] and kind not in definition["domain"]:
        hint = f"{name} starts at: {', '.join(definition['domain'])}"
        yield document.problem(f"{name} cannot start at the kind {kind!r}", *at, "type", hint=hint)
    if definition["range"] and target_kind not in definition["range"]:
        hint = f"{name} ends at: {', '.join(definition['range'])}"
        yield document.problem(f"{name} cannot end at the kind {target_kind!r}", *at, "target", hint=hint)


def labels(folder: Folder) -> Iterator[Problem]:
    """Two concepts never share a label, and no concept has a name twice."""
    owner: dict[tuple[str, str], Document] = {}
    for document in folder.of("concept").values():
        for language, label in document.data["label"].items():
            key = (language, normalize(label))
            if key in owner:
                yield document.problem(
                    f"the label {label!r} is that of {owner[key].id!r} too",
                    "label",
                    language,
                    hint="tell them apart",
                )
            owner.setdefault(key, document)


def comparisons(folder: Folder) -> Iterator[Problem]:
    """A comparison compares known concepts by known properties, and each set of concepts once."""
    known, properties = folder.of("concept"), folder.of("property")
    keys: dict[tuple[str, ...], Document] = {}
    for document in folder.of("comparison").values():
        data = document.data
        for index, concept in enumerate(data["concepts"]):
            if concept not in known:
                yield unknown(document, "concept", concept, known, "concepts", index)
        for index, name in enumerate(data["properties"]):
            if name not in properties:
                yield unknown(document, "property", name, properties, "properties", index)
        for index, choice in enumerate(data["choose"]):
            if choice["concept"] not in data["concepts"]:
                yield document.problem(f"{choice['concept']!r} is not compared here", "choose", index, "concept")
        key = tuple(sorted(data["concepts"]))
        if key in keys:
            yield document.problem(f"{keys[key].path} compares the same concepts", "concepts")
        keys.setdefault(key, document)


def diagrams(folder: Folder) -> Iterator[Problem]:
    """A diagram's boxes and links fit together; a concept has one diagram a view."""
    known, roles = folder.of("concept"), folder.of("role")
    owner: dict[tuple[str, str], Document] = {}
    for document in folder.of("diagram").values():
        yield from diagram_problems(document, known, roles)
        concept = document.data.get("concept")
        if concept:
            key = (concept, document.data["view"])
            if key in owner:
                yield document.problem(f"{owner[key].path} is the {key[1]} of {concept!r} already", "concept")
            owner.setdefault(key, document)


def decks(folder: Folder) -> Iterator[Problem]:
    """A deck lists things that exist."""
    for document in folder.of("deck").values():
        for part, chapter in enumerate(document.data["parts"]):
            for index, item in enumerate(chapter["items"]):
                ((noun, name),) = item.items()
                if name not in folder.of(noun):
                    yield unknown(document, noun, name, folder.of(noun), "parts", part, "items", index, noun)


def uncited(folder: Folder) -> Iterator[Problem]:
    """A source that nothing rests on is noise; the atlas stands all the same."""
    cited = {source for document in folder.documents for _, named, _ in citations(document.data) for source in named}
    for document in folder.of("source").values():
        if document.id not in cited:
            yield document.problem(
                f"source {document.id!r} is never cited", "id", hint="cite or remove it", severity="warning"
            )
