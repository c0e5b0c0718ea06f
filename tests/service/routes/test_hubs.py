"""A concept that any number of others lead to: every answer about it is bounded, and the rest is told of."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from service.atlas.loading import load
from service.atlas.reading import MOST_INBOUND
from service.database import db
from service.models import Concept, Name, Relation, RelationCitation
from tests.conftest import BREAD, application, close

KINDS = 2_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The bread atlas with thousands of kinds of bread."""
    app = application(Path(tmp_path_factory.mktemp("hub")) / "hub.db", BREAD)
    with app.app_context():
        load(db.session, BREAD)
        pattern = db.session.get_one(Concept, "rye")
        columns = {column.key: getattr(pattern, column.key) for column in sa.inspect(Concept).columns}
        names = [f"kind-{number:05}" for number in range(KINDS)]
        db.session.execute(sa.insert(Concept), [{**columns, "id": name} for name in names])
        known = {"field": "id", "language": None}
        db.session.execute(
            sa.insert(Name), [{"concept_id": name, "text": name, "normalized": name, **known} for name in names]
        )
        number = db.session.scalars(sa.select(sa.func.max(Relation.id))).one() + 1
        claim = {"type_id": "is_a", "target_id": "bread", "position": 0, "disputed": False}
        db.session.execute(
            sa.insert(Relation), [{"id": number + n, "subject_id": name, **claim} for n, name in enumerate(names)]
        )
        cited = {"source_id": "flour-book", "position": 0, "verified": False}
        db.session.execute(sa.insert(RelationCitation), [{"relation_id": number + n, **cited} for n in range(KINDS)])
        db.session.commit()
    yield app
    close(app)


@pytest.fixture
def crowd(hub: Flask) -> FlaskClient:
    return hub.test_client()


def test_a_concept_lists_some_of_what_leads_to_it_and_counts_the_rest(crowd: FlaskClient, client: FlaskClient) -> None:
    before, got = client.get("/v1/concepts/bread").json, crowd.get("/v1/concepts/bread").json
    came = [one for one in got["relations"] if one["direction"] == "in"]
    assert (before["omitted"], len(came)) == (0, MOST_INBOUND)
    assert len(came) + got["omitted"] == KINDS + sum(one["direction"] == "in" for one in before["relations"])
    assert all(one["sources"] == ["flour-book"] for one in came if one["target"]["id"].startswith("kind-"))


def test_the_pages_of_its_relations_hold_each_once(crowd: FlaskClient) -> None:
    first = crowd.get("/v1/concepts/bread/relations")
    assert first.json["page_size"] == len(first.json["items"]) == 500
    assert 'page=2>; rel="next"' in first.headers["Link"]
    names, page = [], 1
    while len(names) < 1500:
        items = crowd.get(f"/v1/concepts/bread/relations?direction=in&page={page}").json["items"]
        names += [one["target"]["id"] for one in items]
        page += 1
    assert names == sorted(set(names)), "in order, and none twice"
    last = -(-first.json["total"] // 500)
    rest = crowd.get(f"/v1/concepts/bread/relations?page={last}").json
    assert (len(rest["items"]), rest["total"]) == (first.json["total"] - 500 * (last - 1), first.json["total"])
    past = crowd.get(f"/v1/concepts/bread/relations?page={last + 1}")
    assert (past.status_code, list(past.json["errors"])) == (422, ["page"])


def test_chains_follow_after_the_direct_relations(client: FlaskClient) -> None:
    whole = client.get("/v1/concepts/yeast/relations?transitive=true").json
    single = [
        client.get(f"/v1/concepts/yeast/relations?transitive=true&page_size=1&page={page}").json["items"]
        for page in range(1, whole["total"] + 1)
    ]
    assert [one for (one,) in single] == whole["items"]


@pytest.mark.parametrize(
    "address",
    [
        "/v1/concepts/bread.md", "/v1/concepts/bread.ttl", "/v1/concepts/bread/graph?depth=3",
        "/v1/comparisons/bread,yeast", "/v1/concepts/bread.svg?view=graph",
        "/v1/concepts/bread.svg", "/v1/paths/kind-00001/yeast", "/v1/search?q=bread", "/v1/ask?q=bread",
        "/v1/concepts/bread/relations?transitive=true&direction=in", "/en/concepts/bread", "/ko/explore/bread",
    ],
)  # fmt: skip
def test_every_answer_about_it_is_bounded(crowd: FlaskClient, address: str) -> None:
    answer = crowd.get(address)
    assert answer.status_code == 200, answer.text[:300]
    assert len(answer.data) < 2_000_000


def test_a_tree_that_no_slide_holds_is_refused(crowd: FlaskClient) -> None:
    refused = crowd.get("/v1/concepts/bread.svg?view=taxonomy")
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["nodes"])
