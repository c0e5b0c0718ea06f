"""From what somebody wrote to the concept that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from service.atlas.names import normalize, resolve
from service.errors import Ambiguous, Moved, Unknown


def test_an_id_is_itself(baked: Session) -> None:
    assert resolve(baked, "baguette") == "baguette"


@pytest.mark.parametrize("name", ["Baguette", "바게트", "french-stick", "프랑스 빵", "long-loaf", "ＢＡＧＵＥＴＴＥ"])
def test_another_name_leads_to_the_id(baked: Session, name: str) -> None:
    with pytest.raises(Moved) as caught:
        resolve(baked, name)
    assert caught.value.canonical == "baguette"


def test_a_name_of_two_is_ambiguous(baked: Session) -> None:
    with pytest.raises(Ambiguous) as caught:
        resolve(baked, "stick")
    assert caught.value.candidates == ["baguette", "rye"]


def test_an_own_label_outranks_the_alias_of_another(baked: Session) -> None:
    with pytest.raises(Moved) as caught:
        resolve(baked, "Rye bread")
    assert caught.value.canonical == "rye"


def test_a_misspelt_name_gets_suggestions(baked: Session) -> None:
    with pytest.raises(Unknown) as caught:
        resolve(baked, "bagguette")
    assert caught.value.suggestions[0] == "baguette"


@pytest.mark.parametrize("name", ["", "%", "' OR 1=1 --", "\x00", "🥖", "x" * 10_000])
def test_nonsense_is_unknown(baked: Session, name: str) -> None:
    with pytest.raises(Unknown):
        resolve(baked, name)


@given(st.text())
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)
