"""Every concept has a picture in every view: its own, or the best that the atlas has for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from service.atlas.loading import load
from service.database import db
from service.models import Concept
from tests.service.routes.test_diagrams import words

VIEWS = ("architecture", "graph", "taxonomy", "timeline", "flow")

FICELLE = """\
id: ficelle
kind: bread
label: {en: Ficelle, ko: 피셀}
summary: {en: A thin baguette., ko: 가는 바게트이다.}
description: {en: It is thin., ko: 가늘다.}
relations:
- {type: is_a, target: baguette, sources: [flour-book]}
"""


def test_what_no_picture_shows_gets_the_picture_of_its_kind(app: Flask, bread: Path) -> None:
    (bread / "concepts/breads/ficelle.yaml").write_text(FICELLE, encoding="utf-8")
    with app.app_context():
        load(db.session, bread)
    answer = app.test_client().get("/v1/concepts/ficelle.svg?view=architecture&lang=en&text=font")
    assert answer.status_code == 200
    assert "Inside the baguette" in words(answer.data)


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_every_concept_of_the_atlas_has_a_picture_in_every_view(atlas_app: Flask, view: str) -> None:
    client = atlas_app.test_client()
    with atlas_app.app_context():
        concepts = list(db.session.scalars(sa.select(Concept.id).order_by(Concept.id)))
    failed = []
    for place, one in enumerate(concepts, VIEWS.index(view)):  # the languages take turns: both for all is the gallery
        address = f"/v1/concepts/{one}.svg?view={view}&lang={('ko', 'en')[place % 2]}&text=font"
        if client.get(address).status_code != 200:
            failed.append(address)
    assert failed == []
