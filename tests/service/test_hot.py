"""The hot path: the same answer again without Flask, exact across processes, bounded, never private."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from service.atlas.loading import load
from service.config import ROOT
from service.database import db
from service.hot import HotPath
from service.watching import Unseen
from tests.conftest import application, close

LONG = "/v1/concepts/bread"


@pytest.fixture
def warm(app: Flask, bread: Path) -> Flask:
    with app.app_context():
        load(db.session, bread)
    return app


def hot(app: Flask) -> HotPath:
    found: HotPath = app.extensions["hot"]
    return found


def asked_flask(app: Flask) -> list[str]:
    """The addresses that reach Flask from now on."""
    reached: list[str] = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: reached.append(request.path))
    return reached


def test_an_answer_is_made_once(warm: Flask) -> None:
    reached = asked_flask(warm)
    client = warm.test_client()
    answers = [client.get(LONG) for _ in range(3)]
    assert len(reached) == 1
    assert len({(a.data, a.headers["ETag"], a.headers["Cache-Control"]) for a in answers}) == 1
    assert (hot(warm).statistics().hits, hot(warm).statistics().misses) == (2, 1)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_head_and_confirmation_need_no_flask(warm: Flask, method: str) -> None:
    client = warm.test_client()
    first = client.get(LONG)
    reached = asked_flask(warm)
    again = client.open(LONG, method=method, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
    head = client.head(LONG)
    assert (again.status_code, again.data, "Content-Type" in again.headers) == (304, b"", False)
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(first.data)))
    assert reached == []


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_each_encoding_is_its_own_variant(warm: Flask, encoding: str, decode: Callable[[bytes], bytes]) -> None:
    client = warm.test_client()
    plain = client.get(LONG)
    packed = client.get(LONG, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert decode(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer in (plain, packed):
        assert {"Accept-Encoding", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    held = {"If-None-Match": packed.headers["ETag"]}
    confirmed = client.get(LONG, headers={**held, "Accept-Encoding": encoding})
    assert (confirmed.status_code, confirmed.headers["ETag"]) == (304, packed.headers["ETag"])
    assert client.get(LONG, headers=held).status_code == 200


def test_a_tag_of_an_encoded_answer_is_confirmed_by_a_process_that_keeps_nothing_yet(warm: Flask) -> None:
    client = warm.test_client()
    tag = client.get(LONG, headers={"Accept-Encoding": "br"}).headers["ETag"]
    hot(warm).answers.clear()
    again = client.get(LONG, headers={"Accept-Encoding": "br", "If-None-Match": tag})
    assert (again.status_code, again.headers["ETag"]) == (304, tag)


def test_pictures_of_pixels_and_small_answers_are_not_packed(warm: Flask) -> None:
    answer = warm.test_client().get("/v1/concepts/rye/relations?type=is_a", headers={"Accept-Encoding": "br"})
    assert len(answer.data) >= 512 or "Content-Encoding" not in answer.headers
    png = warm.test_client().get("/v1/diagrams/rye.png", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in png.headers


def test_languages_and_hosts_do_not_mix(warm: Flask) -> None:
    client = warm.test_client()
    address = "/v1/concepts/rye.md"
    for _ in range(2):
        assert client.get(address).text.startswith("# Rye")
        assert client.get(address, headers={"Accept-Language": "ko"}).text.startswith("# 호밀빵")
    tags = {client.get(address, headers={"Host": host}).headers["ETag"] for host in ("a.example", "b.example")}
    assert len(tags) == 2


def test_errors_and_answers_to_authorized_requests_are_not_kept(warm: Flask) -> None:
    client = warm.test_client()
    for _ in range(2):
        assert client.get("/v1/concepts/nothing").status_code == 404
        assert client.get(LONG, headers={"Authorization": "Bearer x"}).status_code in (200, 401)
        assert client.get("/v1/concepts/stick").status_code in (300, 307, 404)
    assert hot(warm).statistics().entries == 0


def test_what_says_no_store_or_sets_a_cookie_is_not_kept(warm: Flask) -> None:
    warm.add_url_rule("/v1/secret", "secret", view_func=lambda: Response("x", headers={"Cache-Control": "no-store"}))
    warm.add_url_rule("/v1/biscuit", "biscuit", view_func=lambda: Response("x", headers={"Set-Cookie": "a=b"}))
    client = warm.test_client()
    for address in ("/v1/secret", "/v1/biscuit"):
        client.get(address)
    assert hot(warm).statistics().entries == 0


def test_a_write_of_another_process_is_seen_by_the_next_read(
    warm: Flask, bread: Path, tmp_path: Path, edit: Callable[[Path, str, str], None]
) -> None:
    client = warm.test_client()
    rye = bread / "concepts/breads/rye.yaml"
    said = "A dark bread of rye."
    for number in range(3):
        assert client.get("/v1/concepts/rye").json["summary"]["en"] == said
        edit(rye, said, f"Summary {number}.")
        said = f"Summary {number}."
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "knowledge", "load", str(bread)],
            cwd=ROOT, check=True, capture_output=True,
            env={"PATH": "/usr/bin:/bin", "VIRTLAS_DATABASE_URL": f"sqlite:///{tmp_path / 'bread.db'}"},
        )  # fmt: skip
    assert client.get("/v1/concepts/rye").json["summary"]["en"] == said


def test_the_oldest_answers_make_room(tmp_path: Path, bread: Path) -> None:
    app = application(tmp_path / "small.db", bread, HOT_MEGABYTES=1)
    with app.app_context():
        load(db.session, bread)
    client = app.test_client()
    for number in range(400):
        assert client.get(f"{LONG}?n={number}").status_code == 200
        client.get(f"{LONG}?n=0")  # asked for again and again: it stays
    statistics = hot(app).statistics()
    assert statistics.evictions > 0
    assert statistics.bytes <= 1_048_576
    assert statistics.bytes == sum(one.measured() for one in hot(app).answers.values())
    assert any(address[1] == "n=0" for address in hot(app).answers)
    close(app)


def test_nothing_is_kept_when_switched_off(tmp_path: Path, bread: Path) -> None:
    app = application(tmp_path / "off.db", bread, HOT_MEGABYTES=0)
    with app.app_context():
        load(db.session, bread)
    for _ in range(2):
        assert app.test_client().get(LONG).status_code == 200
    assert hot(app).statistics().entries == 0
    close(app)


class Still:
    """A watch over knowledge that a test moves."""

    def __init__(self) -> None:
        self.revision = 1
        self.away = False

    def current(self) -> int:
        if self.away:
            raise Unseen
        return self.revision

    def at_once(self) -> int | None:
        return None if self.away else self.revision


def environ(path: str = "/v1/x") -> dict[str, Any]:
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "wsgi.url_scheme": "http"}


def answered(hot_path: HotPath, path: str = "/v1/x") -> bytes:
    return b"".join(hot_path(environ(path), lambda *_: None))


@pytest.fixture
def counted() -> tuple[HotPath, Still, list[int]]:
    calls: list[int] = []
    watch = Still()

    def slow(_environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        calls.append(1)
        threading.Event().wait(0.1)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"%d" % len(calls)]

    return HotPath(slow, watch, megabytes=1, origins="*"), watch, calls  # type: ignore[arg-type]


def test_many_who_ask_at_once_make_one_flight(counted: tuple[HotPath, Still, list[int]]) -> None:
    hot_path, _, calls = counted
    threads = [threading.Thread(target=answered, args=(hot_path,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_an_answer_that_the_knowledge_overtook_is_told_but_not_kept(counted: tuple[HotPath, Still, list[int]]) -> None:
    hot_path, watch, calls = counted
    mover = threading.Timer(0.03, lambda: setattr(watch, "revision", 2))
    mover.start()
    assert answered(hot_path) == b"1"
    mover.join()
    assert answered(hot_path) == b"2"
    assert answered(hot_path) == b"2"
    assert len(calls) == 2


def test_without_a_look_at_the_database_every_request_passes(counted: tuple[HotPath, Still, list[int]]) -> None:
    hot_path, watch, calls = counted
    answered(hot_path)
    watch.away = True
    answered(hot_path)
    assert len(calls) == 2


def test_a_failing_application_frees_those_who_wait(counted: tuple[HotPath, Still, list[int]]) -> None:
    def broken(_environ: dict[str, Any], _start_response: Callable[..., Any]) -> list[bytes]:
        raise RuntimeError("defect")

    hot_path = HotPath(broken, Still(), megabytes=1, origins="*")  # type: ignore[arg-type]
    for _ in range(2):
        with pytest.raises(RuntimeError):
            answered(hot_path)
    assert hot_path.flights == {}


def test_the_openapi_document_is_kept_too(client: FlaskClient) -> None:
    first = client.get("/openapi.json", headers={"Accept-Encoding": "br"})
    again = client.get("/openapi.json", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (first.headers["Content-Encoding"], again.status_code) == ("br", 304)
