"""Values of facts: whether they fit their property, and how they read in each language."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

YEARS = range(1900, 2101)


def value_problem(fact: Mapping[str, Any], definition: Mapping[str, Any], concepts: Container[str]) -> tuple[str, str]:
    """Return what is wrong with a fact's value, and a hint; two empty strings when nothing is.

    ``fact`` and ``definition`` are documents; ``concepts`` holds the known concept ids.
    """
    datatype, value = definition["datatype"], fact.get("value")
    if datatype == "text":
        if value is not None:
            return "is a text property and has no value", "move the value into text"
        return ("", "") if fact.get("text") else ("the text is missing", "add text with en and ko")
    if value is None:
        return "the value is missing", f"add a {datatype} as value"
    fits, hint = {
        "year": (is_whole(value) and value in YEARS, "write a year such as 2003"),
        "number": (is_number(value), "write a plain number, the unit is the property's"),
        "boolean": (isinstance(value, bool), "write true or false"),
        "enum": (value in option_ids(definition), f"one of {', '.join(option_ids(definition))}"),
        "concept": (isinstance(value, str) and value in concepts, "write the id of a concept"),
    }[datatype]  # fmt: skip
    return ("", "") if fits else (f"{value!r} is not a {datatype}", hint)


def is_whole(value: Any) -> bool:
    """Whether ``value`` is a whole number and not a truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: Any) -> bool:
    """Whether ``value`` is a number and not a truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def option_ids(definition: Mapping[str, Any]) -> list[str]:
    """Return the values that an enum property allows."""
    return [option["id"] for option in definition.get("options") or ()]


def wording(value: Any, definition: Mapping[str, Any], labels: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return how a value without own text reads in both languages.

    ``labels`` holds the labels of concepts, for values that name one.

    >>> wording(2003, {"datatype": "year"}, {})
    {'en': '2003', 'ko': '2003년'}
    """
    datatype = definition["datatype"]
    if datatype == "year":
        return {"en": str(value), "ko": f"{value}년"}
    if datatype == "boolean":
        return {"en": "yes", "ko": "예"} if value else {"en": "no", "ko": "아니요"}
    if datatype == "enum":
        return dict(next(option["label"] for option in definition["options"] if option["id"] == value))
    if datatype == "concept":
        return dict(labels.get(value, {"en": value, "ko": value}))
    unit = f" {definition['unit']}" if definition.get("unit") else ""
    number = f"{value:,}{unit}"
    return {"en": number, "ko": number}
