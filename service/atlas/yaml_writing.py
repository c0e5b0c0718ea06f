"""Documents as the YAML that editors read: stable order, nothing said that goes without saying."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from service.schemas.documents import DOCUMENTS

WIDTH = 110
# Short maps and lists of words stand on one line.
FLOW_LISTS = ("sources", "verified", "concepts", "properties", "former_ids", "domain", "range", "kinds", "en", "ko")


class Writer(yaml.SafeDumper):
    """Block style for what is read, flow style for what is listed, literal style for paragraphs."""

    def ignore_aliases(self, data: Any) -> bool:
        """Anchors are never written, since they are never read."""
        return True


class Listed(list[Any]):
    """A list that stands on one line."""


Writer.add_representer(
    Listed, lambda writer, data: writer.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
Writer.add_representer(
    str,
    lambda writer, data: writer.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None),
)


def written(data: Any) -> str:
    """Return YAML text of plain data."""
    text: str = yaml.dump(
        laid_out(data), Dumper=Writer, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False
    )
    return text


def laid_out(data: Any, member: str = "") -> Any:
    """Return ``data`` with its lists marked for the line they stand on."""
    if isinstance(data, dict):
        return {key: laid_out(value, key) for key, value in data.items()}
    if isinstance(data, list):
        inner = [laid_out(value) for value in data]
        return Listed(inner) if member in FLOW_LISTS else inner
    return data


def plain(noun: str, document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as an editor would write it: without the values that hold anyway."""
    shown = lean(DOCUMENTS[noun](), document)
    if noun == "concept":
        shown.pop("cluster", None)  # its folder says so
    return shown


def lean(schema: Any, document: dict[str, Any]) -> dict[str, Any]:
    """Return ``document`` without members that have their default."""
    shown = {}
    for name, field in schema.fields.items():
        if name not in document:
            continue
        value = document[name]
        default = field.load_default() if callable(field.load_default) else field.load_default
        if value == default and not field.required:
            continue
        shown[field.data_key or name] = inner(field, value)
    for last in ("sources", "verified"):
        if last in shown:
            shown[last] = shown.pop(last)
    return shown


def inner(field: Any, value: Any) -> Any:
    """Return the value of a member, lean itself where it holds documents."""
    if hasattr(field, "nested") and isinstance(value, dict):
        return lean(field.schema, value)
    if hasattr(field, "inner") and isinstance(value, list):
        return [inner(field.inner, one) for one in value]
    return value


def many(noun: str, documents: Iterable[dict[str, Any]]) -> str:
    """Return the text of a file that lists documents."""
    return written([plain(noun, document) for document in documents])


def one(noun: str, document: dict[str, Any]) -> str:
    """Return the text of a file that holds one document."""
    return written(plain(noun, document))
