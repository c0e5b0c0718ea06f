"""The atlas itself: large enough, sourced, and every part of the lecture answerable, comparable and drawable."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.atlas.consistency import check
from service.atlas.folder import Folder, read_folder
from tests.conftest import KNOWLEDGE

FLAGSHIPS = [
    "type-1-hypervisor,type-2-hypervisor", "virtual-machine,container", "xen,kvm",
    "full-virtualization,paravirtualization,hardware-assisted-virtualization", "pv-mode,hvm-mode,pvhvm-mode,pvh-mode",
    "azure-virtual-desktop,windows-365", "virtual-machine,container,serverless",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder() -> Folder:
    return read_folder(KNOWLEDGE)


def test_nothing_is_wrong_with_the_knowledge(folder: Folder) -> None:
    assert [str(problem) for problem in check(folder) if problem.severity == "error"] == []


@pytest.mark.parametrize(("noun", "least"), [("concept", 320), ("property", 45), ("comparison", 70), ("source", 120)])
def test_there_is_enough_of_every_noun(folder: Folder, noun: str, least: int) -> None:
    assert len(folder.of(noun)) >= least


@pytest.mark.parametrize(("member", "least"), [("facts", 2000), ("relations", 1400), ("misconceptions", 100)])
def test_there_is_enough_to_say(folder: Folder, member: str, least: int) -> None:
    assert sum(len(document.data[member]) for document in folder.of("concept").values()) >= least


def test_every_summary_fits_a_chat_bubble_and_every_description_teaches(folder: Folder) -> None:
    short = [
        f"{name} {language}"
        for name, document in folder.of("concept").items()
        for language, text in document.data["description"].items()
        if not 2 <= len([part for part in text.split("\n\n") if part.strip()]) <= 6
    ]
    assert short == []


def test_the_lecture_leads_only_to_things_that_are_there(atlas: FlaskClient) -> None:
    parts = atlas.get("/v1/decks/lecture").json["parts"]
    assert len(parts) == 10
    for part in parts:
        for item in part["items"]:
            assert atlas.get(item["url"], follow_redirects=True).status_code == 200, item


@pytest.mark.parametrize("ids", FLAGSHIPS)
def test_the_flagship_comparisons_are_curated_and_full(atlas: FlaskClient, ids: str) -> None:
    got = atlas.get(f"/v1/comparisons/{ids}").json
    assert got["curated"]
    assert len(got["choose"]) >= 2
    assert len([row for row in got["rows"] if sum(cell is not None for cell in row["cells"]) >= 2]) >= 5
    assert all(cell["sources"] for row in got["rows"] for cell in row["cells"] if cell)


@pytest.mark.parametrize("ids", FLAGSHIPS)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_flagship_comparisons_are_drawn(atlas: FlaskClient, ids: str, lang: str) -> None:
    assert atlas.get(f"/v1/comparisons/{ids}.svg?lang={lang}").status_code == 200


def test_the_disputed_says_so(atlas: FlaskClient) -> None:
    facts = atlas.get("/v1/concepts/kvm").json["facts"]
    types = {fact["value"] for fact in facts if fact["property"] == "hypervisor_type" and fact["disputed"]}
    assert {"type-1", "type-2"} <= types


def test_the_lectures_own_words_name_the_lecture(atlas: FlaskClient) -> None:
    for name in ("first-generation-virtualization", "second-generation-virtualization"):
        concept = atlas.get(f"/v1/concepts/{name}").json
        assert "lecture" in {source["id"] for source in concept["sources"]}


def test_every_fact_and_relation_of_every_concept_is_sourced(folder: Folder) -> None:
    bare = [
        name
        for name, document in folder.of("concept").items()
        for claim in [*document.data["facts"], *document.data["relations"], *document.data["misconceptions"]]
        if not claim["sources"]
    ]
    assert bare == []


def test_everything_asked_by_id_answers(atlas_app: Flask, folder: Folder) -> None:
    client = atlas_app.test_client()
    failed = [name for name in folder.of("concept") if client.get(f"/v1/concepts/{name}").status_code != 200]
    assert failed == []


@pytest.mark.parametrize("ids", ["xen,kvm,docker,podman", "xen,kvm,docker,qemu"])
def test_four_columns_in_which_machines_are_told_once_for_many_are_drawn(atlas: FlaskClient, ids: str) -> None:
    assert atlas.get(f"/v1/comparisons/{ids}.svg?lang=ko").status_code == 200
