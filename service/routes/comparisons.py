"""Comparisons: the curated ones, and any two to six concepts."""

from __future__ import annotations

from typing import Any

from flask import Response

from service import drawing, language, paging, shapes
from service.atlas import comparisons, forms
from service.database import db
from service.protocol import answer, text_answer
from service.schemas.answers import page_of
from service.schemas.compared import ComparisonAnswer, ComparisonEntryAnswer
from service.schemas.picture_queries import PictureQuery
from service.schemas.queries import PageQuery, Query

from .documented import COMPARED, Blueprint, problems, reads, reads_text
from .pictures import Pictured, add_pictures, base_url, picture_answer

blueprint = Blueprint("comparisons", __name__, url_prefix="/v1/comparisons", description="Concepts side by side")


@blueprint.route("")
@blueprint.arguments(PageQuery, location="query")
@reads(blueprint, page_of(ComparisonEntryAnswer, "ComparisonPage"), "The curated comparisons, by id.")
@problems(blueprint, 422)
def list_comparisons(query: dict[str, Any]) -> Response:
    """List the curated comparisons

    Any other two to six concepts compare as well.
    """
    page = comparisons.list_comparisons(db.session, query["page"], query["page_size"])
    return paging.listed(page, map(shapes.comparison_entry, page.items))


@blueprint.route("/<references:ids>", parameters=[COMPARED])
@blueprint.arguments(Query, location="query")
@reads(blueprint, ComparisonAnswer, "The comparison.")
@problems(blueprint, 300, 307, 404, 422)
def get_comparison(query: dict[str, Any], ids: str) -> Response:
    """Compare two to six concepts

    Rows align by property; `same` marks rows in which all say the same; `choose` says when to take which.
    """
    return answer(shapes.comparison(comparisons.compare(db.session, split(ids))))


@blueprint.route("/<references:ids>.md", parameters=[COMPARED])
@blueprint.arguments(Query, location="query")
@reads_text(blueprint, "text/markdown", "The comparison as a Markdown table.")
@problems(blueprint, 300, 307, 404, 422)
def get_comparison_markdown(query: dict[str, Any], ids: str) -> Response:
    """Compare as Markdown

    A table with numbered citations, in one language.
    """
    compared = comparisons.compare(db.session, split(ids))
    return text_answer(forms.comparison_markdown(compared, language.spoken(query)), "text/markdown")


@blueprint.route("/<references:ids>.csv", parameters=[COMPARED])
@blueprint.arguments(Query, location="query")
@reads_text(blueprint, "text/csv", "The comparison as CSV.")
@problems(blueprint, 300, 307, 404, 422)
def get_comparison_csv(query: dict[str, Any], ids: str) -> Response:
    """Compare as CSV

    One row a property, for spreadsheets.
    """
    compared = comparisons.compare(db.session, split(ids))
    return text_answer(forms.comparison_csv(compared, language.spoken(query)), "text/csv")


def draw_comparison(query: dict[str, Any], form: str, ids: str) -> Response:
    """Answer the architectures side by side, layer beside layer; what differs is marked."""
    return picture_answer(drawing.comparison(db.session, split(ids), base_url()), query, form)


def split(ids: str) -> list[str]:
    """Return the references of an address."""
    return [one for one in (part.strip() for part in ids.split(",")) if one]


add_pictures(blueprint, Pictured("comparison", "/<references:ids>", [COMPARED], PictureQuery), draw_comparison)
