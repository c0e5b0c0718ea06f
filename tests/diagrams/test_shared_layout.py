"""One layout for both languages: slides can be swapped and no box moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import Architecture, Comparison, DiagramError, Options, View
from diagrams.drawing import compose
from diagrams.scene import Scene
from tests.diagrams.samples import ALL, ROLES, architecture, b, link
from tests.diagrams.test_views import VIEWS

PICTURES: dict[str, Architecture | Comparison | View] = {**ALL, **VIEWS}


def scenes(picture: Architecture | Comparison | View, **options: str) -> tuple[Scene, Scene]:
    english, _ = compose(picture, Options(lang="en", layout="shared", **options))  # type: ignore[arg-type]
    korean, _ = compose(picture, Options(lang="ko", layout="shared", **options))  # type: ignore[arg-type]
    return english, korean


def places(scene: Scene) -> object:
    """Everything of a scene that may not differ: the canvas, boxes, links, the grounds of their words."""
    boxes = [(box.id, box.kind, box.rect) for box in scene.boxes]
    edges = [(edge.id, edge.points, edge.chip and edge.chip.rect) for edge in scene.edges]
    return scene.width, scene.height, boxes, edges


def spilt(scene: Scene) -> list[str]:
    """Texts that leave their box."""
    return [
        line.text
        for box in scene.boxes
        for line in box.lines
        if line.left < box.rect.x - 0.2
        or line.left + line.width > box.rect.right + 0.2
        or not box.rect.y <= line.y <= box.rect.bottom
    ]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "auto"])
def test_nothing_moves_between_the_languages(name: str, aspect: str) -> None:
    english, korean = scenes(PICTURES[name], aspect=aspect)
    assert places(english) == places(korean)
    assert (spilt(english), spilt(korean)) == ([], [])


@pytest.mark.parametrize("name", ["xen", "tree"])
def test_each_still_speaks_its_own_language(name: str) -> None:
    english, korean = scenes(PICTURES.get(name) or next(iter(ALL.values())))
    assert {line.text for box in english.boxes for line in box.lines} != {
        line.text for box in korean.boxes for line in box.lines
    }
    assert english.title != korean.title


WORDS = st.text("abc de가나 다라", min_size=1, max_size=40).map(lambda text: f"x{text}")
LABELS = st.tuples(WORDS, WORDS)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(LABELS, min_size=1, max_size=4), min_size=1, max_size=4), LABELS, LABELS)
def test_whatever_the_words_are(
    rows: list[list[tuple[str, str]]], title: tuple[str, str], words: tuple[str, str]
) -> None:
    roles = list(ROLES)
    made = [
        tuple(b(f"b{r}-{i}", en, ko, roles[(r + i) % len(roles)], note=(ko, en)) for i, (en, ko) in enumerate(row))
        for r, row in enumerate(rows)
    ]
    group = (b("group", *words, "machine", *made),)
    ends = [box.id for row in made for box in row]
    links = [link(ends[0], ends[-1], *words)] if len(ends) > 1 else []
    english, korean = scenes(architecture("p", title, words, [group], links))
    assert places(english) == places(korean)


def test_both_languages_at_once_are_refused() -> None:
    with pytest.raises(DiagramError, match="already"):
        compose(ALL[next(iter(ALL))], Options(lang="ko+en", layout="shared"))
    with pytest.raises(DiagramError):
        compose(ALL[next(iter(ALL))], Options(layout="same"))
