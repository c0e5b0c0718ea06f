"""The one entry for WSGI servers and for ``flask --app wsgi``."""

import gc
import os

from service import create_app, warming

app = create_app()
gc.freeze()  # what stays for good is not looked through again each time
if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # a command has no questions to wait for
    warming.start(app)
