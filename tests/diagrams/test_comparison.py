"""What a column lacks is seen: a dashed place with a word, never a hole."""

from diagrams import Box, Column, Comparison, Options, RendererPool, draw
from diagrams.scene import BoxShape
from tests.diagrams.samples import ROLES, architecture, b


def side(name: str, *rows: tuple[Box, ...]) -> Column:
    title = (name, name)
    return Column(
        {"en": name, "ko": name},
        None,
        None,
        architecture(name.lower(), title, title, [*rows, (b("hw", "Hardware", "하드웨어", "hardware"),)]),
    )


def drawn(*columns: Column) -> dict[str, BoxShape]:
    title = {"en": "Both", "ko": "둘"}
    pool = RendererPool(1)
    try:
        scene = draw(Comparison("both", title, title, columns, ROLES), Options(lang="ko"), pool).scene
    finally:
        pool.close()
    return {box.id: box for box in scene.boxes}


def words(box: BoxShape) -> str:
    return " ".join(line.text for line in box.lines)


COMMAND = (b("cli", "Command", "명령", "management", layer="client"),)
DAEMON = (b("daemon", "Daemon", "데몬", "management", layer="daemon"),)


def test_a_layer_with_its_own_name_is_missed_though_other_boxes_play_its_role() -> None:
    boxes = drawn(side("With", COMMAND, DAEMON), side("Without", COMMAND))
    missing = boxes["c1.no.daemon"]
    assert missing.kind == "absent"
    assert words(missing) == "데몬 없음"
    assert missing.rect.y == boxes["c0.daemon"].rect.y


def test_a_layer_named_after_its_role_is_not_missed_where_a_box_of_that_role_stands_elsewhere() -> None:
    plain = (b("tool", "Tool", "도구", "management"),)
    boxes = drawn(side("With", COMMAND, plain), side("Without", COMMAND))
    assert not [box for box in boxes.values() if box.kind == "absent"]


def test_a_box_in_a_group_fills_the_place_that_others_divide() -> None:
    app, libraries = b("app", "App", "앱", "app"), b("libs", "Libraries", "라이브러리", "app", layer="libraries")
    guest = b("os", "Guest OS", "게스트 OS", "guest")
    divided = b("vm1", "VM", "VM", "machine", (app,), (libraries,), (guest,), layer="machines")
    whole = b("vm2", "VM", "VM", "machine", (app,), (guest,), layer="machines")
    boxes = drawn(side("Divided", (divided,)), side("Whole", (whole,)))
    assert boxes["c1.app"].rect.h > boxes["c0.app"].rect.h
    assert boxes["c0.app"].rect.y <= boxes["c1.app"].rect.y
    assert boxes["c1.app"].rect.bottom <= boxes["c0.libs"].rect.bottom
    assert boxes["c1.os"].rect.y == boxes["c0.os"].rect.y


def table(columns: int) -> dict[str, BoxShape]:
    def fact(value: str, number: int) -> Box:
        return b(f"fact{number}", value, value, "app", note=("Licence", "라이선스"), layer=f"fact{number}")

    architectures = [
        architecture(f"t{n}", (f"T{n}", f"T{n}"), ("", ""), [(fact(f"value {n}", 0),), (fact("the same", 1),)])
        for n in range(columns)
    ]
    title = {"en": "Facts", "ko": "사실"}
    sides = tuple(Column(one.title, None, None, one) for one in architectures)
    pool = RendererPool(1)
    try:
        scene = draw(Comparison("facts", title, title, sides, ROLES, table=True), Options(lang="ko"), pool).scene
    finally:
        pool.close()
    return {box.id: box for box in scene.boxes}


def test_a_table_names_each_row_once_at_its_left() -> None:
    boxes = table(3)
    head, value = boxes["head-fact0"], boxes["c0.fact0"]
    assert words(head) == "라이선스"
    assert words(value) == "value 0"
    assert head.rect.right < value.rect.x
    assert (head.rect.y, head.rect.h) == (value.rect.y, value.rect.h)
    assert len({boxes[f"c{n}"].rect.w for n in range(3)}) == 1


def test_a_table_of_many_columns_names_the_row_under_every_value() -> None:
    boxes = table(5)
    assert "head-fact0" not in boxes
    assert words(boxes["c4.fact0"]) == "value 4 라이선스"
