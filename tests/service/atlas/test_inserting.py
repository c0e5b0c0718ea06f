"""Rows written many at a time come back as they went in, as if the mapper had written them."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from service.atlas.inserting import Insertion, insert
from service.ledger import Change
from service.models import Source

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DOCUMENTS = st.none() | st.dictionaries(TEXT, st.booleans() | st.integers(-(2**40), 2**40) | TEXT, max_size=3)
ROWS = st.lists(st.fixed_dictionaries({"document_id": TEXT, "before": DOCUMENTS, "after": DOCUMENTS}), max_size=5)
DIALECT: Any = postgresql.psycopg.dialect
SAME: dict[str, Any] = {"revision": 1, "actor": "a", "noun": "source", "action": "added"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(rows=ROWS)
def test_what_goes_in_comes_out(session: Session, rows: list[dict[str, Any]]) -> None:
    insert(session.connection(), Change.__table__, [{**SAME, **row} for row in rows])  # type: ignore[arg-type]
    stored = session.scalars(sa.select(Change).order_by(Change.id)).all()
    assert [{name: getattr(one, name) for name in ("document_id", "before", "after")} for one in stored] == rows
    assert all(one.at.tzinfo is not None for one in stored)
    missing = sa.select(sa.func.count()).where(Change.after.is_(sa.null()))
    assert session.scalar(missing) == sum(row["after"] is None for row in rows)
    session.rollback()


def test_a_row_that_stands_already_is_refused(session: Session) -> None:
    row = {"id": "a", "position": 0, "title": "T", "publisher": "P", "year": None, "url": None, "kind": "book"}
    insert(session.connection(), Source.__table__, [row])  # type: ignore[arg-type]
    with pytest.raises(sa.exc.IntegrityError):
        insert(session.connection(), Source.__table__, [row])  # type: ignore[arg-type]


def test_a_driver_that_names_its_parameters_is_given_maps() -> None:
    made = Insertion(Change.__table__, (*SAME, "document_id"), DIALECT())  # type: ignore[arg-type]
    (values,) = made.values([{**SAME, "document_id": "x"}])
    assert values.items() >= {**SAME, "document_id": "x"}.items()
    assert values["at"].tzinfo is None
