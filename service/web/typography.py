"""How the pages set text: names that stay together, dates and numbers as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from service.atlas.korean import attach

from .pages import blueprint

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

OPEN = "~"  # how the vocabulary writes the place of what a relation leads to
FOLLOWING = "다음"


@blueprint.app_template_filter("tied")
def tied(text: str) -> str:
    """Return a text in which no line ends between a Latin word and its number: "Type 2" stays together.

    >>> tied("Type 1과 Type 2")
    'Type\\xa01과 Type\\xa02'
    """
    return re.sub(r"(?<=[A-Za-z]) (?=\d)", "\u00a0", text)


@blueprint.app_template_filter("heading")
def heading(label: Mapping[str, str], lang: str) -> str:
    """Return a relation's label as it stands above a list of what it leads to: the open place is "the following".

    >>> heading({"en": "is developed by", "ko": "~이(가) 개발"}, "ko")
    '다음이 개발'
    """
    return attach(FOLLOWING + label[lang][1:]) if label[lang].startswith(OPEN) else label[lang]


@blueprint.app_template_filter("leading_to")
def leading_to(label: Mapping[str, str], target: str, lang: str) -> str:
    """Return a relation's label before or around the name that it leads to.

    >>> leading_to({"en": "is a", "ko": "~의 한 종류"}, "Xen", "ko")
    'Xen의 한 종류'
    >>> leading_to({"en": "uses", "ko": "사용"}, "Xen", "ko"), leading_to({"en": "uses", "ko": "사용"}, "Xen", "en")
    ('사용: Xen', 'uses Xen')
    """
    if label[lang].startswith(OPEN):
        return attach(target + label[lang][1:])
    return f"{label[lang]}: {target}" if lang == "ko" else f"{label[lang]} {target}"


@blueprint.app_template_filter("dated")
def dated(day: date, lang: str) -> str:
    """Return a day as the language writes it.

    >>> dated(date(2026, 11, 2), "ko"), dated(date(2026, 11, 2), "en")
    ('2026년 11월 2일', '2 November 2026')
    """
    if lang == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@blueprint.app_template_filter("timed")
def timed(moment: datetime, lang: str) -> str:
    """Return a moment in UTC as the language writes it.

    >>> timed(datetime(2026, 11, 2, 9, 5), "ko")
    '2026년 11월 2일 09:05 UTC'
    """
    return f"{dated(moment, lang)} {moment:%H:%M} UTC"


@blueprint.app_template_filter("grouped")
def grouped(number: int) -> str:
    """Return a whole number with its thousands set apart, as both languages do.

    >>> grouped(1772)
    '1,772'
    """
    return f"{number:,}"
