"""What cannot be drawn is refused with the place and the reason."""

from dataclasses import replace

import pytest

from diagrams import Box, DiagramError, Link, Options, check_options, validate
from tests.diagrams.samples import TYPES, XEN, b


def refused(picture: object) -> DiagramError:
    with pytest.raises(DiagramError) as caught:
        validate(picture)  # type: ignore[arg-type]
    return caught.value


def test_the_samples_are_fine() -> None:
    validate(XEN)
    validate(TYPES)


def test_two_boxes_of_one_name_are_refused() -> None:
    error = refused(replace(XEN, rows=((b("a", "A", "A", "app"), b("a", "B", "B", "app")),), links=()))
    assert error.field == "rows[0][1].id"
    assert "twice" in error.message


def test_a_link_to_nowhere_names_the_missing_box() -> None:
    error = refused(replace(XEN, links=(Link("backend", "nowhere"),)))
    assert error.field == "links[0].target"
    assert "nowhere" in error.message


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rows": ()}, "rows"),
        ({"rows": ((),)}, "rows[0]"),
        ({"rows": ((Box("a", {"en": "A"}, "no-role"),),), "links": ()}, "rows[0][0].role"),
        ({"rows": ((Box("a", {}, "app"),),), "links": ()}, "rows[0][0].label"),
        ({"rows": ((Box("", {"en": "A"}, "app"),),), "links": ()}, "rows[0][0].id"),
        ({"rows": ((Box("a", {"en": "A"}, "app", span=0),),), "links": ()}, "rows[0][0].span"),
        ({"links": (Link("backend", "native", "telepathy"),)}, "links[0].kind"),
        ({"links": (Link("backend", "backend"),)}, "links[0]"),
        ({"title": {}}, "title"),
    ],
)
def test_each_mistake_names_its_field(change: dict[str, object], field: str) -> None:
    assert refused(replace(XEN, **change)).field == field  # type: ignore[arg-type]


def test_a_comparison_has_two_to_six_columns() -> None:
    assert refused(replace(TYPES, columns=TYPES.columns[:1])).field == "columns"
    assert refused(replace(TYPES, columns=TYPES.columns * 4)).field == "columns"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lang", "fr"),
        ("theme", "pink"),
        ("aspect", "1:1"),
        ("text", "braille"),
        ("width", 3),
        ("scale", 99.0),
        ("step", -1),
        ("detail", "some"),
        ("background", "plaid"),
    ],
)
def test_an_option_outside_its_choices_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(DiagramError) as caught:
        check_options(replace(Options(), **{field: value}))  # type: ignore[arg-type]
    assert caught.value.field == field
