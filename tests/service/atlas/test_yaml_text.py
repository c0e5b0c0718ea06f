"""YAML with line numbers, and without its dangers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.atlas import yaml_text
from service.atlas.yaml_text import YamlError, parse, read


def test_every_member_knows_its_line() -> None:
    tree, _ = parse("id: xen\nfacts:\n- property: a\n  text:\n    en: b\n", "f.yaml")
    assert tree.line(("facts", 0, "text", "en")) == 5
    assert tree.line(("facts", 0, "nothing")) == 3, "what is missing is looked for around its place"


def test_a_key_that_stands_twice_is_a_problem_on_its_second_line() -> None:
    _, problems = parse("a: 1\nb: 2\na: 3\n", "f.yaml")
    assert [(one.line, "twice" in one.message) for one in problems] == [(3, True)]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a:\n\t- 1\n", 2, "tab"),
        ("a: [1\nb: 2\n", 2, "quotes"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("", 1, "empty"),
        ("a: 'x\x07'\n", 1, "control"),
        ("a: x\x00y\n", 1, "control"),
        ("---\na: 1\n---\nb: 2\n", 3, "another document"),
    ],
)
def test_what_is_not_safe_yaml_is_refused_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(YamlError) as caught:
        parse(text, "f.yaml")
    problem = caught.value.problem
    assert problem.line == line
    assert word in f"{problem.message} {problem.hint}"


def test_a_file_in_another_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("id: a\nlabel: 가상화\n".encode("euc-kr"))
    with pytest.raises(YamlError, match=r"f\.yaml:2: error: the file is not UTF-8"):
        read(path, "f.yaml")


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(YamlError, match="at most"):
        read(path, "f.yaml")


def test_an_exploding_file_is_refused_before_it_explodes() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    with pytest.raises(YamlError, match="anchors"):
        parse(bomb, "f.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  " + "[" * 200_000,
        "a:\n  " + "{b: " * 5_000 + "1" + "}" * 5_000,
        "\n".join("  " * level + "a:" for level in range(400)),
        "- " * 5_000 + "a",
        "? " * 5_000 + "a",
    ],
    ids=["brackets", "braces", "indentation", "dashes", "keys"],
)
def test_a_file_that_nests_too_deep_is_refused_and_crashes_nothing(text: str) -> None:
    with pytest.raises(YamlError, match="nests more than"):
        parse(text, "f.yaml")


def test_boxes_in_boxes_are_not_too_deep() -> None:
    text = "rows:\n" + "".join("  " * level + "- - id: a\n" + "  " * (level + 2) + "rows:\n" for level in range(8))
    assert parse(text, "f.yaml")[1] == []


def test_a_tag_runs_nothing() -> None:
    tree, _ = parse("a: !!python/object/apply:os.abort []\n", "f.yaml")
    assert tree.data == {"a": []}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp949", "latin-1"])
def test_only_utf8_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("id: é\n".encode(encoding) if encoding == "latin-1" else "id: 가\n".encode(encoding))
    with pytest.raises(YamlError):
        read(path, "f.yaml")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("id: 가\n".encode("utf-8-sig"))
    assert read(path, "f.yaml")[0].data == {"id": "가"}


@given(st.text(max_size=200))
def test_any_text_is_either_data_or_a_problem(text: str) -> None:
    try:
        parse(text, "f.yaml")
    except YamlError as error:
        assert error.problem.line >= 1


@given(st.dictionaries(st.text("abc", min_size=1), st.integers() | st.booleans() | st.none(), max_size=5))
def test_plain_data_survives(data: dict[str, object]) -> None:
    import yaml

    tree, problems = parse(yaml.safe_dump(data), "f.yaml")
    assert (tree.data, problems) == (data, [])


def test_the_limit_is_far_above_any_real_file() -> None:
    assert yaml_text.LARGEST >= 500_000
