"""Answers made anew: a lookup against the plain peer, and a comparison against a lookup."""

from __future__ import annotations

from pathlib import Path

from .hot import ADDRESSES, served
from .serving import compared, fetched, free_port, granian, running

OFF = {"VIRTLAS_HOT_MEGABYTES": "0"}


def measured(database: Path) -> dict[str, dict[str, float]]:
    """Return the rates of answers that nobody keeps, and their ratios."""
    results = {}
    lookup, comparison = ADDRESSES["concept"], ADDRESSES["comparison"]
    with served(database, **OFF) as (group, own):
        port = free_port()
        with running(granian("bench.peers.plain:app", port), PLAIN_DATABASE=f"sqlite:///{database}") as peer:
            plain = f"http://127.0.0.1:{port}{lookup}"
            fetched(plain)
            results["uncached concept / plain"] = compared((group, own + lookup), (peer.pid, plain))
        results["uncached concept / comparison"] = compared((group, own + lookup), (group, own + comparison))
    return results
