"""KakaoTalk: a skill server for i Open Builder, response version 2.0.

The platform waits five seconds and shows nothing of an error, so every request gets a whole answer. Blocks that
may answer later come with an address for it, good for one answer within a minute.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, request

from service.chat.brief import Json
from service.chat.reply import LATE, Reply, question_of
from service.protocol import answer as json_answer

from . import answering, kakao_cards, later, payload
from .payload import member

TITLE = {"en": "KakaoTalk", "ko": "카카오톡"}
SETTING = "KAKAO"
SECONDS = 4.0  # of the five that the platform waits
SOURCES = (
    "https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/answer_json_format",
    "https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/ai_chatbot_callback_guide",
)
LIMITS = kakao_cards.LIMITS
CONTEXT = "virtlas"
TURNS = 3  # utterances for which the platform carries what was talked about

blueprint = Blueprint("kakao", __name__)


@blueprint.post("/chat/kakao")
def talk() -> Response:
    """Answer one utterance; what takes too long comes later where the request says where to."""
    answering.configured(SETTING)
    asked = payload.read(request.get_data())
    question = question_of(utterance(asked), context(asked))
    begun = answering.begin(question)
    reply = answering.in_time(begun, SECONDS)
    address = member(asked, "userRequest", "callbackUrl")
    if reply is None and later.allowed(address, current_app.config["KAKAO_CALLBACKS"].split()):
        answering.afterwards(begun, partial(deliver, str(address)))
        return json_answer({"version": "2.0", "useCallback": True, "data": {"text": LATE[question.lang]}})
    return json_answer(pack(reply or answering.late(question)))


def deliver(address: str, reply: Reply) -> None:
    """Send a late answer."""
    later.send(address, pack(reply))


def pack(reply: Reply) -> Json:
    """Return an answer within every limit, with what was talked about for the platform to carry."""
    template: Json = {"outputs": kakao_cards.outputs(reply)}
    replies = kakao_cards.quick_replies(reply)
    if replies:
        template["quickReplies"] = replies
    packed: Json = {"version": "2.0", "template": template}
    if reply.context:
        carried = {"name": CONTEXT, "lifeSpan": TURNS, "params": {"concepts": ",".join(reply.context)}}
        packed["context"] = {"values": [carried]}
    return packed


def utterance(asked: Any) -> str:
    """Return what the person wrote, or nothing; user, block and bot are passed over.

    >>> utterance({"userRequest": {"utterance": " Xen? ", "lang": None}}), utterance([1])
    (' Xen? ', '')
    """
    said = member(asked, "userRequest", "utterance")
    return said if isinstance(said, str) else ""


def context(asked: Any) -> Any:
    """Return the concepts talked about: from a button's extra, else from what the platform carried."""
    extra = member(asked, "action", "clientExtra", "concepts")
    if extra:
        return extra
    carried = member(asked, "contexts")
    for one in carried if isinstance(carried, list) else ():
        if member(one, "name") == CONTEXT:
            value = member(one, "params", "concepts")
            return value if isinstance(value, str) else member(value, "value") or ""
    return ""
