"""The blueprint of the pages, and the pages that list: home, concepts, pictures, sources, what changed."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.atlas import comparisons, concepts, vocabulary
from service.database import db
from service.language import negotiated
from service.ledger import Change
from service.models import Concept, Diagram, Fact, FactCitation, Relation, RelationCitation

from . import pictures
from .layout import page, terms
from .pictures import Shown

blueprint = Blueprint("pages", __name__, url_prefix="/<any(en, ko):lang>")
EVERYTHING = 500  # entries of a list that a page shows whole
ON_A_PAGE = 60


@blueprint.get("/")
def home(lang: str) -> ResponseReturnValue:
    """What this is, a search, the path of the first deck, what is often compared."""
    decks = vocabulary.list_decks(db.session, 1, 1).items
    deck = decks[0] if decks else None
    counted = dict(db.session.execute(sa.select(Concept.cluster, sa.func.count()).group_by(Concept.cluster)).all())
    steps = [illustrated(part) for part in deck["parts"]] if deck else []
    return page(
        "home.html",
        deck=deck,
        steps=steps,
        card=next((step["picture"] for step in steps if step["picture"]), None),
        flagships=flagships(deck),
        clusters=[(term, counted.get(name, 0)) for name, term in terms("cluster").items()],
    )


def flagships(deck: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the curated comparisons that a deck shows."""
    compared = [one for part in (deck["parts"] if deck else ()) for one in in_part(part, "comparison")]
    return [curated()[one] for one in dict.fromkeys(compared) if one in curated()]


def pairs(most: int) -> list[list[str]]:
    """Return two concepts each that are often set side by side: those of the first deck first."""
    decks = vocabulary.list_decks(db.session, 1, 1).items
    listed = [*flagships(decks[0] if decks else None), *curated().values()]
    found = [tuple(one["concepts"]) for one in listed if len(one["concepts"]) == 2]
    return [list(pair) for pair in dict.fromkeys(found)][:most]


def in_part(part: dict[str, Any], noun: str) -> list[str]:
    """Return the ids that a part of a deck names of one noun."""
    return [item[noun] for item in part["items"] if noun in item]


