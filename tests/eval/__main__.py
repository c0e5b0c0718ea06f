"""``python -m tests.eval``: run the question set against the whole atlas and print how it went."""

from __future__ import annotations

import tempfile

from service import create_app, migrating
from service.atlas.loading import load
from service.config import ROOT
from service.database import db

from . import measuring


def main() -> None:
    """Print the table, the reliability of confidence and the failures."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": f"sqlite:///{folder}/eval.db", "GAPS": 0})
        with app.app_context():
            migrating.upgrade(db.engine)
            load(db.session, ROOT / "knowledge")
            results = measuring.run(db.session, measuring.questions())
        app.extensions["renderers"].close()
    print(measuring.table(results))
    print()
    print(measuring.reliability(results))
    print()
    print(measuring.failures(results))


if __name__ == "__main__":
    main()
