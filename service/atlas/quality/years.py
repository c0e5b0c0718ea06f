"""Claims that their years contradict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service.atlas.folder import Document, Folder
from service.atlas.yaml_text import Problem


def years_of(document: Document, name: str) -> list[int]:
    """Return the undisputed years that a concept has for the property ``name``."""
    facts = [one for one in document.data["facts"] if one["property"] == name and not one["disputed"]]
    return [one["value"] for one in facts if isinstance(one.get("value"), int)]


def against_time(folder: Folder) -> Iterator[Problem]:
    """What comes earlier by a relation of ``rules.yaml`` has the earlier year."""
    rules = folder.editorial.get("rules")
    concepts = folder.of("concept")
    for rule in rules.data["order"] if rules else ():
        for document in concepts.values():
            for index, relation in enumerate(document.data["relations"]):
                other = concepts.get(relation["target"])
                if relation["type"] != rule["relation"] or relation["disputed"] or other is None:
                    continue
                first, then = (document, other) if rule["earlier"] == "subject" else (other, document)
                before, after = years_of(first, rule["property"]), years_of(then, rule["property"])
                if before and after and min(before) > min(after):
                    yield document.problem(
                        f"{relation['type']} {relation['target']!r}, but {rule['property']} says {first.id!r} "
                        f"{min(before)} and {then.id!r} {min(after)}",
                        "relations", index, hint="mend the years or the relation", severity="warning",
                    )  # fmt: skip


def from_the_future(folder: Folder) -> Iterator[Problem]:
    """No claim holds as of a year that has not come, nor of one after the printing of all its sources."""
    present = date.today().year
    rules = folder.editorial.get("rules")
    printed = rules.data["printed"] if rules else ()
    sources = {name: one.data for name, one in folder.of("source").items()}
    for document in folder.of("concept").values():
        for index, fact in enumerate(document.data["facts"]):
            as_of = fact.get("as_of")
            if as_of is None:
                continue
            if as_of > present:
                yield document.problem(
                    f"as_of {as_of} has not come yet", "facts", index, "as_of",
                    hint="write the year in which the source was right", severity="warning",
                )  # fmt: skip
            # A page that is kept up to date says what is true today, whenever it was first written.
            dated = [sources[one].get("year") for one in fact["sources"] if one in sources]
            living = any(sources[one]["kind"] not in printed for one in fact["sources"] if one in sources)
            years = [year for year in dated if year]
            if years and not living and len(years) == len(dated) and as_of > max(years):
                yield document.problem(
                    f"as_of {as_of} is later than its newest source, of {max(years)}", "facts", index, "as_of",
                    hint="a source cannot know what came after it", severity="warning",
                )  # fmt: skip


RULES = (against_time, from_the_future)
