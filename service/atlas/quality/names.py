"""Names that lead astray or say nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from service.atlas.folder import Folder
from service.atlas.names import normalize
from service.atlas.yaml_text import Problem


def taken_aliases(folder: Folder) -> Iterator[Problem]:
    """An alias is not what another concept is called."""
    concepts = folder.of("concept")
    owners: dict[str, str] = {}
    for name, document in concepts.items():
        for label in (name, *document.data["label"].values()):
            owners.setdefault(normalize(label), name)
    for name, document in concepts.items():
        for language, aliases in document.data["aliases"].items():
            for index, alias in enumerate(aliases):
                owner = owners.get(normalize(alias), name)
                if owner != name:
                    yield document.problem(
                        f"the alias {alias!r} is the name of {owner!r}", "aliases", language, index,
                        hint="remove it: a label outranks an alias", severity="warning",
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
