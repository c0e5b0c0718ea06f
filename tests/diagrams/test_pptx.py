"""A slide is opened by an office suite as it was drawn: every word there, in its place, and still text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from diagrams import Drawing, Options, RendererPool, draw, png
from diagrams.pptx import pptx
from diagrams.typeface import FOLDER
from tests.diagrams.samples import ALL
from tests.diagrams.viewers import apart, opened, run


@pytest.fixture(scope="module")
def pool() -> Iterator[RendererPool]:
    pool = RendererPool(1)
    yield pool
    pool.close()


def told(drawing: Drawing) -> set[str]:
    """Every word that the picture shows."""
    lines = [line for box in drawing.scene.boxes for line in box.lines]
    lines += [line for edge in drawing.scene.edges if edge.chip for line in edge.chip.lines]
    lines += drawing.scene.header
    return {word for line in lines for word in line.text.split()}


@pytest.mark.parametrize("name", ALL)
def test_a_slide_says_every_word_of_the_picture_as_text(name: str, pool: RendererPool) -> None:
    drawing = draw(ALL[name], Options(lang="ko"), pool)
    (slide,) = Presentation(io.BytesIO(pptx([drawing]))).slides
    words = {word for shape in slide.shapes if shape.has_text_frame for word in shape.text_frame.text.split()}
    assert told(drawing) <= words


FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_impress_opens_slides_as_they_were_drawn(
    pool: RendererPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts.conf").write_text(FONTS.format(FOLDER, tmp_path / "cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))  # a machine that has the font of the slides
    drawings = {name: draw(ALL[name], Options(lang="ko"), pool) for name in ALL}
    for name, drawing in drawings.items():
        (tmp_path / f"{name}.pptx").write_bytes(pptx([drawing]))
    files = [str(tmp_path / f"{name}.pptx") for name in drawings]
    for form in ("png", "pdf"):
        with tempfile.TemporaryDirectory() as profile:
            home = f"-env:UserInstallation=file://{profile}"
            run("soffice", home, "--headless", "--convert-to", form, "--outdir", str(tmp_path), *files)
    for name, drawing in drawings.items():
        mean, _, _ = apart(opened(png(drawing)), opened((tmp_path / f"{name}.png").read_bytes()))
        assert mean < 4.5, (
            name
        )  # seen: at most 3.6 of 255, for Impress puts air between scripts; an empty slide: 13 and more
        if shutil.which("pdftotext"):
            pdf = tmp_path / f"{name}.pdf"
            said = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode()
            squeezed = re.sub(r"\s", "", said)
            assert [word for word in sorted(told(drawing)) if word not in squeezed] == []