def illustrated(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a deck with the subject of its picture, its concepts and where it leads."""
    named = in_part(part, "concept")
    labels = dict(db.session.execute(sa.select(Concept.id, Concept.label).where(Concept.id.in_(named))).all())
    return {
        "title": part["title"],
        "picture": picture_of_part(part),
        "concepts": [(one, labels[one]) for one in named if one in labels],
    }


def picture_of_part(part: dict[str, Any]) -> Shown | None:
    """Return the picture that shows a part best: its own, else its comparison, else its first concept.

    Nothing is drawn or told for it: a list needs no more than the address.
    """
    for identity in in_part(part, "diagram"):
        return bare(f"diagrams/{identity}", part)
    for identity in in_part(part, "comparison"):
        if identity in curated():
            return bare(f"comparisons/{','.join(curated()[identity]['concepts'])}", part)
    for identity in in_part(part, "concept"):
        return bare(f"concepts/{identity}", part)
    return None


def bare(subject: str, part: dict[str, Any]) -> Shown:
    """Return a picture by its address alone, titled as the part that it shows."""
    return Shown(f"/v1/{subject}", part["title"], {}, {}, [])


def curated() -> dict[str, dict[str, Any]]:
    """Return the curated comparisons by id."""
    if "curated" not in g:
        g.curated = {one["id"]: one for one in comparisons.list_comparisons(db.session, 1, EVERYTHING).items}
    return g.curated  # type: ignore[no-any-return]


@blueprint.get("/concepts")
def list_concepts(lang: str) -> ResponseReturnValue:
    """Concepts by area; with a filter, each with its summary."""
    clusters, kinds = terms("cluster"), terms("kind")
    cluster, kind = request.args.get("cluster") or None, request.args.get("kind") or None
    query = sa.select(Concept.id, Concept.label, Concept.summary, Concept.cluster, Concept.kind)
    if cluster is not None:
        query = query.where(Concept.cluster == cluster)
    if kind is not None:
        query = query.where(Concept.kind == kind)
    order = {name: place for place, name in enumerate(clusters)}
    found = sorted(
        db.session.execute(query).all(), key=lambda one: (order.get(one.cluster, 99), one.label[lang].casefold())
    )
    grouped = [(clusters[name], list(rows)) for name, rows in groupby(found, key=lambda one: one.cluster)]
    return page(
        "concepts.html",
        groups=grouped,
        total=len(found),
        clusters=clusters,
        kinds=kinds,
        cluster=cluster,
        kind=kind,
    )


@blueprint.get("/pictures")
def list_pictures(lang: str) -> ResponseReturnValue:
    """Every stored picture, by area and view."""
    query = (
        sa.select(Diagram, Concept.cluster).outerjoin(Concept, Diagram.concept_id == Concept.id).order_by(Diagram.id)
    )
    rows = [(row.Diagram, row.cluster or "") for row in db.session.execute(query)]
    present = {cluster for _, cluster in rows}
    cluster, view = request.args.get("cluster") or None, request.args.get("view") or None
    chosen = [(diagram, of) for diagram, of in rows if cluster in (None, of) and view in (None, diagram.view)]
    order = {name: place for place, name in enumerate(terms("cluster"))}
    chosen.sort(key=lambda pair: (order.get(pair[1], 99), pair[0].id))
    return page(
        "pictures.html",
        diagrams=[diagram for diagram, _ in chosen],
        version=pictures.version(),
        clusters={name: term for name, term in terms("cluster").items() if name in present},
        views=sorted({diagram.view for diagram, _ in rows}),
        cluster=cluster,
        view=view,
    )


@blueprint.get("/pictures/<reference:diagram_id>")
def show_picture(lang: str, diagram_id: str) -> ResponseReturnValue:
    """One stored picture, large, with its words, concepts and sources."""
    picture = pictures.of_diagram(diagram_id)
    stored = db.session.get_one(Diagram, diagram_id)
    return page(
        "picture.html",
        picture=picture,
        view=stored.view,
        sources=concepts.load_sources(db.session, stored.document["sources"]),
    )


def numbered() -> int:
    """Return the asked page of a list; what is no number is the first."""
    return max(1, request.args.get("page", 1, type=int))


@blueprint.get("/sources")
def list_sources(lang: str) -> ResponseReturnValue:
    """The documents that claims rest on."""
    return page("sources.html", listed=vocabulary.list_sources(db.session, numbered(), ON_A_PAGE))


@blueprint.get("/sources/<reference:source_id>")
def show_source(lang: str, source_id: str) -> ResponseReturnValue:
    """One document, and the concepts that rest on it."""
    source = concepts.get_source(db.session, source_id)
    by_fact = sa.select(Fact.concept_id).join(FactCitation).where(FactCitation.source_id == source.id)
    by_relation = sa.select(Relation.subject_id).join(RelationCitation).where(RelationCitation.source_id == source.id)
    query = sa.select(Concept.id, Concept.label, Concept.summary).where(
        sa.or_(Concept.id.in_(by_fact), Concept.id.in_(by_relation))
    )
    found = sorted(db.session.execute(query).all(), key=lambda one: one.label[lang].casefold())
    return page("source.html", source=source, concepts=found)


@blueprint.get("/changes")
def list_changes(lang: str) -> ResponseReturnValue:
    """What changed, the newest first; documents of one revision stand together."""
    query = sa.select(Change).order_by(Change.id.desc())
    listed = concepts.paged(db.session, query, numbered(), ON_A_PAGE * 2)
    grouped = [
        (number, at, [(action, list(inner)) for action, inner in groupby(rows, key=lambda one: one.action)])
        for (number, at), rows in groupby(listed.items, key=lambda one: (one.revision, one.at))
    ]
    named = [change.document_id for change in listed.items if change.noun == "concept"]
    labels = dict(db.session.execute(sa.select(Concept.id, Concept.label).where(Concept.id.in_(named))).all())
    return page("changes.html", listed=listed, groups=grouped, labels=labels)


@blueprint.app_template_filter("options")
def options(vocabulary: dict[str, dict[str, Any]], lang: str) -> list[tuple[str, str]]:
    """Return the terms of a vocabulary as a form's choices."""
    return [(name, term["label"][lang]) for name, term in vocabulary.items()]


def to_language(path: str = "") -> ResponseReturnValue:
    """Send a visitor without a language in the address to the page in theirs."""
    query = request.query_string.decode("latin-1")
    address = url_for("pages.home", lang=negotiated()) + path
    response = redirect(f"{address}?{query}" if query else address, 302)
    response.vary.add("Accept-Language")
    return response
