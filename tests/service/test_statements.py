"""What an uncached answer asks of the database: few statements, however much is known, and no table scans."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from service.database import db

# Read whole: one row, or a vocabulary that editors keep small.
SMALL = {"knowledge_revision", "property", "relation_type", "term"}
LIMITS = {
    "/v1/concepts": 4,
    "/v1/concepts/hypervisor": 9,
    "/v1/concepts/hypervisor.md": 9,
    "/v1/concepts/kvm": 9,
    "/v1/concepts/hypervisor/relations": 9,
    "/v1/concepts/hypervisor/graph?depth=2": 8,
    "/v1/comparisons": 3,
    "/v1/comparisons/xen,kvm": 12,
    "/v1/comparisons/xen,kvm,qemu": 13,
    "/v1/paths/virsh/kvm": 12,
    "/v1/sources": 3,
    "/v1/properties": 3,
    "/v1/changes?since=1": 3,
    "/v1/diagrams": 6,
    "/v1/diagrams/xen-architecture": 7,
}
HOT = ["/v1/concepts/hypervisor", "/v1/concepts/kvm.md", "/v1/comparisons/xen,kvm", "/v1/sources/qemu-intro"]


@contextmanager
def recorded(app: Flask) -> Iterator[list[tuple[str, Any]]]:
    """The statements that run meanwhile, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            statements.append((statement, parameters))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield statements
    sa.event.remove(engine, "before_cursor_execute", note)


def statements_of(app: Flask, address: str) -> list[tuple[str, Any]]:
    mark = "&" if "?" in address else "?"
    with recorded(app) as statements:
        answer = app.test_client().get(f"{address}{mark}uncached=1")
    assert answer.status_code == 200
    return statements


@pytest.mark.parametrize("address", LIMITS)
def test_the_number_of_statements_is_fixed(atlas_app: Flask, address: str) -> None:
    statements = statements_of(atlas_app, address)
    assert 0 < len(statements) <= LIMITS[address], "\n".join(text for text, _ in statements)


@pytest.mark.parametrize("address", HOT)
def test_no_table_is_read_from_end_to_end(atlas_app: Flask, address: str) -> None:
    scans = []
    statements = statements_of(atlas_app, f"{address}?plan=1")
    assert statements
    with atlas_app.app_context(), db.engine.connect() as connection:
        for text, parameters in statements:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters):
                step = str(row[3])
                if step.startswith("SCAN") and step.split()[1] not in SMALL:
                    scans.append(f"{step} in {text}")
    assert scans == []
