"""Whether the knowledge contradicts itself, leaves gaps, or is badly worded: warnings, never errors.

Nothing here knows a concept or a property by name: what cannot be true at once stands in the folder's
``rules.yaml``, how the languages are written in its ``style.yaml``, the rest in its vocabularies.
"""

from __future__ import annotations

from service.atlas.folder import Folder
from service.atlas.yaml_text import Problem

from . import contradictions, gaps, names, particles, sides, wording, years

RULES = (
    *contradictions.RULES, *years.RULES, *gaps.RULES, *names.RULES, *sides.RULES, *wording.RULES, *particles.RULES,
)  # fmt: skip


def findings(folder: Folder) -> list[Problem]:
    """Return every warning about the folder, in the order of its files."""
    return sorted({problem for rule in RULES for problem in rule(folder)})
