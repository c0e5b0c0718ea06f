"""Imports: many documents at once, all or nothing."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app

from service import access
from service.atlas import import_text, importing
from service.atlas.replies import repetition
from service.database import db
from service.protocol import answer
from service.schemas.imported import ImportAnswer
from service.schemas.queries import ImportQuery

from .documented import Blueprint, problems
from .writing import KEY, REPETITION

blueprint = Blueprint("importing", __name__, url_prefix="/v1", description="Writing, with a key")
DOCUMENTS = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "object"}}}
EXAMPLE = {"source": [{"id": "xen-sosp03", "title": "Xen and the Art of Virtualization", "publisher": "ACM",
                       "year": 2003, "kind": "paper"}]}  # fmt: skip
SENT = {
    "required": True,
    "content": {form: {"schema": DOCUMENTS, "example": EXAMPLE} for form in ("application/json", "application/yaml")},
}


@blueprint.route("/import", methods=["POST"])
@blueprint.arguments(ImportQuery, location="query")
@blueprint.response(200, ImportAnswer, description="What was written, or would be.")
@problems(blueprint, 400, 401, 403, 409, 411, 413, 415, 422, 503, 507)
@blueprint.doc(operationId="importDocuments", requestBody=SENT, parameters=[REPETITION], **KEY)
def import_documents(query: dict[str, Any]) -> Response:
    """Write many documents, all or nothing

    The body is what `/v1/export.json` gives, as JSON or YAML: lists of documents by noun. `since` is the revision that
    it started from; what changed later is a conflict, and without `since` so is whatever stands otherwise.
    """
    key = access.writer()
    body, form = access.imported()
    deadline = import_text.Deadline(current_app.config["IMPORT_SECONDS"])
    since, dry_run = query.get("since"), query["dry_run"]
    request = repetition(key.id, "" if dry_run else access.repetition(), "import", since, body)
    sent = import_text.read(body, form, deadline)
    report = importing.run(
        db.session, sent, since=since, dry_run=dry_run, actor=key.name, deadline=deadline, request=request
    )
    response = answer(report)
    response.headers["Cache-Control"] = "no-store"
    return response
