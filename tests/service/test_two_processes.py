"""Two server processes over one database: what one wrote, the other says at once; what was revoked is so everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.atlas import keys
from tests.faults.serving import Server, served

pytestmark = pytest.mark.slow
RYE = "/v1/concepts/rye"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    with served(tmp_path_factory.mktemp("two"), "shared") as one, Server(one.database) as other:
        yield one, other


def test_a_write_is_what_the_next_read_says_in_every_process(pair: tuple[Server, Server]) -> None:
    one, other = pair
    key = one.key()
    for number in range(20):
        writer, reader = pair if number % 2 else (other, one)
        for server in pair:  # both hold the answer as it was, finished
            assert server.ask("GET", RYE)[0] == 200
        summary = f"Summary {number}."
        tag = writer.ask("GET", f"{RYE}/document")[2]["etag"]
        status, _, _ = writer.ask("PATCH", RYE, {"summary": {"en": summary}}, **key, If_Match=tag)
        assert status == 200
        for server in (reader, writer):
            assert summary in server.ask("GET", RYE)[1].decode()
            assert server.ask("GET", RYE, If_None_Match=tag)[0] == 200


def test_a_key_that_is_revoked_is_refused_by_every_process_at_once(pair: tuple[Server, Server]) -> None:
    one, _ = pair
    key = one.key("admin")
    for number, server in enumerate(pair):  # both know the key
        document = {"id": f"known-{number}", "title": "T", "publisher": "P", "kind": "docs"}
        assert server.ask("POST", "/v1/sources", document, **key)[0] == 201
    engine = sa.create_engine(f"sqlite:///{one.database}")
    with Session(engine) as session:
        keys.revoke(session, key["Authorization"].split("_")[1])
    engine.dispose()
    for server in pair:
        assert server.ask("DELETE", "/v1/sources/known-0", **key, If_Match="*")[0] == 401
        assert server.ask("GET", "/v1/sources/known-0")[0] == 200
