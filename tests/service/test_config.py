"""Settings come from variables, and wrong ones are named."""

from __future__ import annotations

import pytest

from service.config import SettingError, from_environment


def test_defaults_stand_where_nothing_is_set() -> None:
    assert from_environment({})["CACHE_SECONDS"] == 60


def test_variables_win() -> None:
    values = from_environment({"VIRTLAS_CACHE_SECONDS": "5", "VIRTLAS_BASE_URL": "https://atlas.example"})
    assert (values["CACHE_SECONDS"], values["BASE_URL"]) == (5, "https://atlas.example")


@pytest.mark.parametrize("value", ["soon", "-1", "1.5", ""])
def test_a_number_that_is_none_is_named_with_an_example(value: str) -> None:
    with pytest.raises(SettingError, match=r"VIRTLAS_RENDERERS=.*for example 2"):
        from_environment({"VIRTLAS_RENDERERS": value})
