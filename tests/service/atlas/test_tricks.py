"""Whatever is wrong with a document, the folder tells file, line and what to do, and an import place and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from service.atlas.consistency import check
from service.atlas.folder import read_folder
from service.atlas.yaml_text import LARGEST
from tests.service.routes.test_writing import key_of

from .tricks import SOUND, TRICKS, Trick

PLACE = "concepts/breads/bun.yaml"
LEAD = "concept:\n"


def without_cluster(text: str) -> str:
    """The folder says the cluster; a comment keeps the lines."""
    return text.replace("cluster: breads", "# breads", 1)


def entry(text: str) -> str:
    """The entry as the one of a list."""
    lines = text.splitlines()
    return "\n".join(["- " + lines[0], *(line if line == "---" else "  " + line for line in lines[1:])]) + "\n"


def tells(problem: object) -> bool:
    """Whether a message says what to do: in its hint, or in its own words."""
    text = str(problem)
    return "(" in text or re.search(r"; |use |write |is missing|are allowed|is not", text) is not None


def test_the_sound_concept_is_sound(bread: Path) -> None:
    (bread / PLACE).write_text(without_cluster(SOUND), encoding="utf-8")
    assert [one for one in check(read_folder(bread)) if one.severity == "error"] == []


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_the_folder_tells_file_line_and_what_to_do(bread: Path, trick: Trick) -> None:
    (bread / PLACE).write_bytes(without_cluster(trick.text()).encode(trick.encoding))
    problems = [one for one in check(read_folder(bread)) if one.severity == "error"]
    assert problems, "it was taken"
    lines = (max(trick.line, 1), 3)  # a clash with another file is told in the second of the two
    told = [one for one in problems if one.line in lines and trick.words.lower() in str(one).lower()]
    assert told, [str(one) for one in problems]
    assert all(tells(one) for one in problems), [str(one) for one in problems]


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_an_import_tells_place_and_line_and_writes_nothing(baker: Flask, trick: Trick) -> None:
    body = (LEAD + entry(trick.text())).encode(trick.encoding)
    client = baker.test_client()
    answer = client.post("/v1/import", data=body, content_type="application/yaml", headers=key_of(baker))
    assert answer.status_code == 422, answer.json
    problems = answer.json["problems"]
    line = trick.line + 1  # the noun stands before it
    told = [
        one for one in problems
        if one["line"] == line and trick.words.lower() in f"{one['message']} {one['hint']}".lower()
    ]  # fmt: skip
    assert told, problems
    assert all(one["place"] == "body" or one["place"].startswith("concept.0") for one in problems), problems
    assert client.get("/v1/concepts/bun").status_code == 404


def test_fifty_megabytes_are_not_even_read(baker: Flask, bread: Path) -> None:
    huge = bread / PLACE
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    (told,) = [one for one in read_folder(bread).problems if one.path == PLACE]
    assert (told.line, f"{LARGEST:,}" in told.hint) == (1, True)
    with huge.open("rb") as body:
        headers = {**key_of(baker), "Content-Type": "application/yaml", "Content-Length": "50000000"}
        answer = baker.test_client().post("/v1/import", input_stream=body, headers=headers)
        assert (answer.status_code, body.tell()) == (413, 0)


def test_ids_that_differ_by_case_cannot_stand_side_by_side(bread: Path) -> None:
    sound = without_cluster(SOUND)
    (bread / PLACE).write_text(sound, encoding="utf-8")
    (bread / "concepts/breads/BUN.yaml").write_text(sound, encoding="utf-8")
    (bread / "concepts/doughs/bun.yaml").write_text(sound, encoding="utf-8")
    told = [str(one) for one in check(read_folder(bread)) if one.severity == "error"]
    assert any("BUN.yaml:1:" in one and "named for its id" in one for one in told)
    assert any("doughs/bun.yaml" in one and "stands in" in one for one in told)
