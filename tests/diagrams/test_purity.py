"""The drawing package stands alone."""

import subprocess
import sys


def test_drawing_imports_no_web_no_database_and_no_service() -> None:
    code = (
        "import sys, diagrams; bad = {'flask', 'sqlalchemy', 'marshmallow', 'service', 'pygraphviz'} & set(sys.modules);"
        "sys.exit(str(bad) if bad else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
