"""Exports: parsed by a real RDF library, true to SKOS; and the feed of changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SKOS

from service.atlas.loading import load
from service.database import db

BASE = "http://localhost/v1/concepts/"


@pytest.fixture(scope="module", params=["ttl", "jsonld"])
def graph(request: pytest.FixtureRequest, bakery: Flask) -> Graph:
    answer = bakery.test_client().get(f"/v1/export.{request.param}")
    return Graph().parse(data=answer.text, format={"ttl": "turtle", "jsonld": "json-ld"}[request.param])


def test_every_concept_is_one(graph: Graph) -> None:
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 6


def test_both_forms_say_the_same(bakery: Flask) -> None:
    client = bakery.test_client()
    turtle = Graph().parse(data=client.get("/v1/export.ttl").text, format="turtle")
    json_ld = Graph().parse(data=client.get("/v1/export.jsonld").text, format="json-ld")
    assert set(turtle) == set(json_ld)


def test_concepts_schemes_and_relations_stay_apart(graph: Graph) -> None:
    """SKOS S9: a concept is no concept scheme."""
    assert not set(graph.subjects(RDF.type, SKOS.Concept)) & set(graph.subjects(RDF.type, SKOS.ConceptScheme))


def test_preferred_and_other_labels_are_disjoint(graph: Graph) -> None:
    """SKOS S13."""
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert not set(graph.objects(concept, SKOS.prefLabel)) & set(graph.objects(concept, SKOS.altLabel))


def test_one_preferred_label_a_language(graph: Graph) -> None:
    """SKOS S14."""
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert sorted(label.language for label in graph.objects(concept, SKOS.prefLabel)) == ["en", "ko"]


def test_related_never_runs_along_the_hierarchy(graph: Graph) -> None:
    """SKOS S27."""
    for one, other in graph.subject_objects(SKOS.related):
        assert other not in set(graph.transitive_objects(one, SKOS.broader))


def test_broader_comes_from_kinds_that_nobody_disputes(graph: Graph) -> None:
    assert set(graph.subject_objects(SKOS.broader)) == {
        (URIRef(BASE + "baguette"), URIRef(BASE + "bread")),
        (URIRef(BASE + "sourdough"), URIRef(BASE + "yeast")),
    }


def test_every_claim_names_its_source(graph: Graph) -> None:
    sources = Namespace("http://purl.org/dc/terms/").source
    claims = set(graph.subjects(RDF.type, RDF.Statement))
    assert len(claims) == 6
    assert all(graph.value(claim, sources) for claim in claims)


def test_one_concept_has_the_same_forms(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/v1/concepts/baguette.ttl").text, format="turtle")
    same = URIRef("https://schema.org/sameAs")
    assert graph.value(URIRef(BASE + "baguette"), same) == URIRef("http://www.wikidata.org/entity/Q26841")
    assert client.get("/v1/concepts/바게트.jsonld").headers["Location"] == "/v1/concepts/baguette.jsonld"


def test_the_whole_atlas_parses(atlas: FlaskClient) -> None:
    graph = Graph().parse(data=atlas.get("/v1/export.ttl").text, format="turtle")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == atlas.get("/v1/concepts").json["total"]


def test_json_holds_every_document(client: FlaskClient) -> None:
    whole = client.get("/v1/export.json").json
    assert {noun: len(found) for noun, found in whole.items() if noun in ("concept", "source", "deck")} == {
        "concept": 6, "source": 2, "deck": 1,
    }  # fmt: skip
    lines = [json.loads(line) for line in client.get("/v1/export.jsonl").text.splitlines()]
    assert len(lines) == sum(map(len, whole.values()))
    assert {"noun", "id"} <= set(lines[-1])


def test_exports_leave_half_of_the_threads_to_others(bakery: Flask) -> None:
    client, free = bakery.test_client(), bakery.extensions["exports"]
    for _ in range(bakery.config["THREADS"] // 2):
        assert free.acquire(blocking=False)
    refused = client.get("/v1/export.json?n=crowded", headers={"Accept-Language": "ko"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert "내보내고" in refused.json["detail"]
    assert client.get("/v1/concepts/rye?n=crowded").status_code == 200
    for _ in range(bakery.config["THREADS"] // 2):
        free.release()
    for form in ("json", "jsonl", "ttl", "jsonld"):
        assert client.get(f"/v1/export.{form}?n=alone").status_code == 200, "each gives its thread back"


def test_the_feed_says_what_changed_since(app: Flask, bread: Path, edit: Callable[[Path, str, str], None]) -> None:
    client = app.test_client()
    with app.app_context():
        load(db.session, bread)
    first = client.get("/v1/changes").json
    assert {one["action"] for one in first["items"]} == {"added"}
    edit(bread / "concepts/breads/rye.yaml", "A dark bread of rye.", "Another summary.")
    with app.app_context():
        load(db.session, bread)
    (change,) = client.get("/v1/changes?since=1").json["items"]
    assert (change["id"], change["action"], change["members"], change["revision"]) == ("rye", "changed", ["summary"], 2)
