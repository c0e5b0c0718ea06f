"""What is missing: cells, sides of a choice, ways from one concept to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from service.atlas.folder import Document, Folder
from service.atlas.names import normalize
from service.atlas.yaml_text import Problem


def answered(folder: Folder) -> set[tuple[str, str]]:
    """Return every (concept, property) that has a fact or, for a derived property, a relation."""
    concepts = folder.of("concept")
    found = {(name, fact["property"]) for name, one in concepts.items() for fact in one.data["facts"]}
    derived = {name: one.data["derived"] for name, one in folder.of("property").items() if one.data.get("derived")}
    for name, document in concepts.items():
        for relation in document.data["relations"]:
            for property_id, rule in derived.items():
                if rule["relation"] == relation["type"]:
                    found.add((name if rule["direction"] == "out" else relation["target"], property_id))
    return found


def empty_comparisons(folder: Folder) -> Iterator[Problem]:
    """A row has a value on some side, and most rows have one on two sides at least."""
    known = answered(folder)
    for document in folder.of("comparison").values():
        concepts, rows = document.data["concepts"], document.data["properties"]
        filled = Counter({name: sum((one, name) in known for one in concepts) for name in rows})
        for index, name in enumerate(rows):
            if not filled[name]:
                yield document.problem(
                    f"no side says anything of {name!r}", "properties", index,
                    hint="add facts, or drop the row", severity="warning",
                )  # fmt: skip
        thin = [name for name in rows if filled[name] < 2]
        if 2 * len(thin) >= len(rows):
            yield document.problem(
                f"most rows have fewer than two sides: {', '.join(thin)}", "properties",
                hint="add facts, or compare by other properties", severity="warning",
            )  # fmt: skip


def missing_choices(folder: Folder) -> Iterator[Problem]:
    """A comparison that advises says of each side when to choose it."""
    for document in folder.of("comparison").values():
        chosen = [one["concept"] for one in document.data["choose"]]
        for name in document.data["concepts"]:
            if chosen and name not in chosen:
                yield document.problem(f"never says when to choose {name!r}", "choose", severity="warning")
        for name, times in Counter(chosen).items():
            if times > 1:
                yield document.problem(f"says {times} times when to choose {name!r}", "choose", severity="warning")


def islands(folder: Folder) -> Iterator[Problem]:
    """Every concept can be reached from the largest connected part of the atlas."""
    concepts = folder.of("concept")
    joined: dict[str, set[str]] = defaultdict(set)
    for name, document in concepts.items():
        targets = [one["target"] for one in document.data["relations"]]
        # A fact whose value is a concept leads there too.
        targets += [one["value"] for one in document.data["facts"] if isinstance(one.get("value"), str)]
        for target in targets:
            if target in concepts:
                joined[name].add(target)
                joined[target].add(name)
    parts = sorted(connected_parts(concepts, joined), key=len)
    for part in parts[:-1]:
        for name in sorted(part):
            others = f"only from {', '.join(sorted(part - {name}))}" if len(part) > 1 else "from nothing"
            yield concepts[name].problem(
                f"is reached {others}", hint="add a relation from or to it", severity="warning"
            )


def connected_parts(concepts: dict[str, Document], joined: dict[str, set[str]]) -> list[set[str]]:
    """Return the connected parts of the graph, directions aside."""
    parts: list[set[str]] = []
    seen: set[str] = set()
    for start in concepts:
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            for one in joined[waiting.pop()] - part:
                part.add(one)
                waiting.append(one)
        seen |= part
        parts.append(part)
    return parts


def empty_summaries(folder: Folder) -> Iterator[Problem]:
    """A summary says more than the name."""
    for document in folder.of("concept").values():
        for language, summary in document.data["summary"].items():
            names = [document.data["label"][language], *document.data["aliases"][language]]
            # What is left must be a word at least, beyond an article and an ending such as 이다.
            if any(len(normalize(summary).replace(normalize(name), "")) < 6 for name in names if normalize(name)):
                yield document.problem("the summary only repeats the name", "summary", language, severity="warning")


RULES = (empty_comparisons, missing_choices, islands, empty_summaries)
