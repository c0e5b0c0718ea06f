"""Content security policies: what a browser may do with an answer. None allows script or style just for being there."""

from __future__ import annotations

import base64
import hashlib
import html
import re

PAGE = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def of_picture(svg: bytes) -> str:
    """Return the policy of a picture: it may be embedded anywhere, and may run nothing wherever it is opened.

    Its own style sheets are named by their hashes; text that somebody put into the atlas can add none.
    """
    sheets = (html.unescape(found).encode() for found in STYLE.findall(svg.decode()))
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(sheet).digest()).decode()}'" for sheet in sheets]
    styles = f"style-src {' '.join(hashes)}; " if hashes else ""
    return f"default-src 'none'; {styles}font-src data:; img-src data:; sandbox allow-popups"
