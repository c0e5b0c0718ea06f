"""What an operator sees."""

from __future__ import annotations

import re

from flask.testing import FlaskClient


def figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"{name} is missing"
    return float(found[1])


def test_requests_are_counted_by_route_not_by_address(client: FlaskClient) -> None:
    row = 'virtlas_requests_total{method="GET",route="/v1/concepts/<reference:concept_id>",status="404"}'
    for name in ("nobody", "nothing"):
        client.get(f"/v1/concepts/{name}")
    text = client.get("/metrics").text
    assert figure(text, row) >= 2
    assert "nobody" not in text


def test_the_hot_path_and_the_revision_can_be_read(client: FlaskClient) -> None:
    before = figure(client.get("/metrics").text, "virtlas_hot_hits_total")
    for _ in range(3):
        client.get("/v1/concepts/rye?counted=1")
    answer = client.get("/metrics")
    assert figure(answer.text, "virtlas_hot_hits_total") == before + 2
    assert figure(answer.text, "virtlas_knowledge_revision") >= 1
    assert figure(answer.text, "virtlas_renderers") == 1
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/plain", "no-store")


def test_a_page_may_run_nothing_of_others_and_be_framed_by_nobody_else(client: FlaskClient) -> None:
    headers = client.get("/docs").headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_may_be_framed_anywhere_and_runs_nothing(client: FlaskClient) -> None:
    policy = client.get("/v1/diagrams/rye.svg").headers["Content-Security-Policy"]
    assert "frame-ancestors" not in policy
    assert "default-src 'none'" in policy
