"""What changed, and what stood before and after."""

from __future__ import annotations

from service.ledger import Change

from .base import Json


def change(change: Change) -> Json:
    """Return one change of one document."""
    return {
        "revision": change.revision,
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "actor": change.actor,
        "noun": change.noun,
        "id": change.document_id,
        "action": change.action,
        "members": changed_members(change),
    }


def remembered(one: Change) -> Json:
    """Return one change with what stood before and after."""
    return {**change(one), "before": one.before, "after": one.after}


def changed_members(change: Change) -> list[str]:
    """Return which members of a document a change touched; none when it came or went as a whole."""
    if not change.before or not change.after:
        return []
    names = {*change.before, *change.after}
    return sorted(name for name in names if change.before.get(name) != change.after.get(name))
