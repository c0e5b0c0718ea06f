"""/openapi-actions.json: within what OpenAI's actions read, and nothing in it that the service does not do."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from service.chat.actions import LIMITS, OPERATIONS


@pytest.fixture
def document(client: FlaskClient) -> dict:
    return client.get("/openapi-actions.json").json


def test_it_is_a_whole_document_of_its_own(document: dict) -> None:
    validate(document)
    assert document["servers"][0]["url"].startswith("http")
    assert list(document["paths"]) == list(OPERATIONS)


def test_it_is_within_the_limits(document: dict) -> None:
    operations = [item["get"] for item in document["paths"].values()]
    assert len(operations) <= LIMITS["operations"]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        assert 0 < len(one["description"]) <= LIMITS["description"]
        assert 0 < len(one["summary"]) <= LIMITS["description"]
        for parameter in one["parameters"]:
            assert parameter["in"] in ("path", "query")  # custom headers are not supported
            assert 0 < len(parameter["description"]) <= LIMITS["parameter description"]


def test_every_operation_answers_as_text_that_a_model_can_take(atlas: FlaskClient) -> None:
    told = atlas.get("/openapi-actions.json").json
    known = {
        "concept_id": "kvm", "ids": "xen,kvm,hyper-v,vmware-esxi", "start": "virsh", "end": "kvm",
        "diagram_id": "kvm-architecture", "source_id": "nist-800-125",
        "deck_id": atlas.get("/v1/decks").json["items"][0]["id"],
    }  # fmt: skip
    for path, item in told["paths"].items():
        query = {"q": "hypervisor"} if path in ("/v1/ask", "/v1/search") else {}
        if any(one["name"] == "page_size" for one in item["get"]["parameters"]):
            query["page_size"] = 25
        answer = atlas.get(path.format(**known), query_string=query, follow_redirects=True)
        assert answer.status_code == 200, path
        assert len(answer.get_data(as_text=True)) < LIMITS["answer characters"], path


def test_it_says_what_the_whole_document_says(client: FlaskClient, document: dict) -> None:
    whole = client.get("/openapi.json").json
    for name, schema in document["components"]["schemas"].items():
        assert whole["components"]["schemas"][name] == schema
