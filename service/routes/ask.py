"""Ask: a question in, a short cited answer out."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app

from service import language
from service.atlas.asking import gaps
from service.atlas.asking.answering import Answer
from service.database import db
from service.protocol import answer
from service.schemas.found import AskAnswer
from service.schemas.queries import AskQuery

from .documented import Blueprint, problems, reads

blueprint = Blueprint("ask", __name__, url_prefix="/v1/ask", description="Questions in plain language")


@blueprint.route("")
@blueprint.arguments(AskQuery, location="query")
@reads(blueprint, AskAnswer, "The answer, or an honest “I don't know”.")
@problems(blueprint, 422)
def ask_question(query: dict[str, Any]) -> Response:
    """Ask a question

    Answered from stored knowledge alone, each claim with its source; a Korean question is answered in Korean
    unless `lang` says otherwise. `context` carries what was talked about.
    """
    wanted = language.spoken(query) if query.get("lang") else None
    context = [one for one in query["context"].split(",") if one.strip()][:4]
    kept = current_app.config["GAPS"]
    found = gaps.answer(db.session, query["q"], most=kept, lang=wanted, spoken=language.negotiated(), context=context)
    return answer(told(found))


def told(found: Answer) -> dict[str, Any]:
    """Return an answer as JSON."""
    return {
        "question": found.question,
        "lang": found.lang,
        "intent": found.intent,
        "answered": found.answered,
        "confidence": found.confidence,
        "concepts": found.concepts,
        "answer": {"text": found.text, "markdown": found.markdown},
        "citations": [
            {"number": number, "source": source.id, "title": source.title, "url": source.url}
            for number, source in enumerate(found.citations, 1)
        ],
        "diagram": found.diagram,
        "comparison": found.comparison,
        "follow_ups": found.follow_ups,
    }
