"""From the database back to the knowledge folder; what nobody edited comes back byte for byte."""

from __future__ import annotations

from collections import defaultdict
from difflib import unified_diff
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.ledger import LoadedDocument, LoadedFile

from . import whole, yaml_writing
from .folder import FOLDERS, LISTS, RULES

Key = tuple[str, str]
ADDED_SOURCES = "sources/added.yaml"


def export(session: Session, target: Path) -> list[str]:
    """Write every document as YAML under ``target`` and return the paths written, sorted.

    Files that are no longer true are removed; other files of the folder are left alone.
    """
    texts = rendered(session)
    for path, text in texts.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    for path in stale(session, texts):
        (target / path).unlink(missing_ok=True)
    return sorted(texts)


def difference(session: Session, folder: Path) -> list[str]:
    """Return a unified difference from the files of ``folder`` to what the database says."""
    texts = rendered(session)
    lines: list[str] = []
    for path in sorted({*texts, *stale(session, texts)}):
        file = folder / path
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        after = texts.get(path, "")
        lines += unified_diff(
            before.splitlines(), after.splitlines(), f"folder/{path}", f"database/{path}", lineterm="", n=2
        )
    return lines


def stale(session: Session, texts: dict[str, str]) -> list[str]:
    """Return the files that were loaded and hold nothing any more."""
    return [path for path in session.scalars(sa.select(LoadedFile.path)) if path not in texts]


def rendered(session: Session) -> dict[str, str]:
    """Return the text of every file of the folder by path."""
    bases = {(row.noun, row.id): row for row in session.scalars(sa.select(LoadedDocument))}
    files: dict[str, list[tuple[int, Key, dict[str, Any]]]] = defaultdict(list)
    for noun, identity, document in whole.stored(session):
        key = (noun, identity)
        base = bases.get(key)
        path = base.path if base and not moved(key, document, base.path) else place_of(key, document)
        files[path].append((base.position if base else 1 << 30, key, document))
    originals = {row.path: row.text for row in session.scalars(sa.select(LoadedFile))}
    held: dict[str, set[Key]] = defaultdict(set)
    for key, base in bases.items():
        held[base.path].add(key)
    return {path: originals[path] for path in RULES.values() if path in originals} | {
        path: originals[path] if untouched(path, entries, originals, bases, held) else text_of(entries)
        for path, entries in files.items()
    }


def moved(key: Key, document: dict[str, Any], path: str) -> bool:
    """Whether a concept went to another cluster, and so to another folder."""
    return key[0] == "concept" and path != place_of(key, document)


def place_of(key: Key, document: dict[str, Any]) -> str:
    """Return where a document belongs that no file holds yet."""
    noun, identity = key
    if noun == "atlas":
        return "atlas.yaml"
    if noun in LISTS:
        return LISTS[noun]
    if noun == "source":
        return ADDED_SOURCES
    folder = f"{FOLDERS[noun]}/{document['cluster']}" if noun == "concept" else FOLDERS[noun]
    return f"{folder}/{identity}.yaml"


def untouched(
    path: str,
    entries: list[tuple[int, Key, dict[str, Any]]],
    originals: dict[str, str],
    bases: dict[Key, LoadedDocument],
    held: dict[str, set[Key]],
) -> bool:
    """Whether the file still says exactly what the database says."""
    return (
        path in originals
        and {key for _, key, _ in entries} == held[path]
        and all(document == bases[key].document for _, key, document in entries)
    )


def text_of(entries: list[tuple[int, Key, dict[str, Any]]]) -> str:
    """Return the text of a file, its documents in their order."""
    ordered = sorted(entries, key=lambda entry: (entry[0], entry[1]))
    noun = ordered[0][1][0]
    shown = [document for _, _, document in ordered]
    return yaml_writing.many(noun, shown) if noun in LISTS or noun == "source" else yaml_writing.one(noun, shown[0])
