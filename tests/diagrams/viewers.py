"""Programs that people open SVG with: each turns files into bitmaps, and may be missing from a machine."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from tests.diagrams.audit import browser_page, chromium

SIZE = (1280, 720)
COARSE = (160, 90)  # what the last row of a hall still tells apart
PATIENCE = 300  # seconds for a whole batch
Bitmaps = dict[str, Image.Image]
Viewer = Callable[[Sequence[Path], Path], None]
"""Reads SVG files, writes a PNG of the same name for each into a folder."""


def rsvg(files: Sequence[Path], out: Path) -> None:
    for file in files:
        run("rsvg-convert", str(file), "-o", str(out / f"{file.stem}.png"))


def cairosvg(files: Sequence[Path], out: Path) -> None:
    code = "import cairosvg, sys; [cairosvg.svg2png(url=f, write_to=sys.argv[1]+'/'+f.rsplit('/', 1)[1][:-3]+'png')"
    run(cairo_python(), "-c", f"{code} for f in sys.argv[2:]]", str(out), *map(str, files))


def inkscape(files: Sequence[Path], out: Path) -> None:
    for file in files:
        run("inkscape", str(file), "--export-type=png", f"--export-filename={out / f'{file.stem}.png'}")


def libreoffice(files: Sequence[Path], out: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:  # its own, so that one that is open does not take the files
        home = f"-env:UserInstallation=file://{profile}"
        run("soffice", home, "--headless", "--convert-to", "png", "--outdir", str(out), *map(str, files))


def browser(files: Sequence[Path], out: Path) -> None:
    with browser_page() as page:
        for file in files:
            page.set_content(f"<body style='margin:0'>{file.read_text(encoding='utf-8')}")
            page.evaluate("() => document.fonts.ready.then(() => true)")
            clip = {"x": 0, "y": 0, "width": SIZE[0], "height": SIZE[1]}
            page.screenshot(path=str(out / f"{file.stem}.png"), clip=clip)  # type: ignore[arg-type]


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


def cairo_python() -> str:
    """A Python that has CairoSVG: this one, or the system's; empty when neither has."""
    if importlib.util.find_spec("cairosvg"):
        return "python"
    system = "/usr/bin/python3"
    if not Path(system).exists():
        return ""
    found = subprocess.run([system, "-c", "import cairosvg"], capture_output=True, check=False)
    return system if found.returncode == 0 else ""


VIEWERS: dict[str, tuple[Viewer, Callable[[], object]]] = {
    "chromium": (browser, chromium),
    "rsvg": (rsvg, lambda: shutil.which("rsvg-convert")),
    "cairosvg": (cairosvg, cairo_python),
    "inkscape": (inkscape, lambda: shutil.which("inkscape")),
    "libreoffice": (libreoffice, lambda: shutil.which("soffice")),
}


def seen(viewer: str, files: Sequence[Path], out: Path) -> Bitmaps:
    """What ``viewer`` makes of ``files``, by the name of the file."""
    out.mkdir(parents=True, exist_ok=True)
    VIEWERS[viewer][0](files, out)
    return {file.stem: opened((out / f"{file.stem}.png").read_bytes()) for file in files}


def opened(png: bytes) -> Image.Image:
    """A bitmap on white, in the size of a slide."""
    picture = Image.open(BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    return ground.convert("RGB").resize(SIZE, Image.Resampling.BOX)


def apart(one: Image.Image, other: Image.Image) -> tuple[float, int, int]:
    """How two bitmaps differ: the mean and the largest difference of their coarse versions, 0 to 255, and by how many
    pixels one draws farther out than the other."""
    coarse = [picture.convert("L").resize(COARSE, Image.Resampling.BOX) for picture in (one, other)]
    difference = ImageChops.difference(*coarse)
    largest = max(place for place, count in enumerate(difference.histogram()) if count)
    edges = zip(drawn(one), drawn(other), strict=True)
    return ImageStat.Stat(difference).mean[0], largest, max(abs(a - b) for a, b in edges)


def drawn(picture: Image.Image) -> tuple[int, int, int, int]:
    """The rectangle outside which nothing is drawn."""
    ink = ImageChops.difference(picture, Image.new("RGB", picture.size, picture.getpixel((1, 1))))
    found = ink.convert("L").point(lambda value: 255 if value > 24 else 0).getbbox()
    return found or (0, 0, 0, 0)
