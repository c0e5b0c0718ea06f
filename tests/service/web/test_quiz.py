"""The quiz: made from the graph, the same each time, and never giving itself away."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from service.models import Concept
from service.web.quiz_pages import masked


def test_a_summary_hides_the_names_of_its_concept() -> None:
    concept = Concept(
        label={"en": "Rye bread", "ko": "호밀빵"},
        aliases={"en": ["Rye"], "ko": []},
        summary={"en": "Rye bread is rye.", "ko": "호밀빵은 어둡다."},
    )
    assert masked(concept) == {"en": "____ is ____.", "ko": "____은 어둡다."}


def test_a_question_has_one_right_choice_and_explains_itself(atlas: FlaskClient) -> None:
    first = atlas.get("/ko/quiz/hypervisors?n=3").text
    assert first == atlas.get("/ko/quiz/hypervisors?n=3").text
    choices = re.findall(r'name="choice" value="([^"]+)"', first)
    assert len(set(choices)) == 4
    told = [atlas.get(f"/ko/quiz/hypervisors?n=3&choice={one}").text for one in choices]
    assert sum("맞았습니다" in text for text in told) == 1
    assert all('id="source-1"' in text for text in told)


def test_an_unknown_area_has_no_quiz(client: FlaskClient) -> None:
    assert client.get("/en/quiz/stones").status_code == 404
