"""The one entry for WSGI servers and for ``flask --app wsgi``."""

from service import create_app

app = create_app()
