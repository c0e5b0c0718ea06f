"""What leads into concepts is read up to a bound each, and the rest is counted, whatever stands beside what."""

from __future__ import annotations

from itertools import combinations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import reading
from service.models import Concept


@pytest.mark.parametrize("bound", [1, 2, 3, 4])
def test_every_concept_gets_its_share_and_knows_what_is_missing(
    baked: Session, monkeypatch: pytest.MonkeyPatch, bound: int
) -> None:
    names = baked.scalars(sa.select(Concept.id).order_by(Concept.id)).all()
    whole = {name: [one.id for one in read.inbound] for name, read in reading.read_concepts(baked, names).items()}
    assert max(map(len, whole.values())) > 1
    monkeypatch.setattr(reading, "MOST_INBOUND", bound)
    for count in (1, 2, 3, len(names)):
        for chosen in combinations(names, count):
            for name, read in reading.read_concepts(baked, chosen).items():
                assert [one.id for one in read.inbound] == whole[name][:bound]
                assert read.omitted == max(0, len(whole[name]) - bound)
                assert all(one.citations for one in read.inbound)
