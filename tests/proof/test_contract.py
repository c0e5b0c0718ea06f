"""The running service against its OpenAPI document: a short form of ``make contract``."""

from __future__ import annotations

import pytest

from tests.conftest import BREAD
from tests.proof import contract


@pytest.mark.slow
def test_the_service_answers_as_its_document_promises(capfd: pytest.CaptureFixture[str]) -> None:
    status = contract.run(BREAD, *contract.SHORT)
    said = capfd.readouterr()
    assert status == 0, said.out[-6000:] + said.err[-3000:]
