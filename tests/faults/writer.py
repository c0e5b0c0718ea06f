"""``python -m tests.faults.writer DATABASE NAME SECONDS``: create sources without pause; print each once it is acknowledged."""

from __future__ import annotations

import sys
import time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service import database
from service.atlas import writing

assert database  # its pragmas hold for every connection


def main() -> None:
    """Write until the time is up or somebody kills this process."""
    path, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    engine = sa.create_engine(f"sqlite:///{path}")
    end = time.monotonic() + seconds
    number = 0
    with Session(engine) as session:
        while time.monotonic() < end:
            number += 1
            source = {"id": f"{name}-{number}", "title": "T", "publisher": "P", "kind": "docs"}
            writing.create(session, "source", source, actor=name, key_id="", token="")
            print(source["id"], flush=True)


if __name__ == "__main__":
    main()
