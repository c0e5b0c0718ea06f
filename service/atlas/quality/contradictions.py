"""Claims that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from service.atlas.folder import Document, Folder, nearest
from service.atlas.yaml_text import Problem

SAID = ("value", "text")


def worded(fact: Mapping[str, Any]) -> str:
    """Return a fact's claim with its wording: the sides of a dispute may share a value, such as a year."""
    return repr([fact.get(member) for member in SAID])


def said(fact: Mapping[str, Any]) -> str:
    """Return what a fact claims, in a form that two facts can be compared by."""
    return repr(next(fact[member] for member in SAID if fact.get(member) is not None))


def conflicting_values(folder: Folder) -> Iterator[Problem]:
    """A property with one value has one, unless every side is marked as disputed."""
    single = {name for name, document in folder.of("property").items() if document.data["single"]}
    for document in folder.of("concept").values():
        values: dict[str, set[str]] = defaultdict(set)
        for index, fact in enumerate(document.data["facts"]):
            name = fact["property"]
            if name not in single:
                continue
            values[name].add(said(fact))
            others = [one for one in document.data["facts"] if one["property"] == name]
            if len(values[name]) > 1 and not all(one["disputed"] for one in others):
                yield document.problem(
                    f"{name} has two values", "facts", index,
                    hint="keep one, or mark every side 'disputed: true'", severity="warning",
                )  # fmt: skip


def lone_disputes(folder: Folder) -> Iterator[Problem]:
    """Where something is disputed, both sides stand."""
    for document in folder.of("concept").values():
        sides: dict[str, set[str]] = defaultdict(set)
        for fact in document.data["facts"]:
            sides[fact["property"]].add(worded(fact))
        for index, fact in enumerate(document.data["facts"]):
            if fact["disputed"] and len(sides[fact["property"]]) < 2:
                yield document.problem(
                    f"{fact['property']} is disputed, and no other side stands", "facts", index,
                    hint="add the other side, or remove 'disputed'", severity="warning",
                )  # fmt: skip


def hierarchy_types(folder: Folder) -> set[str]:
    """Return the relation types that lead to the broader kind."""
    return {name for name, document in folder.of("relation_type").items() if document.data["hierarchy"]}


def broader(concepts: Mapping[str, Document], types: set[str]) -> dict[str, list[str]]:
    """Return the concepts that each is undisputedly a kind of, one step up."""
    return {
        name: [one["target"] for one in document.data["relations"] if one["type"] in types and not one["disputed"]]
        for name, document in concepts.items()
    }


def above(start: str, graph: Mapping[str, list[str]]) -> set[str]:
    """Return everything that ``start`` is a kind of, itself included."""
    found, waiting = {start}, [start]
    while waiting:
        for target in graph.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def disjoint_kinds(folder: Folder) -> Iterator[Problem]:
    """Nothing is undisputedly a kind of two things that ``rules.yaml`` calls disjoint."""
    rules = folder.editorial.get("rules")
    if rules is None:
        return
    concepts = folder.of("concept")
    graph = broader(concepts, hierarchy_types(folder))
    ancestors = {name: above(name, graph) for name in concepts}
    for index, group in enumerate(rules.data["disjoint"]):
        for name in group:
            if name not in concepts:
                yield rules.problem(
                    f"unknown concept {name!r}", "disjoint", index, hint=nearest(name, concepts), severity="warning"
                )
        for name, document in concepts.items():
            both = sorted(ancestors[name].intersection(group))
            # Told once, where the two meet, not for everything below.
            if len(both) > 1 and not any(len(ancestors[up].intersection(group)) > 1 for up in graph[name]):
                yield document.problem(
                    f"is both {' and '.join(both)}, which exclude each other", "relations",
                    hint="remove one, or mark the relations 'disputed: true'", severity="warning",
                )  # fmt: skip


def both_directions(folder: Folder) -> Iterator[Problem]:
    """A relation holds one way only, unless it is symmetric or ``mutual`` in ``rules.yaml``; no inverse is stored."""
    rules = folder.editorial.get("rules")
    mutual = rules.data["mutual"] if rules else ()
    types = folder.of("relation_type")
    inverses = {tuple(sorted(one.data["inverse"].items())): name for name, one in types.items()}
    opposite = {
        name: inverses[key]
        for name, one in types.items()
        if (key := tuple(sorted(one.data["label"].items()))) in inverses and not one.data["symmetric"]
    }
    concepts = folder.of("concept")
    stored = {(one, r["type"], r["target"]) for one, document in concepts.items() for r in document.data["relations"]}
    for name, document in concepts.items():
        for index, relation in enumerate(document.data["relations"]):
            kind, target = relation["type"], relation["target"]
            if kind not in types or types[kind].data["symmetric"] or kind in mutual:
                continue
            back = {(target, kind, name), (target, opposite.get(kind, kind), name)} & stored
            if back and name < target and not relation["disputed"]:
                yield document.problem(
                    f"{kind} {target!r} is stored in both directions", "relations", index,
                    hint="keep the one that is true; the inverse is shown by itself", severity="warning",
                )  # fmt: skip


RULES = (conflicting_values, lone_disputes, disjoint_kinds, both_directions)
