"""Wordings: whole in both languages, used, and Korean particles that fit."""

from __future__ import annotations

import re
from pathlib import Path

from service.web import words

FOLDER = Path(words.__file__).parent
BY_VALUE = re.compile(
    r"^(view|theme|aspect|background|lang|noun|error|part|check|state|api_in)_|^(added|changed|removed)$"
)


def test_every_wording_is_used() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in [*FOLDER.glob("templates/*.html"), *FOLDER.glob("*.py")]
    )
    unused = [
        key for key in words.words() if not BY_VALUE.search(key) and not re.search(rf"['\"]{re.escape(key)}['\"]", text)
    ]
    assert unused == []


def test_every_wording_that_a_template_names_exists() -> None:
    for path in FOLDER.glob("templates/*.html"):
        named = set(re.findall(r"\bt\('([a-z_]+)'[,)]", path.read_text(encoding="utf-8")))
        assert named <= set(words.words()), path.name


def test_a_particle_follows_the_name() -> None:
    assert words.say("ko", "compare_another", label="Xen") == "Xen을 다른 개념과 비교"
    assert words.say("ko", "path_title", a="도커", b="KVM") == "도커와 KVM의 연결"
