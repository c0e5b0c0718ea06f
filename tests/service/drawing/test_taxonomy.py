"""Trees of kinds as values."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from diagrams import Twig
from diagrams.views import check_view, nodes_of
from service.drawing import concept_picture
from service.drawing.taxonomy import disputed, hierarchy, kinds, parent
from service.models import Concept, Relation


def twigs(root: Twig) -> Iterator[Twig]:
    yield root
    for one in root.twigs:
        yield from twigs(one)


def test_a_concept_with_kinds_heads_its_tree(baked: Session) -> None:
    tree = kinds(baked, baked.get_one(Concept, "bread"), "")
    assert tree.root.node.id == "bread"
    assert {"baguette", "rye"} <= {twig.node.id for twig in tree.root.twigs}


def test_a_concept_without_kinds_is_pointed_out_among_its_siblings(baked: Session) -> None:
    chosen = concept_picture(baked, "baguette", "taxonomy", "")
    assert chosen.highlight == ("baguette",)
    assert chosen.picture.title["en"] == "Baguette: where it belongs"
    shown = {node.id.partition("~")[0] for node in nodes_of(chosen.picture.root)}  # type: ignore[union-attr]
    assert {"baguette", "rye"} <= shown


def test_every_concept_has_a_tree_that_can_be_drawn_and_stands_in_it(baked: Session) -> None:
    for concept in baked.query(Concept):
        tree = kinds(baked, concept, "")
        check_view(tree)
        ids = [node.id for node in nodes_of(tree.root)]
        assert len(ids) == len(set(ids))
        assert concept.id in {one.partition("~")[0] for one in ids}


def test_nothing_stands_under_what_it_is_only_said_by_some_to_be_a_kind_of(baked: Session) -> None:
    types = hierarchy(baked)
    bread = baked.get_one(Concept, "baguette")
    assert parent(baked, bread, types).id != "baguette"
    for relation in baked.query(Relation).filter(Relation.subject_id == "baguette"):
        relation.disputed = True
    baked.flush()
    assert parent(baked, bread, types).id == "baguette"
    heads = [one.id for one in baked.query(Concept)]
    assert ("baguette", "bread") in disputed(baked, heads, types)
