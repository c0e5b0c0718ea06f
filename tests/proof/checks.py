"""What every answer must hold beyond the OpenAPI document; and half of the made-up ids are ids that exist."""

from __future__ import annotations

import json
import os
import re
import zlib
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response

KNOWN: dict[str, list[str]] = json.loads(os.environ.get("CONTRACT_IDS", "{}"))
MEMBERS = {"type", "title", "status", "detail", "instance"}


@schemathesis.hook
def map_path_parameters(context: HookContext, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Let half of the requests name something that is there: a name that nobody knows is only a 404."""
    if not path_parameters:
        return path_parameters
    found = dict(path_parameters)
    for name, value in found.items():
        chance = zlib.crc32(repr(value).encode("utf-8", "replace"))
        if KNOWN.get(name) and chance % 2:
            found[name] = KNOWN[name][chance // 2 % len(KNOWN[name])]
    return found


@schemathesis.check
def problems_have_one_shape(context: CheckContext, response: Response, case: Case) -> None:
    """Every error is a problem of the one shape, and bad input is named by its field."""
    kind = response.headers.get("content-type", [""])[0]
    if response.status_code < 400 or kind.startswith("image/"):
        return
    assert kind == "application/problem+json", f"an error of another form: {kind}"
    told = response.json()
    assert told.keys() >= MEMBERS, f"members are missing: {sorted(MEMBERS - told.keys())}"
    assert told["status"] == response.status_code
    assert all(isinstance(told[name], str) and told[name] for name in MEMBERS - {"status"}), "an empty member"
    if response.status_code == 422:
        assert told.get("errors"), "bad input without the field that is bad"


@schemathesis.check
def answers_are_guarded(context: CheckContext, response: Response, case: Case) -> None:
    """No answer may be taken for another type, run what it holds, or tell what made it."""
    headers = response.headers
    if response.status_code != 304:
        assert headers.get("x-content-type-options") == ["nosniff"], "may be sniffed"
    assert not re.search(r"\d", " ".join(headers.get("server", []))), "tells a version"
    if "svg" in headers.get("content-type", [""])[0]:
        policy = headers["content-security-policy"][0]
        assert "sandbox" in policy, "a picture outside of the sandbox"
        assert "unsafe" not in policy, "a picture may run what is inline"
    assert b"Traceback (most recent" not in response.content, "tells a stack trace"
