"""Nobody in the last row has anything to complain about."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from diagrams import Options, RendererPool, draw
from tests.diagrams.audit import browser_page, chromium, findings
from tests.diagrams.samples import ALL, STACK

pytestmark = [pytest.mark.slow, pytest.mark.skipif(chromium() is None, reason="needs Chromium")]


@pytest.fixture(scope="module")
def page() -> Iterator[object]:
    with browser_page() as page:
        yield page


@pytest.fixture(scope="module")
def pool() -> Iterator[RendererPool]:
    pool = RendererPool(1)
    yield pool
    pool.close()


@pytest.mark.parametrize("lang", ["en", "ko", "ko+en"])
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize("name", ALL)
def test_no_finding_on_a_slide(name: str, theme: str, lang: str, page: object, pool: RendererPool) -> None:
    drawing = draw(ALL[name], Options(lang=lang, theme=theme), pool)
    assert findings(page, drawing.svg) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("aspect", ["4:3", "auto"])
@pytest.mark.parametrize("name", ALL)
def test_no_finding_in_other_shapes(name: str, aspect: str, page: object, pool: RendererPool) -> None:
    drawing = draw(ALL[name], Options(lang="ko", aspect=aspect), pool)
    assert findings(page, drawing.svg) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("name", ALL)
def test_no_finding_for_a_reader_without_these_fonts(name: str, lang: str, page: object, pool: RendererPool) -> None:
    svg = draw(ALL[name], Options(lang=lang, text="font"), pool).svg
    style = "<style>text{font-family:'DejaVu Sans'!important}</style>"  # wide, and without Hangul of its own
    assert findings(page, svg.replace("</desc>", f"</desc>{style}", 1)) == []  # type: ignore[arg-type]


def test_the_audit_sees_what_is_wrong(page: object, pool: RendererPool) -> None:
    drawing = draw(replace(STACK, links=STACK.links[:1]), Options(), pool)
    worse = re.sub(r'font-size="1[.\d]+"', 'font-size="9"', drawing.svg).replace('role="img"', "")
    kinds = {finding.split(":")[0] for finding in findings(page, worse)}  # type: ignore[arg-type]
    assert {"tiny", "access"} <= kinds
