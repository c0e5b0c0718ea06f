"""Names that lead astray or say nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from service.atlas.folder import Folder
from service.atlas.names import normalize
from service.atlas.yaml_text import Problem


def taken_aliases(folder: Folder) -> Iterator[Problem]:
    """An alias is not what another concept is called, unless ``rules.yaml`` lists it as shared."""
    concepts = folder.of("concept")
    rules = folder.editorial.get("rules")
    shared = {normalize(one) for one in rules.data["shared_names"]} if rules else set()
    owners: dict[str, str] = {}
    for name, document in concepts.items():
        for label in (name, *document.data["label"].values()):
            owners.setdefault(normalize(label), name)
    for name, document in concepts.items():
        for language, aliases in document.data["aliases"].items():
            for index, alias in enumerate(aliases):
                owner = owners.get(normalize(alias), name)
                if owner != name and normalize(alias) not in shared:
                    yield document.problem(
                        f"the alias {alias!r} is the name of {owner!r}", "aliases", language, index,
                        hint="remove it, or list it as shared in rules.yaml", severity="warning",
                    )  # fmt: skip


def idle_aliases(folder: Folder) -> Iterator[Problem]:
    """An alias differs from the label, be it by a space."""
    for document in folder.of("concept").values():
        for language, aliases in document.data["aliases"].items():
            for index, alias in enumerate(aliases):
                if alias.casefold() == document.data["label"][language].casefold():
                    yield document.problem(
                        f"the alias {alias!r} is the label", "aliases", language, index,
                        hint="remove it", severity="warning",
                    )  # fmt: skip


RULES = (taken_aliases, idle_aliases)
