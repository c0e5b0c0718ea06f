"""Picking and showing comparisons; how two concepts connect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.atlas import comparisons, forms, paths
from service.atlas.comparison_rows import Compared, Row
from service.atlas.comparisons import FEWEST, MOST
from service.atlas.names import resolve
from service.database import db
from service.errors import Ambiguous, Invalid, Moved, Unknown
from service.models import Concept

from . import answering, pictures
from .layout import page, terms
from .pages import blueprint, curated, pairs

EXAMPLES = 4


@dataclass(frozen=True)
class Picked:
    """What somebody typed to name a concept, and what it is, or what it may be."""

    typed: str
    concept: str = ""
    perhaps: list[str] = field(default_factory=list)
    ambiguous: bool = False


def pick(typed: str) -> Picked:
    """Return the concept that ``typed`` names, else candidates."""
    try:
        return Picked(typed, resolve(db.session, typed))
    except Moved as moved:
        return Picked(typed, moved.canonical)
    except Ambiguous as ambiguous:
        return Picked(typed, perhaps=ambiguous.candidates, ambiguous=True)
    except Unknown as unknown:
        return Picked(typed, perhaps=unknown.suggestions)


@blueprint.get("/comparisons")
def pick_comparison(lang: str) -> ResponseReturnValue:
    """Pick two to six concepts by name, or take a ready-made comparison."""
    typed = [one.strip() for one in request.args.getlist("c") if one.strip()][:MOST]
    picked = [pick(one) for one in typed]
    ids = list(dict.fromkeys(one.concept for one in picked))
    if "" not in ids and FEWEST <= len(ids) == len(picked):
        return redirect(comparison_address(lang, ids))
    complaint = ""
    if typed and "" not in ids:
        complaint = "same_twice" if len(ids) < len(picked) else "one_more"
    return page(
        "comparisons.html",
        picked=picked,
        fields=max(3, min(MOST, len(picked) + 1)),
        complaint=complaint,
        groups=curated_by_cluster(),
        clusters=terms("cluster"),
    )


def comparison_address(lang: str, ids: Sequence[str]) -> str:
    """Return the address of a comparison's page, its commas readable."""
    return url_for("pages.show_comparison", lang=lang, ids=",".join(ids)).replace("%2C", ",")


def curated_by_cluster() -> dict[str, list[dict[str, object]]]:
    """Return the curated comparisons under the area of their first concept."""
    documents = list(curated().values())
    firsts = {str(one["concepts"][0]) for one in documents}
    rows = db.session.execute(sa.select(Concept.id, Concept.cluster).where(Concept.id.in_(firsts)))
    clusters = {row.id: row.cluster for row in rows}
    grouped: dict[str, list[dict[str, object]]] = {name: [] for name in terms("cluster")}
    for one in documents:
        grouped[clusters[one["concepts"][0]]].append(one)
    return {name: listed for name, listed in grouped.items() if listed}


@blueprint.get("/comparisons/<references:ids>")
def show_comparison(lang: str, ids: str) -> ResponseReturnValue:
    """Two to six concepts side by side: picture, verdict, differences first."""
    references = [one.strip() for one in ids.split(",") if one.strip()]
    try:
        compared = comparisons.compare(db.session, references)
    except Invalid:
        # One concept, or too many, or one twice: what was named is kept and asked to be mended.
        return redirect(url_for("pages.pick_comparison", lang=lang, c=references[:MOST]))
    only = request.args.get("show") == "differences"
    return page(
        "comparison.html",
        compared=compared,
        picture=pictures.of_comparison([one.id for one in compared.concepts]),
        sections=sections(compared, only),
        only=only,
        room=len(compared.concepts) < MOST,
        shared=[one for one in compared.relations if len(one.of) == len(compared.concepts)],
        numbers=forms.numbers(compared.sources),
    )


def sections(compared: Compared, only_differences: bool) -> list[tuple[str, list[Row]]]:
    """Return the rows under what they show: differences, what is known of some only, what is alike."""
    found: dict[str, list[Row]] = {"differences": [], "partly": [], "alike": []}
    for row in compared.rows:
        found["alike" if row.same else "differences" if all(row.cells) else "partly"].append(row)
    wanted = ("differences",) if only_differences else tuple(found)
    return [(name, found[name]) for name in wanted if found[name]]


@blueprint.get("/paths")
def pick_path(lang: str) -> ResponseReturnValue:
    """Name two concepts to see how they connect."""
    typed = [request.args.get("from", "").strip(), request.args.get("to", "").strip()]
    picked = [pick(one) if one else Picked("") for one in typed]
    start, end = (one.concept for one in picked)
    if start and end and start != end:
        return redirect(url_for("pages.show_path", lang=lang, start=start, end=end))
    complaint = "same_twice" if start and start == end else ""
    return page("paths.html", picked=picked, complaint=complaint, examples=answering.examples(pairs(EXAMPLES)))


@blueprint.get("/paths/<reference:start>/<reference:end>")
def show_path(lang: str, start: str, end: str) -> ResponseReturnValue:
    """The shortest chain of relations between two concepts."""
    try:
        path = paths.find_path(db.session, start, end)
    except Invalid:
        return redirect(f"{url_for('pages.pick_path', lang=lang)}?{urlencode({'from': start, 'to': end})}")
    told = [(step, paths.sentence_of(step.relation, step.start, step.end)[lang]) for step in path.steps]
    picture = pictures.of_path(path.start.id, path.end.id) if told else None
    return page("path.html", path=path, steps=told, picture=picture)
