"""Loading: one transaction, idempotent, and what was edited in the database stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from service.atlas import documents, revision
from service.atlas.folder import read_folder
from service.atlas.loading import BrokenKnowledge, is_loaded, load
from service.models import Concept

Edit = Callable[[Path, str, str], None]
RYE = "concepts/breads/rye.yaml"


def test_what_is_loaded_reads_back_equal(baked: Session, bread: Path) -> None:
    for document in read_folder(bread).documents:
        assert documents.read(baked, document.noun, document.id) == document.data


def test_loading_again_changes_nothing(baked: Session, bread: Path) -> None:
    before = revision.current(baked)
    report = load(baked, bread)
    assert not report.moved
    assert revision.current(baked) == before == 1


def test_a_change_is_loaded_and_moves_the_revision(baked: Session, bread: Path, edit: Edit) -> None:
    edit(bread / RYE, "A dark bread of rye.", "A dark and heavy bread.")
    report = load(baked, bread)
    assert report.changed == [("concept", "rye")]
    assert revision.current(baked) == 2
    assert baked.get_one(Concept, "rye").summary["en"] == "A dark and heavy bread."


def test_a_broken_folder_changes_nothing(baked: Session, bread: Path, edit: Edit) -> None:
    edit(bread / RYE, "A dark bread of rye.", "Something else.")
    edit(bread / RYE, "target: sourdough", "target: sourdoug")
    with pytest.raises(BrokenKnowledge):
        load(baked, bread)
    assert baked.get_one(Concept, "rye").summary["en"] == "A dark bread of rye."
    assert revision.current(baked) == 1


def test_an_edit_in_the_database_stays_when_the_folder_did_not_change(baked: Session, bread: Path) -> None:
    baked.get_one(Concept, "rye").summary = {"en": "Edited here.", "ko": "여기서 고쳤다."}
    baked.commit()
    assert not load(baked, bread).moved
    assert baked.get_one(Concept, "rye").summary["en"] == "Edited here."


def test_where_both_changed_the_edit_stays_and_the_conflict_is_listed(baked: Session, bread: Path, edit: Edit) -> None:
    baked.get_one(Concept, "rye").summary = {"en": "Edited here.", "ko": "여기서 고쳤다."}
    baked.commit()
    edit(bread / RYE, "A dark bread of rye.", "Edited there.")
    report = load(baked, bread)
    assert report.conflicts == [("concept", "rye")]
    assert baked.get_one(Concept, "rye").summary["en"] == "Edited here."


def test_the_folder_wins_a_conflict_when_told_to(baked: Session, bread: Path, edit: Edit) -> None:
    baked.get_one(Concept, "rye").summary = {"en": "Edited here.", "ko": "여기서 고쳤다."}
    baked.commit()
    edit(bread / RYE, "A dark bread of rye.", "Edited there.")
    assert load(baked, bread, theirs=frozenset({"rye"})).changed == [("concept", "rye")]
    assert baked.get_one(Concept, "rye").summary["en"] == "Edited there."


def test_what_leaves_the_folder_leaves_the_database(baked: Session, bread: Path) -> None:
    (bread / "decks/baking.yaml").unlink()
    report = load(baked, bread)
    assert report.removed == [("deck", "baking")]
    assert documents.read(baked, "deck", "baking") is None


def test_a_dry_run_only_tells(baked: Session, bread: Path, edit: Edit) -> None:
    edit(bread / RYE, "A dark bread of rye.", "Something else.")
    assert load(baked, bread, dry_run=True).changed == [("concept", "rye")]
    assert baked.get_one(Concept, "rye").summary["en"] == "A dark bread of rye."
    assert revision.current(baked) == 1


def test_a_relation_that_moves_is_no_clash(baked: Session, bread: Path, edit: Edit) -> None:
    edit(bread / RYE, "- {type: raised_by, target: sourdough, sources: [crumb-paper]}\n", "")
    edit(
        bread / RYE,
        "- {type: is_a, target: bread, disputed: true, sources: [crumb-paper]}",
        "- {type: raised_by, target: sourdough, sources: [crumb-paper]}\n"
        "- {type: is_a, target: bread, disputed: true, sources: [flour-book]}",
    )
    load(baked, bread)
    types = [relation.type_id for relation in baked.get_one(Concept, "rye").relations]
    assert types == ["raised_by", "is_a", "eaten_with"]


def test_an_untouched_folder_is_known_without_reading_it_through(baked: Session, bread: Path, edit: Edit) -> None:
    assert is_loaded(baked, bread)
    edit(bread / RYE, "A dark bread of rye.", "Something else.")
    assert not is_loaded(baked, bread)
