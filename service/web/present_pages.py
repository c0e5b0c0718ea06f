"""The screen to present from: a picture, or a deck, turned and built up with the arrow keys."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from service.atlas import vocabulary
from service.database import db
from service.errors import Unknown

from . import pictures
from .layout import page
from .pages import blueprint, illustrated
from .slide_pages import ENDS, SUBJECT, Panel, panel

Turn = dict[str, Any]


@blueprint.get("/present/<any(paths):noun>" + ENDS)
@blueprint.get("/present" + SUBJECT)
def present(lang: str, noun: str, reference: str = "", start: str = "", end: str = "") -> ResponseReturnValue:
    """One picture that fills the screen."""
    reference = reference or f"{start}/{end}"
    shown = panel(pictures.of_subject(noun, reference, request.args.get("view")), lang)
    return page("present.html", panel=shown, back=back(noun, reference), **turns(shown))


def back(noun: str, reference: str) -> tuple[str, dict[str, str]]:
    """Return the page that a presented picture was taken from."""
    start, _, end = reference.partition("/")
    return {
        "paths": ("pages.show_path", {"start": start, "end": end}),
        "concepts": ("pages.show_concept", {"concept_id": reference}),
        "comparisons": ("pages.show_comparison", {"ids": reference}),
        "diagrams": ("pages.show_picture", {"diagram_id": reference}),
    }[noun]


@blueprint.get("/present/decks/<reference:deck_id>")
def present_deck(lang: str, deck_id: str) -> ResponseReturnValue:
    """A deck, one picture a part, turned with the arrow keys or the links."""
    deck = vocabulary.get_deck(db.session, deck_id)
    parts = [one for one in map(illustrated, deck["parts"]) if one["picture"]]
    if not parts:
        raise Unknown("picture", deck_id)
    number = min(max(1, request.args.get("n", 1, type=int)), len(parts))
    part = parts[number - 1]
    shown = panel(pictures.of_subject(*part["picture"].subject.split("/", 1)), lang)
    return page(
        "present.html", panel=shown, heading=part["title"], back=("pages.home", {}), **turns(shown, number, len(parts))
    )


def turns(shown: Panel, number: int = 1, count: int = 1) -> Turn:
    """Return where a stage stands and where its keys lead: through the build steps of a picture, then on.

    A picture is entered forwards at its first step and backwards when it is whole.
    """
    last = shown.picture.steps
    step = last if shown.step is None else shown.step
    following = {"step": step + 1} if step < last else {"n": number + 1, "step": 0} if number < count else None
    previous = {"step": step - 1} if step > 0 else {"n": number - 1} if number > 1 else None
    kept = {**shown.picture.fixed, "lang": shown.lang, "theme": shown.chosen["theme"]}
    own = {"n": number} if count > 1 else {}
    return {
        "number": number,
        "count": count,
        "step": step,
        "last": last,
        "first": {**kept, "step": 0},
        "previous": previous and {**kept, **own, **previous},
        "following": following and {**kept, **own, **following},
    }
