"""Export: what nobody edited comes back byte for byte, what was edited reads back equal."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from service.atlas import documents, yaml_writing
from service.atlas.exporting import export
from service.atlas.folder import read_folder
from service.atlas.loading import load
from service.atlas.yaml_text import parse
from service.database import db
from service.models import Concept, Source
from service.schemas.documents import DOCUMENTS
from tests.conftest import KNOWLEDGE


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_an_untouched_folder_comes_back_byte_for_byte(baked: Session, bread: Path, tmp_path: Path) -> None:
    export(baked, tmp_path / "out")
    assert files_of(tmp_path / "out") == files_of(bread)


def test_the_whole_atlas_comes_back_byte_for_byte(atlas_app: Flask, tmp_path: Path) -> None:
    with atlas_app.app_context():
        export(db.session, tmp_path)
    assert files_of(tmp_path) == files_of(KNOWLEDGE)


def test_only_the_edited_file_is_written_anew(baked: Session, bread: Path, tmp_path: Path) -> None:
    baked.get_one(Concept, "rye").summary = {"en": "Edited.", "ko": "고쳤다."}
    baked.commit()
    export(baked, tmp_path / "out")
    before, after = files_of(bread), files_of(tmp_path / "out")
    assert {path for path in before if before[path] != after[path]} == {"concepts/breads/rye.yaml"}


def test_what_was_edited_loads_again_and_changes_nothing(baked: Session, tmp_path: Path) -> None:
    baked.get_one(Concept, "rye").summary = {"en": "Edited: yes.", "ko": "고쳤다: 예."}
    baked.get_one(Source, "flour-book").title = "The Book of # Flour"
    baked.commit()
    export(baked, tmp_path / "out")
    report = load(baked, tmp_path / "out")
    assert not report.moved
    assert report.conflicts == []


def test_what_was_added_gets_a_place(baked: Session, tmp_path: Path) -> None:
    document = documents.read(baked, "concept", "bread")
    assert document is not None
    documents.write(baked, "concept", [(0, {**document, "id": "naan", "label": {"en": "Naan", "ko": "난"}})], 2)
    documents.write(baked, "source", [(9, {"id": "oven-book", "title": "Ovens", "publisher": "P", "kind": "book"})], 2)
    baked.commit()
    written = export(baked, tmp_path / "out")
    assert {"concepts/breads/naan.yaml", "sources/added.yaml"} <= set(written)


def test_what_was_removed_is_gone(baked: Session, bread: Path) -> None:
    documents.delete(baked, "deck", "baking")
    baked.commit()
    export(baked, bread)
    assert not (bread / "decks/baking.yaml").exists()


def test_every_document_of_the_atlas_survives_being_written() -> None:
    for document in read_folder(KNOWLEDGE).documents:
        tree, problems = parse(yaml_writing.one(document.noun, document.data), "f.yaml")
        extra = {"cluster": document.data["cluster"]} if document.noun == "concept" else {}
        assert (DOCUMENTS[document.noun]().load({**tree.data, **extra}), problems) == (document.data, [])
