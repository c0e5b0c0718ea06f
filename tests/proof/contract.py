"""``python -m tests.proof.contract``: hold the whole OpenAPI document against the running service.

Schemathesis makes up requests for every operation, good ones, bad ones and chains of them, and looks at each answer
with all its checks and those of ``checks``. The service is real: its own process, a database that the requests may
change, a key that may do everything.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa

from service import create_app, migrating
from service.atlas import keys
from service.atlas.loading import load
from service.config import ROOT
from service.database import db
from service.models import Comparison, Concept, Diagram, Property, Source

HERE = Path(__file__).parent
MANY = 60  # ids of a noun that requests may name
LONG = ("--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "80")
# In the long form, fewer for what takes a second each: reading everything, and making up a diagram.
DEAR = """
[[operations]]
include-path-regex = "/export"
[operations.generation]
max-examples = 25

[[operations]]
include-operation-id = ["createDiagram", "putDiagram"]
[operations.generation]
max-examples = 25
"""
SHORT = ("--phases", "fuzzing,stateful", "--max-examples", "3", "--generation-deterministic")


def prepared(folder: Path, knowledge: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Make a loaded database; return the environment of the service and that of the requests."""
    served = {
        "VIRTLAS_DATABASE_URL": f"sqlite:///{folder}/contract.db", "VIRTLAS_KNOWLEDGE": str(knowledge),
        "VIRTLAS_RENDER_SECONDS": "30",  # on a busy machine "come back later" would be told where a defect is looked for
        "VIRTLAS_PICTURES": "", "VIRTLAS_REQUESTS_PER_MINUTE": "0", "VIRTLAS_PICTURES_PER_MINUTE": "0",
        "VIRTLAS_LOG_LEVEL": "warning",
    }  # fmt: skip
    app = create_app({"DATABASE_URL": served["VIRTLAS_DATABASE_URL"], "PICTURES": "", "RENDERERS": 1})
    with app.app_context():
        migrating.upgrade(db.engine)
        load(db.session, knowledge)
        token = keys.create(db.session, "contract", "admin", None)
        tables = {"concept_id": Concept, "source_id": Source, "property_id": Property, "diagram_id": Diagram}
        known = {name: sorted(db.session.scalars(sa.select(table.id)))[:MANY] for name, table in tables.items()}
        known |= dict.fromkeys(("start", "end"), known["concept_id"])
        curated = db.session.scalars(sa.select(Comparison)).all()
        known["ids"] = [one.id for one in curated] + [",".join(one.document["concepts"]) for one in curated]
        db.engine.dispose()
    app.extensions["renderers"].close()
    return served, {"CONTRACT_KEY": token, "CONTRACT_IDS": json.dumps(known)}


def run(knowledge: Path, *options: str, settings: str = "") -> int:
    """Serve ``knowledge``, let Schemathesis ask, and return its exit status.

    ``settings`` are added to those of ``schemathesis.toml``.
    """
    with tempfile.TemporaryDirectory() as named, socket.socket() as probe:
        folder = Path(named)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        served, asking = prepared(folder, knowledge)
        programs = Path(sys.executable).parent
        log = (folder / "log").open("w+")
        chosen = folder / "schemathesis.toml"
        chosen.write_text((HERE / chosen.name).read_text(encoding="utf-8") + settings, encoding="utf-8")
        server = subprocess.Popen(
            [sys.executable, "-m", "service.serve"],
            cwd=ROOT, env={**os.environ, **served, "PORT": str(port)}, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            asked = subprocess.run(
                [str(programs / "schemathesis"), "--config-file", str(chosen), "run",
                 f"http://127.0.0.1:{port}/openapi.json", "--wait-for-schema", "60", "--no-color",
                 "--continue-on-failure", *options],
                cwd=ROOT, env={**os.environ, **asking}, check=False,
            )  # fmt: skip
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)
            log.seek(0)
            shutil.copyfileobj(log, sys.stderr)
            log.close()
    return asked.returncode


def main() -> int:
    """Run the long form over the whole atlas; more options go to Schemathesis."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge")
    known, more = parser.parse_known_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server ends with whoever started it
    return run(known.knowledge, *LONG, *more, settings=DEAR)


if __name__ == "__main__":
    sys.exit(main())
