"""/llms-full.txt: every concept and comparison, in the language asked for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_everything_stands_in_it_once(client: FlaskClient, lang: str) -> None:
    text = client.get(f"/llms-full.txt?lang={lang}").get_data(as_text=True)
    listed = client.get("/v1/concepts?page_size=500").json["items"]
    assert listed
    for one in listed:
        assert text.count(f"\n### {one['label'][lang]}\n") >= 1
    for one in client.get("/v1/comparisons?page_size=500").json["items"]:
        assert f"### {one['title'][lang]}" in text
    assert text.startswith("# ")
    assert "\n# " not in text


def test_who_holds_it_is_told_so(client: FlaskClient) -> None:
    first = client.get("/llms-full.txt")
    again = client.get("/llms-full.txt", headers={"If-None-Match": first.headers["ETag"]})
    assert first.mimetype == "text/plain"
    assert (again.status_code, again.data) == (304, b"")


def test_llms_txt_leads_to_it(client: FlaskClient) -> None:
    assert "/llms-full.txt" in client.get("/llms.txt").get_data(as_text=True)
