"""Searching and asking: an empty hand is never the end."""

from __future__ import annotations

from .conftest import Get


def test_a_search_without_hits_offers_the_areas(browse: Get) -> None:
    text = browse("/ko/search?q=zzzzqqqq").text
    assert 'href="/ko/concepts?cluster=breads"' in text
    assert 'href="/ko/ask?q=zzzzqqqq"' in text
    assert 'href="/ko/concepts?cluster=breads"' not in browse("/ko/search?q=bread&all=1").text


def test_what_was_sought_at_a_wrong_address_stands_in_the_search(browse: Get) -> None:
    assert 'name="q" value="rie bread"' in browse("/en/concepts/rie-bread").text
    assert 'value="&lt;b&gt;"' in browse("/en/concepts/<b>").text


def test_the_picture_of_an_answer_stands_behind_its_first_sentence(browse: Get) -> None:
    text = browse("/en/ask?q=What is the difference between rye bread and baguette?").text
    answer = text[text.index("data-answer") :]
    assert answer.index("</p>") < answer.index("<figure") < answer.index("</section>")


def test_a_question_that_finds_nothing_is_shown_others(browse: Get) -> None:
    text = browse("/ko/ask?q=zzzzqqqq").text
    assert "data-examples" in text
    assert "data-examples" not in browse("/ko/ask?q=호밀빵이 뭐야?").text
