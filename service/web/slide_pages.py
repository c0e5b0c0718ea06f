"""Put it in my slide: a picture with its options, ready to copy; and the screen to present from."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from markupsafe import escape

from service.routes.pictures import base_url

from . import pictures
from .layout import page
from .pages import blueprint
from .pictures import Shown

SUBJECT = "/<any(concepts, comparisons, diagrams):noun>/<references:reference>"
ENDS = "/<reference:start>/<reference:end>"
# Options that the panel offers, each with what it stands at when nobody chose: as in the API.
OFFERED = {"theme": "light", "aspect": "16:9", "background": "solid"}
LANGUAGES = ("ko", "en", "ko+en")
SCALES = ("1", "1.5", "2", "3")


@dataclass(frozen=True)
class Panel:
    """The options chosen for a picture, and what to copy for them."""

    picture: Shown
    lang: str
    chosen: dict[str, str]
    scale: str
    step: int | None = None  # None: the whole picture

    @property
    def options(self) -> dict[str, str]:
        """Return the options that differ from the defaults: short addresses are read and kept."""
        told = {name: value for name, value in self.chosen.items() if value != OFFERED[name]}
        return {"lang": self.lang, **told, **({} if self.step is None else {"step": str(self.step)})}

    @property
    def building(self) -> dict[str, str]:
        """Return the options of a document with a page for each step."""
        return {name: value for name, value in self.options.items() if name != "step"} | {"steps": "all"}

    @property
    def address(self) -> str:
        """Return the absolute address of the picture."""
        return base_url() + self.picture.src("svg", **self.options)

    @property
    def bitmap(self) -> str:
        """Return the absolute address of the picture as PNG."""
        return base_url() + self.picture.src(
            "png", **self.options, **({} if self.scale == "1" else {"scale": self.scale})
        )

    @property
    def snippets(self) -> dict[str, str]:
        """Return what to paste, by where it goes."""
        spoken = self.lang.partition("+")[0]
        title = self.picture.title[spoken]
        bare = title.replace("[", "(").replace("]", ")")
        image = f'<img src="{escape(self.address)}" alt="{escape(title)}" width="1280" height="720">'
        return {
            "address": self.address,
            "HTML": image,
            "Markdown": f"![{bare}]({self.address})",
            "Marp": f"---\n\n![bg fit]({self.address})\n",
            "reveal.js": f'<section data-background-image="{escape(self.address)}" data-background-size="contain">'
            f"<p hidden>{escape(title)}</p></section>",
        }


def panel(picture: Shown, page_language: str) -> Panel:
    """Return the panel that the query asks for; what cannot be chosen falls back to the default."""
    wanted = request.args.get("lang", "").replace(" ", "+")
    chosen = {}
    for name, default in OFFERED.items():
        value = request.args.get(name, default)
        chosen[name] = value if value in pictures.choices(name) else default
    scale = request.args.get("scale", SCALES[0])
    return Panel(
        picture,
        wanted if wanted in LANGUAGES else page_language,
        chosen,
        scale if scale in SCALES else SCALES[0],
        step_asked(picture.steps),
    )


def step_asked(last: int) -> int | None:
    """Return the asked build step; ``None`` for the whole picture, which the last step is too."""
    step = request.args.get("step", type=int)
    return step if step is not None and 0 <= step < last else None


@blueprint.get("/slides/<any(paths):noun>" + ENDS)
@blueprint.get("/slides" + SUBJECT)
def show_slide(lang: str, noun: str, reference: str = "", start: str = "", end: str = "") -> ResponseReturnValue:
    """A picture with its options: choose, copy, download."""
    picture = pictures.of_subject(noun, reference or f"{start}/{end}", request.args.get("view"))
    return page(
        "slide.html",
        picture=picture,
        panel=panel(picture, lang),
        options={name: pictures.choices(name) for name in OFFERED},
        languages=LANGUAGES,
        scales=SCALES,
    )
