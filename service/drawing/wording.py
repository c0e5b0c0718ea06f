"""Relations as words on arrows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from service.atlas.korean import attach

HERE = "~"  # how the vocabulary writes the place of what an arrow leads to


def on_arrow(label: Mapping[str, str], ends: Iterable[str]) -> dict[str, str]:
    """Return a relation's words as they stand on an arrow to ``ends``, names in Korean: the particle is theirs.

    It stays open where the arrow leads to several that want different ones.

    >>> on_arrow({"en": "developed by", "ko": "~이(가) 개발"}, ["AWS"])["ko"]
    '~가 개발'
    >>> on_arrow({"en": "developed by", "ko": "~이(가) 개발"}, ["AWS", "케임브리지 대학"])["ko"]
    '~이(가) 개발'
    """
    korean = label["ko"]
    if korean.startswith(HERE):
        said = {HERE + attach(end + korean[len(HERE) :])[len(end) :] for end in ends}
        korean = said.pop() if len(said) == 1 else korean
    return {**label, "ko": korean}
