"""Ready requests that a person may start a conversation with."""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from .reading import language_of

Topic = Annotated[str, Field(description="Concept id or name, English or Korean")]

EXPLAIN = {
    "en": "Explain {topic} to a first-year student. Call get_concept and draw for it first; use only what they say, "
    "cite their sources by number, mend one common misconception, and end with one question to think about.",
    "ko": "{topic}: 대학교 1학년에게 설명해 주세요. 먼저 get_concept와 draw를 호출하고 그 내용만 사용하며, "
    "출처를 번호로 표시하고, 흔한 오해 하나를 바로잡고, 생각해 볼 질문 하나로 끝맺어 주세요.",
}
SLIDE = {
    "en": "Prepare one lecture slide about {topic}. For one concept call get_concept, for several compare; then draw. "
    "Give a title of at most eight words, three short points with citation numbers, the SVG address and speaker notes.",
    "ko": "{topic}: 강의 슬라이드 한 장을 준비해 주세요. 개념이 하나면 get_concept, 여럿이면 compare를 호출하고 draw로 "
    "그림을 받으세요. 여덟 낱말 이내 제목, 출처 번호가 붙은 짧은 요점 세 개, SVG 주소, 발표자 메모를 주세요.",
}
QUIZ = {
    "en": "Quiz me on {topic} with {count} questions, one at a time. Call get_concept first and ask only what its "
    "facts, relations and misconceptions answer. Wait for my answer, then correct it with a citation.",
    "ko": "{topic}: 문제 {count}개를 하나씩 내 주세요. 먼저 get_concept를 호출하고 그 사실, 관계, 오해에 답이 있는 "
    "것만 물으세요. 제 답을 기다린 뒤 출처를 들어 고쳐 주세요.",
}


def register(server: MCPServer[Any]) -> None:
    """Put every prompt on ``server``."""

    @server.prompt(title="Explain to a student", description="Explain a concept simply, with a picture and sources.")
    def explain_to_a_student(topic: Topic) -> str:
        return EXPLAIN[language_of(topic)].format(topic=topic)

    @server.prompt(title="Prepare a slide", description="One lecture slide: title, three points, picture, notes.")
    def prepare_a_slide(topic: Topic) -> str:
        return SLIDE[language_of(topic)].format(topic=topic)

    @server.prompt(title="Quiz me", description="Questions one at a time, corrected with sources.")
    def quiz_me(topic: Topic, count: Annotated[str, Field(description="How many questions")] = "5") -> str:
        return QUIZ[language_of(topic)].format(topic=topic, count=count)
