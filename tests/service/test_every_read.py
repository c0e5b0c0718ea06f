"""Every documented read: no statement more for a longer list, and no table read from end to end on the way to one thing.

The addresses come from the OpenAPI document and its examples, so that a new route is held to the same.
"""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask

from service.database import db
from tests.service.test_statements import recorded

MOST = {"/v1/ask": 30, "/v1/export": 40}  # statements; an export reads table by table, in batches
USUAL = 20
DRAWN = (".svg", ".png", ".pdf", ".pptx", ".drawio")  # drawn from what `.dot` reads
# Read whole by intent: everything there is, what is new, or a search through every name; `n` tables are small.
WHOLE = ("/v1/export", "/v1/changes", "/v1/search", "/v1/suggest", "/v1/ask")
SMALL = {"knowledge_revision", "property", "relation_type", "term", "kind", "deck", "comparison", "diagram"}


def reads(app: Flask) -> list[str]:
    """Return an address of every documented read."""
    document = app.test_client().get("/openapi.json").json
    found = []
    for path, item in document["paths"].items():
        if "get" not in item or path.endswith(DRAWN) or not path.startswith("/v1/"):
            continue
        query = []
        for one in [*item.get("parameters", []), *item["get"].get("parameters", [])]:
            if one["in"] == "path":
                path = path.replace("{%s}" % one["name"], quote(str(one["example"]), safe=","))  # noqa: PLW2901, UP031
            elif one.get("required") and one["in"] == "query":
                query.append(f"{one['name']}={quote(str(one['schema'].get('example', one.get('example'))))}")
        found.append(path + ("?" + "&".join(query) if query else ""))
    return found


def with_query(address: str, query: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{query}"


@pytest.mark.slow
def test_no_answer_asks_more_for_a_longer_list(atlas_app: Flask) -> None:
    client, failures, followed = atlas_app.test_client(), [], 0
    client.get("/v1/search?q=index")  # whoever searches first has the index made, once
    for address in reads(atlas_app):
        counts = []
        for query in ("page_size=2", "page_size=40") if not address.endswith(".dot") else ("",):
            with recorded(atlas_app) as statements:
                answer = client.get(with_query(address, query) if query else address)
            if answer.status_code not in (200, 404):
                failures.append(f"{answer.status_code} at {address}")
            followed += answer.status_code == 200
            counts.append(len(statements))
        most = next((limit for start, limit in MOST.items() if address.startswith(start)), USUAL)
        if max(counts) > most or counts[-1] > counts[0]:
            failures.append(f"{counts} statements at {address}")
    assert failures == []
    assert followed > 40


@pytest.mark.slow
def test_no_table_is_read_whole_for_one_thing(atlas_app: Flask) -> None:
    scans = set()
    for address in reads(atlas_app):
        if address.startswith(WHOLE) or address.count("/") < 3:  # a list counts and pages what there is
            continue
        with recorded(atlas_app) as statements:
            atlas_app.test_client().get(address if address.endswith(".dot") else with_query(address, "plan=1"))
        with atlas_app.app_context(), db.engine.connect() as connection:
            for text, parameters in statements:
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters):
                    step = str(row[3])
                    # What stands in a subquery was looked up there, and has lines of its own in the plan.
                    if step.startswith("SCAN") and step.split()[1] not in SMALL and "SCAN anon_" not in step:
                        scans.add(f"{address}: {step} in {text[:160]}")
    assert sorted(scans) == []
